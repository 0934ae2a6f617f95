package convspectrum.gradients.float32;

import convspectrum.gradients.batch.PlanStep;
import convspectrum.gradients.batch.Taps;
import convspectrum.gradients.float32.kernel.Kernels;
import convspectrum.gradients.float32.window.WindowSums;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Computes the mean of each window: the sum of its taps, divided at each pixel by the number of
 * taps that count. A window with a stride above one is a depthwise convolution with weights of 1.
 */
final class AveragePoolRule implements Rule {
  private static final float[][] NONE = new float[0][];

  private final Kernels kernels;
  private final Shape in;
  private final Shape out;
  private final Window window;
  private final Taps taps;
  private final List<Taps> reversed;
  private final float[] ones;

  /** The factor of each element of an output row: 1 / the number of taps that count, or 0. */
  private final float[][] factors;

  private final boolean moved;
  private @Nullable WindowSums sums;
  private @Nullable WindowSums reversedSums;

  AveragePoolRule(Kernels kernels, PlanStep step, Op.Pool pool) {
    this.kernels = kernels;
    this.in = step.input().shape();
    this.out = step.shape();
    this.taps = Taps.forward(pool.window(), in, out);
    this.reversed = Taps.backward(pool.window(), in, out);
    this.ones = new float[taps.count() * in.channels()];
    Arrays.fill(ones, 1);
    this.window = pool.window();
    this.moved = WindowSums.take(window);
    float[] shares = new float[out.height() * out.width()];
    for (int i = 0; i < out.height(); i++) {
      for (int j = 0; j < out.width(); j++) {
        int divisor = divisor(pool, i, j);
        shares[i * out.width() + j] = divisor == 0 ? 0 : (float) (1.0 / divisor);
      }
    }
    this.factors = WindowSums.factors(shares, out.width(), out.channels());
  }

  /** Taps inside the input, or inside the padding too, without those that a ceil window adds. */
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
    if (moved) {
      WindowSums made = sums();
      for (int n = 0; n < in.batch(); n++) {
        made.sample(run.input(), n * inSize, NONE, run.output, n * outSize, factors, false);
      }
      return;
    }
    for (int n = 0; n < in.batch(); n++) {
      kernels.depthwise(taps, run.input(), n * inSize, ones, run.output, n * outSize);
    }
    share(run.output, run.output);
  }

  private WindowSums sums() {
    WindowSums made = sums;
    if (made == null) {
      made = WindowSums.forward(kernels, window, in, out);
      sums = made;
    }
    return made;
  }

  @Override
  public void backward(Operands run) {
    float[] dx = run.inputGradient();
    if (dx == null) {
      return;
    }
    int inSize = Math.toIntExact(in.elements() / in.batch());
    int outSize = Math.toIntExact(out.elements() / out.batch());
    if (moved) {
      WindowSums made = reversedSums();
      for (int n = 0; n < in.batch(); n++) {
        made.sample(run.gradient, n * outSize, factors, dx, n * inSize, NONE, run.adds);
      }
      return;
    }
    float[] shared = new float[run.gradient.length];
    share(run.gradient, shared);
    for (int n = 0; n < in.batch(); n++) {
      for (Taps grid : reversed) {
        kernels.depthwise(grid, shared, n * outSize, ones, dx, n * inSize);
      }
    }
  }

  @Override
  public boolean adds() {
    return moved;
  }

  private WindowSums reversedSums() {
    WindowSums made = reversedSums;
    if (made == null) {
      made = WindowSums.backward(kernels, window, in, out);
      reversedSums = made;
    }
    return made;
  }

  private void share(float[] x, float[] y) {
    int row = out.width() * out.channels();
    int[] start = new int[1];
    for (int i = 0; i < x.length / row; i++) {
      start[0] = i * row;
      kernels.elements().sumRows(x, start, 1, row, factors[i % out.height()], y, start[0]);
    }
  }
}
