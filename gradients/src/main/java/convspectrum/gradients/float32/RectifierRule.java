package convspectrum.gradients.float32;

import convspectrum.gradients.float32.kernel.Kernels;

/** Computes y = min(max(x, 0), bound): ReLU or ReLU6. No gradient passes at 0 or at the bound. */
final class RectifierRule implements Rule {
  private final Kernels kernels;
  private final int size;
  private final float bound;

  RectifierRule(Kernels kernels, int size, double bound) {
    this.kernels = kernels;
    this.size = size;
    this.bound = (float) bound;
  }

  @Override
  public void forward(Operands run) {
    kernels.elements().rectify(run.input(), bound, size, run.output);
  }

  @Override
  public void backward(Operands run) {
    float[] dx = run.inputGradient();
    if (dx != null) {
      kernels.elements().rectifyGradient(run.output, bound, run.gradient, size, run.adds, dx);
    }
  }

  @Override
  public boolean overwrites() {
    return true;
  }

  @Override
  public boolean adds() {
    return true;
  }

  @Override
  public boolean keepsOutput() {
    return true;
  }
}
