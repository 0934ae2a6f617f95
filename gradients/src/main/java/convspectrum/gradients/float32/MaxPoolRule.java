package convspectrum.gradients.float32;

import convspectrum.gradients.batch.PlanStep;
import convspectrum.gradients.batch.Taps;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import java.util.Arrays;

/**
 * Computes the maximum of each window; padding never counts. The gradient goes to the first maximum
 * in row-major order.
 */
final class MaxPoolRule implements Rule {
  private final Shape in;
  private final Shape out;
  private final Taps taps;

  /** The position of each maximum in its sample; −1 if a window covers no pixel. */
  private final int[] largest;

  MaxPoolRule(PlanStep step, Window window) {
    this.in = step.input().shape();
    this.out = step.shape();
    this.taps = Taps.forward(window, in, out);
    this.largest = new int[step.size()];
  }

  @Override
  public void forward(Operands run) {
    int inSize = Math.toIntExact(in.elements() / in.batch());
    int channels = in.channels();
    int next = 0;
    for (int n = 0; n < in.batch(); n++) {
      for (int i = 0; i < out.height(); i++) {
        for (int j = 0; j < out.width(); j++, next += channels) {
          pixel(run.input(), n * inSize, i, j, next, run.output);
        }
      }
    }
  }

  private void pixel(float[] x, int sample, int i, int j, int to, float[] y) {
    int channels = in.channels();
    Arrays.fill(y, to, to + channels, Float.NEGATIVE_INFINITY);
    Arrays.fill(largest, to, to + channels, -1);
    for (int t = 0; t < taps.count(); t++) {
      if (taps.rowInside(i, t) && taps.columnInside(j, t)) {
        int source = taps.source(i, j, t);
        for (int c = 0; c < channels; c++) {
          float value = x[sample + source + c];
          // The first value is always taken, so that NaN stays.
          if (largest[to + c] < 0 || value > y[to + c] || Float.isNaN(value)) {
            y[to + c] = value;
            largest[to + c] = source + c;
          }
        }
      }
    }
  }

  @Override
  public void backward(Operands run) {
    float[] dx = run.inputGradient();
    if (dx == null) {
      return;
    }
    Arrays.fill(dx, 0);
    int inSize = Math.toIntExact(in.elements() / in.batch());
    int outSize = Math.toIntExact(out.elements() / out.batch());
    for (int i = 0; i < run.gradient.length; i++) {
      if (largest[i] >= 0) {
        dx[i / outSize * inSize + largest[i]] += run.gradient[i];
      }
    }
  }
}
