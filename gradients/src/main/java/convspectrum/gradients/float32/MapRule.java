package convspectrum.gradients.float32;

import java.util.Arrays;

/** Moves elements: y[i] = x[source[i]], or a constant if the source is −1. */
final class MapRule implements Rule {
  private final int[] sources;
  private final float filling;

  MapRule(int[] sources, double filling) {
    this.sources = sources;
    this.filling = (float) filling;
  }

  @Override
  public void forward(Operands run) {
    float[] x = run.input();
    for (int i = 0; i < sources.length; i++) {
      run.output[i] = sources[i] < 0 ? filling : x[sources[i]];
    }
  }

  @Override
  public void backward(Operands run) {
    float[] dx = run.inputGradient();
    if (dx != null) {
      Arrays.fill(dx, 0);
      for (int i = 0; i < sources.length; i++) {
        if (sources[i] >= 0) {
          dx[sources[i]] += run.gradient[i];
        }
      }
    }
  }
}
