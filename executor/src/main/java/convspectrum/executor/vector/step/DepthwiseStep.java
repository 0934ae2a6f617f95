package convspectrum.executor.vector.step;

import convspectrum.executor.vector.code.Kernel;
import convspectrum.executor.vector.code.Lanes;
import convspectrum.executor.vector.code.RegisterTile;
import convspectrum.executor.vector.kernel.DepthwiseKernel;
import convspectrum.executor.vector.layout.FeatureMap;
import convspectrum.spec.graph.Window;
import org.jspecify.annotations.Nullable;

/** A depthwise convolution by {@link DepthwiseKernel}. */
public final class DepthwiseStep implements RowStep {
  /** With six columns or more the compiler spills, although registers are free: half the speed. */
  private static final int MOST_COLUMNS = 4;

  /** Largest number of columns of kernels whose taps are loaded row by row. */
  private static final int MOST_COLUMNS_BY_ROW = 8;

  private final FeatureMap in;
  private final FeatureMap out;
  private final Ending ending;
  private final Window window;
  private final Lanes lanes;
  private final int rows;
  private final int mainTiles;
  private final int mainColumns;
  private final int registers;
  private final int weight;
  private final int bias;
  private final Finish finish;
  private final Kernels main;
  private final Kernels rest;

  /** Kernels for tiles of several rows and of one row. */
  private record Kernels(@Nullable Kernel several, @Nullable Kernel one) {}

  private DepthwiseStep(
      FeatureMap in,
      FeatureMap out,
      boolean rectified,
      ConvolutionWeights weights,
      Ending ending,
      Lanes lanes,
      WeightStore store) {
    this.in = in;
    this.out = out;
    this.ending = ending;
    this.window = weights.conv().window();
    this.lanes = lanes;
    this.finish = Finish.of(ending, out, lanes);
    boolean fromMemory = DepthwiseKernel.fromMemory(lanes, rectified);
    int sums = RegisterTile.free(lanes) - 1;
    boolean two =
        fromMemory
            ? out.width() <= sums / 2
            : DepthwiseKernel.allowsRows(window) && window.strideHeight() == 1;
    this.rows = two && out.height() > 1 ? 2 : 1;
    int columns =
        fromMemory
            ? Math.ceilDiv(out.width(), Math.ceilDiv(out.width(), sums / rows))
            : columns(out.width(), rows, window, lanes);
    this.mainTiles = out.width() / columns;
    this.mainColumns = columns;
    int left = out.width() % columns;
    this.main = kernels(columns, rectified);
    this.rest = left > 0 ? kernels(left, rectified) : new Kernels(null, null);
    this.registers = Math.ceilDiv(out.order().slots(), lanes.count());
    this.weight = store.reserve(registers * taps() * lanes.count());
    this.bias = store.reserve(registers * lanes.count());
    pack(weights, store);
  }

  /** Packs weights and makes kernels; input and output have the same channel order. */
  public static DepthwiseStep of(
      FeatureMap in,
      FeatureMap out,
      boolean rectified,
      ConvolutionWeights weights,
      Ending ending,
      Lanes lanes,
      WeightStore store) {
    return new DepthwiseStep(in, out, rectified, weights, ending, lanes, store);
  }

  private int taps() {
    return (int) window.taps();
  }

  private static int columns(int width, int rows, Window window, Lanes lanes) {
    int held = window.taps() <= 9 ? (int) window.taps() : window.kernelWidth();
    int most = Math.max(1, (lanes.registers() - 1 - held - 2) / rows);
    if (rows == 2 || window.taps() <= 9) {
      return Math.min(width, Math.min(most, MOST_COLUMNS));
    }
    int wanted = Math.min(most, MOST_COLUMNS_BY_ROW);
    return Math.ceilDiv(width, Math.ceilDiv(width, wanted));
  }

  private Kernels kernels(int columns, boolean rectified) {
    return new Kernels(
        rows > 1 ? kernel(rows, columns, rectified) : null, kernel(1, columns, rectified));
  }

  private Kernel kernel(int tileRows, int columns, boolean rectified) {
    return new DepthwiseKernel(
            lanes,
            tileRows,
            columns,
            window,
            in.strides(),
            out.strides(),
            rectified,
            ending.other().map(FeatureMap::strides),
            ending.inKernel())
        .kernel();
  }

  private void pack(ConvolutionWeights weights, WeightStore store) {
    for (int c = 0; c < out.order().channels(); c++) {
      int slot = out.order().slot(c);
      int start = weight + slot / lanes.count() * taps() * lanes.count() + slot % lanes.count();
      for (int ky = 0; ky < window.kernelHeight(); ky++) {
        for (int kx = 0; kx < window.kernelWidth(); kx++) {
          int tap = ky * window.kernelWidth() + kx;
          store.set(start + tap * lanes.count(), weights.weight(c, 0, ky, kx));
        }
      }
      store.set(bias + slot, weights.bias(c));
    }
  }

  @Override
  public void run(Memory memory, int part, int parts) {
    boolean byChannels = parts > 1 && registers >= 8 && out.height() < 40;
    int first = byChannels ? Share.start(registers, part, parts) : 0;
    int last = byChannels ? Share.start(registers, part + 1, parts) : registers;
    int firstRow = byChannels ? 0 : Share.start(out.height(), part, parts);
    int lastRow = byChannels ? out.height() : Share.start(out.height(), part + 1, parts);
    for (int n = 0; n < out.batch(); n++) {
      lines(memory, n, firstRow, lastRow, first, last, 0, 0);
    }
  }

  @Override
  public void rows(Memory memory, int n, int from, int to, int inShift, int outShift) {
    lines(memory, n, from, to, 0, registers, inShift, outShift);
  }

  /** Computes rows one after another, so that the inputs that they share are in the cache. */
  private void lines(
      Memory memory, int n, int from, int to, int first, int last, int inShift, int outShift) {
    int y = from;
    for (; y + rows <= to; y += rows) {
      for (int r = first; r < last; r++) {
        line(memory, n, y, r, rows > 1, inShift, outShift);
      }
    }
    for (; y < to; y++) {
      for (int r = first; r < last; r++) {
        line(memory, n, y, r, false, inShift, outShift);
      }
    }
  }

  private void line(
      Memory memory, int n, int y, int register, boolean several, int inShift, int outShift) {
    tiles(
        memory,
        several ? main.several() : main.one(),
        mainTiles,
        n,
        y,
        0,
        register,
        inShift,
        outShift);
    int x = mainTiles * mainColumns;
    if (x < out.width()) {
      tiles(memory, several ? rest.several() : rest.one(), 1, n, y, x, register, inShift, outShift);
    }
    for (int row = y; row < (several ? y + rows : y + 1); row++) {
      finish.row(memory, out.at(n, row, 0) + register * lanes.count() + outShift, 1);
    }
  }

  private void tiles(
      Memory memory,
      @Nullable Kernel kernel,
      int count,
      int n,
      int y,
      int x,
      int register,
      int inShift,
      int outShift) {
    if (kernel == null) {
      throw new IllegalStateException("no kernel for this tile");
    }
    int slot = register * lanes.count();
    int inY = y * window.strideHeight() - window.padding().top();
    int inX = x * window.strideWidth() - window.padding().left();
    kernel.run(
        memory.values(),
        in.at(n, inY, inX) + slot + inShift,
        out.at(n, y, x) + slot + outShift,
        ending.otherAt(n, y, x) + slot,
        memory.weights(),
        weight + slot * taps(),
        bias + slot,
        NO_TABLE,
        count,
        0);
  }

  private static final int[] NO_TABLE = {};
}
