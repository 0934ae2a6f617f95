package convspectrum.gradients.float32;

import convspectrum.gradients.batch.Pointwise;
import convspectrum.gradients.batch.RunMode;

/** Computes y = f(x) for each element, dx = g · f′(x); f is computed in double. */
final class PointwiseRule implements Rule {
  private final Pointwise function;

  PointwiseRule(Pointwise function) {
    this.function = function;
  }

  @Override
  public void forward(Operands run) {
    float[] x = run.input();
    for (int i = 0; i < run.output.length; i++) {
      run.output[i] = (float) function.value(x[i]);
    }
  }

  @Override
  public void backward(Operands run) {
    float[] dx = run.inputGradient();
    if (dx != null) {
      float[] x = run.input();
      for (int i = 0; i < dx.length; i++) {
        dx[i] = (float) (run.gradient[i] * function.slope(x[i]));
      }
    }
  }

  @Override
  public boolean keepsInput(int i, RunMode mode) {
    return true;
  }
}
