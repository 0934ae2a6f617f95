package convspectrum.executor.vector.step.winograd;

import static convspectrum.executor.vector.kernel.WinogradInputKernel.POINTS;

import convspectrum.executor.vector.step.ConvolutionWeights;

/**
 * The weights of a 3×3 convolution in the transformed domain, U = G g Gᵀ (Lavin and Gray, arXiv
 * 1509.09308), in float64 until they are stored.
 */
final class WinogradWeights {
  private static final int TAPS = 3;

  /** Rows for the points 0, 1, −1, 2, −2, ∞. */
  private static final double[][] G = {
    {1 / 4., 0, 0},
    {-1 / 6., -1 / 6., -1 / 6.},
    {-1 / 6., 1 / 6., -1 / 6.},
    {1 / 24., 1 / 12., 1 / 6.},
    {1 / 24., -1 / 12., 1 / 6.},
    {0, 0, 1}
  };

  private WinogradWeights() {}

  /** Transforms the kernel from one input to one output; point (i, j) at index 6i + j. */
  static double[] transform(ConvolutionWeights weights, int output, int input) {
    double[] half = new double[POINTS * TAPS];
    for (int i = 0; i < POINTS; i++) {
      for (int kx = 0; kx < TAPS; kx++) {
        for (int ky = 0; ky < TAPS; ky++) {
          half[i * TAPS + kx] += G[i][ky] * weights.exactWeight(output, input, ky, kx);
        }
      }
    }
    double[] points = new double[POINTS * POINTS];
    for (int i = 0; i < POINTS; i++) {
      for (int j = 0; j < POINTS; j++) {
        for (int kx = 0; kx < TAPS; kx++) {
          points[i * POINTS + j] += half[i * TAPS + kx] * G[j][kx];
        }
      }
    }
    return points;
  }
}
