package convspectrum.gradients.float32.window;

import convspectrum.executor.vector.kernel.LaneProduct.Sliding;
import convspectrum.gradients.batch.Grouping;
import convspectrum.gradients.batch.Taps;
import convspectrum.gradients.float32.kernel.Kernels;
import convspectrum.gradients.float32.kernel.LaneKernels;
import org.jspecify.annotations.Nullable;

/**
 * Applies the taps of a grid to a {@link SpreadMap}. A run is a row of adjacent taps. Sums are in
 * one chain over runs, then sources, then the taps of a run.
 */
public final class LaneWindow {
  private final Kernels kernels;
  private final Taps taps;
  private final Grouping grouping;
  private final SpreadMap.Extent extent;
  private final SpreadMap map;

  /** Starts of the runs in the map for the first pixel, and one more. */
  private final int[] offsets;

  private final int runs;

  /** Number of taps of each run. */
  private final int columns;

  /** A row of the result for blocks that do not fill all lanes. */
  private final float[] row;

  private final float[] start = new float[Kernels.BLOCK];
  private LaneKernels.@Nullable Row product;

  /** Creates it for a map that no tap is outside of. */
  public LaneWindow(Kernels kernels, Taps taps, Grouping grouping, SpreadMap map) {
    this.kernels = kernels;
    this.taps = taps;
    this.grouping = grouping;
    this.map = map;
    this.extent = map.extent();
    this.columns = taps.count() == 0 ? 1 : taps.run(0);
    this.runs = taps.count() / columns;
    this.offsets = new int[runs + 1];
    for (int run = 0; run < runs; run++) {
      offsets[run] = extent.place(taps.row(0, run * columns), taps.column(0, run * columns));
    }
    this.row = new float[taps.gridWidth() * Kernels.BLOCK];
  }

  private Sliding window() {
    return new Sliding(columns, Kernels.BLOCK, extent.pixelStep(), taps.stepRight());
  }

  private boolean isWhole(int block) {
    return grouping.used(block) == Kernels.BLOCK;
  }

  /** Number of elements of the weights of a block, in the layout of {@link #place}. */
  private int blockSize() {
    return taps.count() * extent.pixelStep();
  }

  /** Number of elements of the weights in the layout of {@link #place}. */
  public int size() {
    return grouping.blocks() * blockSize();
  }

  /** Position of the weight of a lane for a source of its group. */
  public int place(int block, int tap, int source, int lane) {
    int deep = tap / columns * grouping.sources() + source;
    return block * blockSize() + (deep * columns + tap % columns) * Kernels.BLOCK + lane;
  }

  /** Number of elements from one row of the grid to the next, in the map. */
  private int down() {
    return taps.stepDown() * extent.rowStep();
  }

  /**
   * Computes a block of one sample.
   *
   * @param bias one per target channel of the whole map; may be empty
   * @param y array of the result, the sample's first element at {@code yBase}
   */
  public void product(int block, float[] weights, float[] bias, float[] y, int yBase) {
    int first = grouping.firstTarget(block);
    int used = grouping.used(block);
    if (bias.length > 0) {
      System.arraycopy(bias, first, start, 0, used);
    }
    boolean direct = isWhole(block) && runs > 0;
    int w = block * blockSize();
    int step = taps.targetStep();
    for (int i = 0; i < taps.gridHeight(); i++) {
      int at = i * down();
      int to = yBase + taps.target(i, 0) + first;
      if (direct) {
        row()
            .product(map.elements, at, offsets, grouping.sources(), weights, w, start, y, to, step);
        continue;
      }
      if (runs > 0) {
        row()
            .product(
                map.elements,
                at,
                offsets,
                grouping.sources(),
                weights,
                w,
                start,
                row,
                0,
                Kernels.BLOCK);
      } else {
        nothing();
      }
      kernels.copyRows(row, 0, Kernels.BLOCK, used, taps.gridWidth(), y, to, step);
    }
  }

  private LaneKernels.Row row() {
    LaneKernels.Row made = product;
    if (made == null) {
      made = kernels.lanes().row(window(), taps.gridWidth());
      product = made;
    }
    return made;
  }

  /** Makes a row of pixels that no tap reads: a stride may be larger than its window. */
  private void nothing() {
    for (int to = 0; to < row.length; to += Kernels.BLOCK) {
      System.arraycopy(start, 0, row, to, Kernels.BLOCK);
    }
  }
}
