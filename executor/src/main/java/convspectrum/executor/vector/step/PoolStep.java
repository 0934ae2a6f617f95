package convspectrum.executor.vector.step;

import convspectrum.executor.vector.code.Kernel;
import convspectrum.executor.vector.code.Lanes;
import convspectrum.executor.vector.kernel.PoolKernel;
import convspectrum.executor.vector.kernel.PoolRowKernel;
import convspectrum.executor.vector.layout.FeatureMap;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.graph.Window;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** A pool by {@link PoolKernel}; a global pool has the whole picture as its window. */
public final class PoolStep implements Step {
  /** Largest number of taps that are unrolled. */
  private static final int MOST_TAPS = 9;

  /** Number of registers of channels that a kernel keeps at once. */
  private static final int TOGETHER = 4;

  private final FeatureMap in;
  private final FeatureMap out;
  private final Window window;
  private final Lanes lanes;
  private final int registers;
  private final Kernel four;
  private final Kernel one;
  private final @Nullable Kernel fourOfRow;
  private final @Nullable Kernel oneOfRow;
  private final Axis vertical;
  private final Axis horizontal;

  /** Offsets of the taps, by the first and last tap in each direction. */
  private final int[][] tables;

  /** Positions of the factors in the packed weights, by the same taps. */
  private final int[] factors;

  /** The taps of each output that are inside the picture, in one direction. */
  private record Axis(int kernel, int stride, int dilation, int padding, int size) {
    int start(int output) {
      return output * stride - padding;
    }

    /** The first tap inside. */
    int first(int output) {
      int start = start(output);
      return start >= 0 ? 0 : Math.ceilDiv(-start, dilation);
    }

    /** One more than the last tap inside. */
    int end(int output) {
      int left = size - 1 - start(output);
      return left < 0 ? 0 : Math.min(kernel, left / dilation + 1);
    }
  }

  private PoolStep(
      FeatureMap in,
      FeatureMap out,
      Op.Pool pool,
      Optional<Op.Activation> activation,
      Lanes lanes,
      WeightStore store) {
    this.in = in;
    this.out = out;
    this.window = pool.window();
    this.lanes = lanes;
    this.registers = Math.ceilDiv(in.order().slots(), lanes.count());
    this.four = new PoolKernel(lanes, pool.kind(), TOGETHER, activation).kernel();
    this.one = new PoolKernel(lanes, pool.kind(), 1, activation).kernel();
    boolean few = window.taps() <= MOST_TAPS;
    this.fourOfRow = few ? row(pool, TOGETHER, activation).kernel() : null;
    this.oneOfRow = few ? row(pool, 1, activation).kernel() : null;
    this.vertical =
        new Axis(
            window.kernelHeight(),
            window.strideHeight(),
            window.dilationHeight(),
            window.padding().top(),
            in.height());
    this.horizontal =
        new Axis(
            window.kernelWidth(),
            window.strideWidth(),
            window.dilationWidth(),
            window.padding().left(),
            in.width());
    int classes = classes(vertical) * classes(horizontal);
    this.tables = new int[classes][];
    this.factors = new int[classes];
    prepare(pool, store);
  }

  private PoolRowKernel row(Op.Pool pool, int vectors, Optional<Op.Activation> activation) {
    return new PoolRowKernel(
        lanes, pool.kind(), vectors, window, in.strides(), out.pixel(), activation);
  }

  /** Finds the taps of every kind of output pixel. */
  public static PoolStep of(
      FeatureMap in,
      FeatureMap out,
      Op.Pool pool,
      Optional<Op.Activation> activation,
      Lanes lanes,
      WeightStore store) {
    return new PoolStep(in, out, pool, activation, lanes, store);
  }

  /** Returns the pool whose window is the whole picture. */
  public static Op.Pool global(PoolKind kind, int height, int width) {
    Window all = new Window(height, width, 1, 1, 1, 1, convspectrum.spec.graph.Padding.NONE);
    return new Op.Pool(kind, all, false, false);
  }

  private static int classes(Axis axis) {
    return (axis.kernel() + 1) * (axis.kernel() + 1);
  }

  private static int kind(Axis axis, int output) {
    return axis.first(output) * (axis.kernel() + 1) + axis.end(output);
  }

  private int kind(int y, int x) {
    return kind(vertical, y) * classes(horizontal) + kind(horizontal, x);
  }

