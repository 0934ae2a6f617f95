package convspectrum.executor.vector.step;

import convspectrum.executor.runtime.UnsupportedGraphException;
import convspectrum.executor.vector.code.Kernel;
import convspectrum.executor.vector.code.Lanes;
import convspectrum.executor.vector.kernel.PoolKernel;
import convspectrum.executor.vector.kernel.PoolRowKernel;
import convspectrum.executor.vector.layout.FeatureMap;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.graph.Slide;
import convspectrum.spec.graph.Window;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A pool by {@link PoolKernel}; a global pool has the whole picture as its window. */
public final class PoolStep implements Step {
  /** Largest number of taps that are unrolled. */
  private static final int MOST_TAPS = 9;

  /** Largest number of taps of all kinds of windows together: a quarter of a gigabyte. */
  private static final long MOST_PLACES = 1 << 26;

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

  /** Offsets of the taps from the first one inside the picture, by the kind of window. */
  private final int[][] tables;

  /** Positions of the factors in the packed weights, by the kind of window. */
  private final int[] factors;

  /**
   * The windows of all outputs in one direction. Windows that have as many taps inside the picture,
   * and as many inside its padding, are of one kind: there are few kinds, however large the kernel.
   */
  private static final class Axis {
    private final int kernel;
    private final int stride;
    private final int dilation;
    private final int padding;
    private final int[] first;
    private final int[] taps;
    private final int[] kind;

    /** For each kind, the number of taps inside the picture, and inside its padding as well. */
    private final List<List<Integer>> kinds;

    Axis(Slide slide, int size, int outputs) {
      this.kernel = slide.kernel();
      this.stride = slide.stride();
      this.dilation = slide.dilation();
      this.padding = slide.before();
      this.first = new int[outputs];
      this.taps = new int[outputs];
      this.kind = new int[outputs];
      Map<List<Integer>, Integer> found = new LinkedHashMap<>();
      for (int i = 0; i < outputs; i++) {
        first[i] = start(i) >= 0 ? 0 : Math.ceilDiv(-start(i), dilation);
        taps[i] = Math.max(0, before(i, size) - first[i]);
        List<Integer> counts = List.of(taps[i], before(i, size + slide.after()));
        kind[i] = found.computeIfAbsent(counts, _ -> found.size());
      }
      this.kinds = List.copyOf(found.keySet());
    }

    /** Where the window of an output starts, in pixels; negative inside the padding. */
    int start(int output) {
      return output * stride - padding;
    }

    /** Where the first tap inside the picture is. */
    int inside(int output) {
      return start(output) + first[output] * dilation;
    }

    /** The number of taps before a pixel. */
    private int before(int output, int end) {
      return Math.clamp(Math.ceilDiv(end - start(output), dilation), 0, kernel);
    }

    /** The number of taps inside the picture, over all kinds. */
    long places() {
      return kinds.stream().mapToLong(List::getFirst).sum();
    }

    boolean isWhole(int output) {
      return taps[output] == kernel;
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
    this.vertical = new Axis(window.rows(), in.height(), out.height());
    this.horizontal = new Axis(window.columns(), in.width(), out.width());
    if (vertical.places() * horizontal.places() > MOST_PLACES) {
      throw new UnsupportedGraphException(
          "a pool of %dx%d over %dx%d pixels has %,d places in its windows of different sizes; expected at most %,d; try the runtime onnxruntime"
              .formatted(
                  window.kernelHeight(),
                  window.kernelWidth(),
                  in.height(),
                  in.width(),
                  vertical.places() * horizontal.places(),
                  MOST_PLACES));
    }
    int kinds = vertical.kinds.size() * horizontal.kinds.size();
    this.tables = new int[kinds][];
    this.factors = new int[kinds];
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

  private int kind(int y, int x) {
    return vertical.kind[y] * horizontal.kinds.size() + horizontal.kind[x];
  }

  private void prepare(Op.Pool pool, WeightStore store) {
    int next = 0;
    for (List<Integer> rows : vertical.kinds) {
      for (List<Integer> columns : horizontal.kinds) {
        tables[next] = table(rows.getFirst(), columns.getFirst());
        // The divisor of an average in pixels: with padding counted, those of the padded picture.
        int divisor =
            pool.countIncludePad() ? rows.getLast() * columns.getLast() : tables[next].length;
        factors[next] = store.reserve(1);
        store.set(factors[next], 1f / divisor);
        next++;
      }
    }
  }

  private int[] table(int rows, int columns) {
    int[] offsets = new int[Math.multiplyExact(rows, columns)];
    int next = 0;
    for (int ky = 0; ky < rows; ky++) {
      for (int kx = 0; kx < columns; kx++) {
        offsets[next++] =
            ky * window.dilationHeight() * in.row() + kx * window.dilationWidth() * in.pixel();
      }
    }
    return offsets;
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
        boolean inside = fourOfRow != null && vertical.isWhole(y);
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

  /** The end of the pixels from {@code x} on whose windows are inside the picture. */
  private int wholeUntil(int x) {
    int end = x;
    while (end < out.width() && horizontal.isWhole(end)) {
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
        in.at(n, vertical.inside(y), horizontal.inside(x)) + slot,
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
