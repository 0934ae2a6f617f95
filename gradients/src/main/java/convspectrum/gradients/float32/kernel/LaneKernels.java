package convspectrum.gradients.float32.kernel;

import convspectrum.executor.vector.kernel.LaneProduct.Sliding;
import convspectrum.gradients.batch.Grouping;

/**
 * The loops of convolutions whose groups have few channels; see {@link Kernels}. Each of {@link
 * Kernels#BLOCK} lanes has an element of its own, so that registers of different groups are
 * multiplied.
 */
public interface LaneKernels {
  /**
   * Copies what the lanes of a block read of a sample: map[to + i · rowStep + (j · sources + k) ·
   * {@link Kernels#BLOCK} + lane] = x[i][j][firstSource(lane) + k] for each k below the sources of
   * a group. Lanes without a target get anything.
   *
   * @param from start of the sample in x
   * @param channels number of channels of a pixel of x
   * @param height i is below it
   * @param width j is below it
   */
  void spread(
      float[] x,
      int from,
      int channels,
      int height,
      int width,
      Grouping grouping,
      int block,
      float[] map,
      int to,
      int rowStep);

  /** Returns the product of a window with rows of so many pixels. */
  Row row(Sliding window, int pixels);

  /**
   * Returns the gradient of the weights of {@code windowRows} rows of a window with {@code depth}
   * gradients for each element, over rows of so many pixels.
   */
  Gradient gradient(Sliding window, int windowRows, int depth, int pixels);

  /** A product of a window with a row of pixels. */
  @FunctionalInterface
  interface Row {
    /**
     * Computes y[p][c] = bias[c] + Σₑ Σₖ Σᵥ map[at + offsets[e] + k · {@link Kernels#BLOCK} + (p ·
     * stride + v) · pixel + c] · weights[e][k][v][c] in one chain, e, then k below the depth, then
     * v, ascending.
     *
     * @param offsets has one more element than there are e
     * @param weights the first at {@code w}
     * @param y pixels {@code toStep} apart, the first at {@code to}
     */
    void product(
        float[] map,
        int at,
        int[] offsets,
        int depth,
        float[] weights,
        int w,
        float[] bias,
        float[] y,
        int to,
        int toStep);
  }

  /** The gradient of the weights of a window. */
  @FunctionalInterface
  interface Gradient {
    /**
     * Computes sums[u][k][v][c] += Σᵢ Σⱼ x[at + u · rowStep + i · step + (j · stride + v) · pixel +
     * c] · g[from + i · gStep + (j · depth + k) · {@link Kernels#BLOCK} + c] with i, then j,
     * ascending.
     *
     * @param rows i is below it; at least 1
     * @param sums the first at {@code to}
     */
    void add(
        float[] x,
        int at,
        int rowStep,
        int step,
        float[] g,
        int from,
        int gStep,
        int rows,
        float[] sums,
        int to);
  }
}