  private void prepare(Op.Pool pool, WeightStore store) {
    for (int y = 0; y < out.height(); y++) {
      for (int x = 0; x < out.width(); x++) {
        int kind = kind(y, x);
        if (tables[kind] == null) {
          tables[kind] = table(y, x);
          factors[kind] = store.reserve(1);
          store.set(factors[kind], 1f / divisor(pool, y, x));
        }
      }
    }
  }

  private int[] table(int y, int x) {
    int[] offsets =
        new int[(vertical.end(y) - vertical.first(y)) * (horizontal.end(x) - horizontal.first(x))];
    int next = 0;
    for (int ky = vertical.first(y); ky < vertical.end(y); ky++) {
      for (int kx = horizontal.first(x); kx < horizontal.end(x); kx++) {
        offsets[next++] =
            ky * window.dilationHeight() * in.row() + kx * window.dilationWidth() * in.pixel();
      }
    }
    return offsets;
  }

  /** The divisor of an average in pixels: with padding counted, those of the padded picture. */
  private int divisor(Op.Pool pool, int y, int x) {
    if (!pool.countIncludePad()) {
      return tables[kind(y, x)].length;
    }
    return padded(vertical, y, window.padding().bottom())
        * padded(horizontal, x, window.padding().right());
  }

  private static int padded(Axis axis, int output, int after) {
    IntPredicate inside = tap -> axis.start(output) + tap * axis.dilation() < axis.size() + after;
    return (int) java.util.stream.IntStream.range(0, axis.kernel()).filter(inside).count();
  }

  @Override
  public void run(Memory memory, int part, int parts) {
    boolean byChannels = out.height() < 2 * parts;
    int blocks = Math.ceilDiv(registers, TOGETHER);
    int from = byChannels ? Share.start(blocks, part, parts) * TOGETHER : 0;
    int to =
        byChannels
            ? Math.min(registers, Share.start(blocks, part + 1, parts) * TOGETHER)
            : registers;
    int firstRow = byChannels ? 0 : Share.start(out.height(), part, parts);
    int endRow = byChannels ? out.height() : Share.start(out.height(), part + 1, parts);
    int fours = (to - from) / TOGETHER;
    int ones = to - from - fours * TOGETHER;
    for (int n = 0; n < out.batch(); n++) {
      for (int y = firstRow; y < endRow; y++) {
        boolean inside = fourOfRow != null && whole(vertical, y);
        int x = 0;
        while (x < out.width()) {
          int end = inside ? wholeUntil(x) : x;
          if (end > x) {
            row(memory, n, y, x, end - x, from, fours, ones);
            x = end;
          } else {
            pixel(memory, n, y, x, from, fours, ones);
            x++;
          }
        }
      }
    }
  }

  private static boolean whole(Axis axis, int output) {
    return axis.first(output) == 0 && axis.end(output) == axis.kernel();
  }

  /** The end of the pixels from {@code x} on whose windows are inside the picture. */
  private int wholeUntil(int x) {
    int end = x;
    while (end < out.width() && whole(horizontal, end)) {
      end++;
    }
    return end;
  }

  private void row(Memory memory, int n, int y, int x, int pixels, int from, int fours, int ones) {
    for (int i = 0; i < fours; i++) {
      pixels(memory, fourOfRow, n, y, x, from + i * TOGETHER, pixels);
    }
    for (int i = 0; i < ones; i++) {
      pixels(memory, oneOfRow, n, y, x, from + fours * TOGETHER + i, pixels);
    }
  }

  private void pixels(
      Memory memory, @Nullable Kernel kernel, int n, int y, int x, int register, int count) {
    if (kernel != null) {
      run(memory, kernel, n, y, x, register, count);
    }
  }

  private void pixel(Memory memory, int n, int y, int x, int from, int fours, int ones) {
    if (fours > 0) {
      run(memory, four, n, y, x, from, fours);
    }
    if (ones > 0) {
      run(memory, one, n, y, x, from + fours * TOGETHER, ones);
    }
  }

  private void run(Memory memory, Kernel kernel, int n, int y, int x, int register, int count) {
    int kind = kind(y, x);
    int slot = register * lanes.count();
    kernel.run(
        memory.values(),
        in.at(n, vertical.start(y), horizontal.start(x)) + slot,
        out.at(n, y, x) + slot,
        0,
        memory.weights(),
        factors[kind],
        0,
        tables[kind],
        count,
        tables[kind].length);
  }
}
