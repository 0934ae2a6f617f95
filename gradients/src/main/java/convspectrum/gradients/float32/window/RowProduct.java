package convspectrum.gradients.float32.window;

import convspectrum.gradients.float32.kernel.Kernels;
import java.util.Arrays;

/**
 * A window three wide that moves by one, over a {@link PaddedMap}: every output is the sum over
 * window rows and blocks of channels of sums over their channels and the three columns. A value
 * that is read once serves the three outputs beside each other that it counts for.
 */
public final class RowProduct {
  private final Kernels kernels;
  private final PaddedMap.Extent from;
  private final int windowRows;
  private final int sources;
  private final int targets;

  /** A row of what is made. */
  private final float[] row;

  private final int[] offsets;
  private final int[] depths;
  private final PaddedMap map;

  /**
   * @param map that is read
   * @param windowRows of the window
   * @param targets channels that are made
   */
  public RowProduct(
      Kernels kernels, PaddedMap map, PaddedMap.Extent from, int windowRows, int targets) {
    this.kernels = kernels;
    this.map = map;
    this.from = from;
    this.windowRows = windowRows;
    this.sources = from.channels();
    this.targets = targets;
    this.row = new float[width() * Kernels.BLOCK];
    this.offsets = map.offsets(windowRows);
    this.depths = map.depths(windowRows);
  }

  /** Columns of what is made. */
  private int width() {
    return from.columns() - Kernels.WINDOW + 1;
  }

  /** Elements of the weights as {@link #place} says. */
  public int size() {
    int blocks = Math.ceilDiv(targets, Kernels.BLOCK) * windowRows;
    return blocks * sources * Kernels.WINDOW * Kernels.BLOCK;
  }

  /** Where a weight lies. */
  public int place(int target, int source, int row, int column) {
    int block = target / Kernels.BLOCK * windowRows + row;
    int first = ((block * sources + source) * Kernels.WINDOW + column) * Kernels.BLOCK;
    return first + target % Kernels.BLOCK;
  }

  /**
   * One sample.
   *
   * @param bias of the targets, from {@code first} on; may be empty
   * @param y where the first target of the first pixel goes
   * @param step from one pixel to the next
   */
  public void sample(float[] weights, float[] bias, int first, float[] y, int at, int step) {
    int rows = from.rows() - windowRows + 1;
    int width = width();
    for (int target = 0; target < targets; target += Kernels.BLOCK) {
      int used = Math.min(Kernels.BLOCK, targets - target);
      int w = place(target, 0, 0, 0);
      for (int i = 0; i < rows; i++) {
        begin(bias, first + target, used);
        kernels.rows(map.elements, from.place(0, i, 0), offsets, depths, weights, w, row, width);
        kernels.copyRows(
            row, 0, Kernels.BLOCK, used, width, y, at + i * width * step + target, step);
      }
    }
  }

  private void begin(float[] bias, int first, int used) {
    if (bias.length == 0) {
      Arrays.fill(row, 0);
    } else {
      for (int to = 0; to < row.length; to += Kernels.BLOCK) {
        System.arraycopy(bias, first, row, to, used);
      }
    }
  }
}
