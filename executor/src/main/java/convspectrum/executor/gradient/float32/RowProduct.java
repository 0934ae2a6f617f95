package convspectrum.executor.gradient.float32;

import java.util.Arrays;

/**
 * A window three wide that moves by one, over a {@link PaddedMap}: every output is the sum over
 * window rows and blocks of channels of sums over their channels and the three columns. A value
 * that is read once serves the three outputs beside each other that it counts for.
 */
final class RowProduct {
  private final Kernels kernels;
  private final PaddedMap.Extent from;
  private final int windowRows;
  private final int sources;
  private final int targets;
  private final int lanes;
  private final int pixels;
  private final float[] tile;
  private final int[] offsets;
  private final int[] depths;
  private final PaddedMap map;

  /**
   * @param map that is read
   * @param windowRows of the window
   * @param targets channels that are made
   */
  RowProduct(Kernels kernels, PaddedMap map, PaddedMap.Extent from, int windowRows, int targets) {
    this.kernels = kernels;
    this.map = map;
    this.from = from;
    this.windowRows = windowRows;
    this.sources = from.channels();
    this.targets = targets;
    this.lanes = kernels.columns() / 2;
    this.pixels = pixels(width());
    this.tile = new float[Kernels.WIDE * lanes];
    this.offsets = map.offsets(windowRows);
    this.depths = map.depths(windowRows);
  }

  /** Columns of what is made. */
  private int width() {
    return from.columns() - Kernels.WINDOW + 1;
  }

  /** The number of pixels at a time that leaves fewest to be made twice at the end of a row. */
  private static int pixels(int width) {
    int wide = Math.ceilDiv(width, Kernels.WIDE) * Kernels.WIDE;
    int narrow = Math.ceilDiv(width, Kernels.NARROW) * Kernels.NARROW;
    return width >= Kernels.WIDE && wide <= narrow ? Kernels.WIDE : Kernels.NARROW;
  }

  /** Elements of the weights as {@link #place} says. */
  int size() {
    return Math.ceilDiv(targets, lanes) * lanes * windowRows * sources * Kernels.WINDOW;
  }

  /** Where a weight lies. */
  int place(int target, int source, int row, int column) {
    int block = target / lanes * windowRows + row;
    return ((block * sources + source) * Kernels.WINDOW + column) * lanes + target % lanes;
  }

  /**
   * One sample.
   *
   * @param bias of the targets, from {@code first} on; may be empty
   * @param y where the first target of the first pixel goes
   * @param step from one pixel to the next
   */
  void sample(float[] weights, float[] bias, int first, float[] y, int at, int step) {
    int rows = from.rows() - windowRows + 1;
    int width = width();
    for (int target = 0; target < targets; target += lanes) {
      int used = Math.min(lanes, targets - target);
      int w = place(target, 0, 0, 0);
      for (int i = 0; i < rows; i++) {
        for (int done = 0; done < width; done += pixels) {
          // The last begins where it fits, and makes anew what is there.
          int j = Math.min(done, width - pixels);
          begin(bias, first + target, used);
          int source = from.place(0, i, j);
          kernels.rows(map.elements, source, offsets, depths, weights, w, tile, pixels);
          int to = at + (i * width + j) * step + target;
          kernels.copyRows(tile, 0, lanes, used, pixels, y, to, step);
        }
      }
    }
  }

  private void begin(float[] bias, int first, int used) {
    if (bias.length == 0) {
      Arrays.fill(tile, 0);
    } else {
      for (int r = 0; r < pixels; r++) {
        System.arraycopy(bias, first, tile, r * lanes, used);
      }
    }
  }
}
