package convspectrum.gradients.float32;

/** Computes y = factor · x. */
final class ScaleRule implements Rule {
  private final float factor;

  ScaleRule(double factor) {
    this.factor = (float) factor;
  }

  @Override
  public void forward(Operands run) {
    scale(run.input(), run.output);
  }

  @Override
  public void backward(Operands run) {
    float[] dx = run.inputGradient();
    if (dx != null) {
      scale(run.gradient, dx);
    }
  }

  private void scale(float[] x, float[] y) {
    for (int i = 0; i < y.length; i++) {
      y[i] = x[i] * factor;
    }
  }
}
