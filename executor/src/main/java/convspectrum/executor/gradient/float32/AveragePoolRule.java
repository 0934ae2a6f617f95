package convspectrum.executor.gradient.float32;

import convspectrum.executor.gradient.batch.PlanStep;
import convspectrum.executor.gradient.batch.Taps;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import java.util.Arrays;
import java.util.List;

/**
 * The mean of each window: a depthwise convolution with weights of 1, divided pixel by pixel by the
 * number of taps that count.
 */
final class AveragePoolRule implements Rule {
  private final Kernels kernels;
  private final Shape in;
  private final Shape out;
  private final Taps taps;
  private final List<Taps> reversed;
  private final float[] ones;

  /** What each output pixel is divided by; 0 makes 0. */
  private final int[] divisors;

  AveragePoolRule(Kernels kernels, PlanStep step, Op.Pool pool) {
    this.kernels = kernels;
    this.in = step.input().shape();
    this.out = step.shape();
    this.taps = Taps.forward(pool.window(), in, out);
    this.reversed = Taps.backward(pool.window(), in, out);
    this.ones = new float[taps.count() * in.channels()];
    Arrays.fill(ones, 1);
    this.divisors = new int[out.height() * out.width()];
    for (int i = 0; i < out.height(); i++) {
      for (int j = 0; j < out.width(); j++) {
        divisors[i * out.width() + j] = divisor(pool, i, j);
      }
    }
  }

  /** Taps inside the input, or inside the padding too; never those that a ceil window adds. */
  private int divisor(Op.Pool pool, int i, int j) {
    Window window = pool.window();
    int count = 0;
    for (int t = 0; t < taps.count(); t++) {
      if (pool.countIncludePad()) {
        int row = i * window.strideHeight() + t / window.kernelWidth() * window.dilationHeight();
        int column = j * window.strideWidth() + t % window.kernelWidth() * window.dilationWidth();
        boolean padded =
            row < in.height() + window.padding().top() + window.padding().bottom()
                && column < in.width() + window.padding().left() + window.padding().right();
        count += padded ? 1 : 0;
      } else {
        count += taps.rowInside(i, t) && taps.columnInside(j, t) ? 1 : 0;
      }
    }
    return count;
  }

  @Override
  public void forward(Operands run) {
    int inSize = Math.toIntExact(in.elements() / in.batch());
    int outSize = Math.toIntExact(out.elements() / out.batch());
    for (int n = 0; n < in.batch(); n++) {
      kernels.depthwise(taps, run.input(), n * inSize, ones, run.output, n * outSize);
    }
    divide(run.output, run.output);
  }

  @Override
  public void backward(Operands run) {
    float[] dx = run.inputGradient();
    if (dx == null) {
      return;
    }
    int inSize = Math.toIntExact(in.elements() / in.batch());
    int outSize = Math.toIntExact(out.elements() / out.batch());
    float[] shares = new float[run.gradient.length];
    divide(run.gradient, shares);
    for (int n = 0; n < in.batch(); n++) {
      for (Taps grid : reversed) {
        kernels.depthwise(grid, shares, n * outSize, ones, dx, n * inSize);
      }
    }
  }

  private void divide(float[] x, float[] y) {
    int channels = out.channels();
    for (int pixel = 0; pixel < x.length / channels; pixel++) {
      int divisor = divisors[pixel % divisors.length];
      float share = divisor == 0 ? 0 : (float) (1.0 / divisor);
      for (int i = pixel * channels; i < (pixel + 1) * channels; i++) {
        y[i] = x[i] * share;
      }
    }
  }
}
