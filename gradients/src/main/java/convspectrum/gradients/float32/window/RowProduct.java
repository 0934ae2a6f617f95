package convspectrum.gradients.float32.window;

import convspectrum.gradients.float32.kernel.Kernels;
import java.util.Arrays;

/**
 * Applies a window three wide with stride 1 to a {@link PaddedMap}. Every output is the sum over
 * window rows and blocks of channels of sums over their channels and the three columns. Each value
 * that is read serves the three adjacent outputs that need it.
 */
public final class RowProduct {
  private final Kernels kernels;
  private final PaddedMap.Extent from;
  private final int windowRows;
  private final int sources;
  private final int targets;

  /** A row of the result. */
  private final float[] row;

  private final int[] offsets;
  private final int[] depths;
  private final PaddedMap map;

  /**
   * @param map the input
   * @param windowRows number of rows of the window
   * @param targets number of channels of the result
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

  /** Number of columns of the result. */
  private int width() {
    return from.columns() - Kernels.WINDOW + 1;
  }

  /** Number of elements of the weights in the layout of {@link #place}. */
  public int size() {
    int blocks = Math.ceilDiv(targets, Kernels.BLOCK) * windowRows;
    return blocks * sources * Kernels.WINDOW * Kernels.BLOCK;
  }

  /** Distance from a weight to that of the next row of the window. */
  public int rowStep() {
    return sources * Kernels.WINDOW * Kernels.BLOCK;
  }

  /** Position of a weight. */
  public int place(int target, int source, int row, int column) {
    int block = target / Kernels.BLOCK * windowRows + row;
    int first = ((block * sources + source) * Kernels.WINDOW + column) * Kernels.BLOCK;
    return first + target % Kernels.BLOCK;
  }

  /**
   * Computes one sample.
   *
   * @param bias of the targets, from {@code first} on; may be empty
   * @param y array for the result, whose first element is at {@code at}
   * @param step distance from one pixel to the next
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
