package convspectrum.gradients.float32;

import java.util.Arrays;

/** Gives zeros and passes no gradient. */
final class ZeroRule implements Rule {
  @Override
  public void forward(Operands run) {
    Arrays.fill(run.output, 0);
  }

  @Override
  public void backward(Operands run) {
    float[] dx = run.inputGradient();
    if (dx != null) {
      Arrays.fill(dx, 0);
    }
  }

  @Override
  public boolean stops() {
    return true;
  }
}
