package convspectrum.executor.gradient.float32;

import convspectrum.executor.gradient.batch.Taps;
import java.util.Arrays;

/**
 * Lays out what a convolution reads as the rows of a matrix, a row per pixel: tap by tap, channels
 * fastest. The rows are cut into panels of {@link Kernels#DEPTH} columns, each with rows of just
 * that length, so that the kernels' strides are constants.
 */
final class Patches {
  private final Taps taps;
  private final int first;
  private final int channels;
  private final int capacity;

  /** Elements of the panels. */
  final float[] panels;

  /**
   * @param first the first channel of the group
   * @param channels of the group
   * @param capacity rows that fit
   */
  Patches(Taps taps, int first, int channels, int capacity) {
    this.taps = taps;
    this.first = first;
    this.channels = channels;
    this.capacity = capacity;
    // What lies behind the last column is read, and its products thrown away.
    this.panels = new float[panelCount() * capacity * Kernels.DEPTH + Kernels.TAPS];
  }

  /** Columns of the matrix. */
  int depth() {
    return taps.count() * channels;
  }

  int panelCount() {
    return Math.ceilDiv(depth(), Kernels.DEPTH);
  }

  /** Where a panel starts. */
  int panel(int number) {
    return number * capacity * Kernels.DEPTH;
  }

  /** Columns of one panel. */
  int panelDepth(int number) {
    return Math.min(depth() - number * Kernels.DEPTH, Kernels.DEPTH);
  }

  /** Fills rows with the pixels of the grid from number {@code pixel} on. */
  void fill(float[] x, int sample, int pixel, int rows) {
    int i = pixel / taps.gridWidth();
    int j = pixel % taps.gridWidth();
    boolean whole = channels == taps.sourceChannels();
    for (int row = 0; row < rows; row++) {
      if (whole) {
        fillRuns(x, sample, i, j, row);
      } else {
        fillTaps(x, sample, i, j, row);
      }
      j++;
      if (j == taps.gridWidth()) {
        j = 0;
        i++;
      }
    }
  }

  /** Taps beside each other lie beside each other in the source, so they are copied at once. */
  private void fillRuns(float[] x, int sample, int i, int j, int row) {
    int column = 0;
    for (int t = 0; t < taps.count(); ) {
      int run = taps.run(t);
      if (!taps.rowInside(i, t)) {
        clear(row, column, run * channels);
      } else {
        int left = taps.column(j, t);
        int before = Math.min(Math.max(-left, 0), run);
        int after = Math.min(Math.max(left + run - taps.sourceWidth(), 0), run - before);
        int inside = run - before - after;
        clear(row, column, before * channels);
        if (inside > 0) {
          copy(
              x,
              sample + taps.source(i, j, t) + before * channels,
              row,
              column + before * channels,
              inside * channels);
        }
        clear(row, column + (before + inside) * channels, after * channels);
      }
      column += run * channels;
      t += run;
    }
  }

  private void fillTaps(float[] x, int sample, int i, int j, int row) {
    for (int t = 0; t < taps.count(); t++) {
      if (taps.rowInside(i, t) && taps.columnInside(j, t)) {
        copy(x, sample + taps.source(i, j, t) + first, row, t * channels, channels);
      } else {
        clear(row, t * channels, channels);
      }
    }
  }

  private void copy(float[] x, int from, int row, int column, int count) {
    int done = 0;
    while (done < count) {
      int panel = (column + done) / Kernels.DEPTH;
      int within = (column + done) - panel * Kernels.DEPTH;
      int part = Math.min(count - done, Kernels.DEPTH - within);
      System.arraycopy(
          x, from + done, panels, panel(panel) + row * Kernels.DEPTH + within, part);
      done += part;
    }
  }

  private void clear(int row, int column, int count) {
    int done = 0;
    while (done < count) {
      int panel = (column + done) / Kernels.DEPTH;
      int within = (column + done) - panel * Kernels.DEPTH;
      int part = Math.min(count - done, Kernels.DEPTH - within);
      int to = panel(panel) + row * Kernels.DEPTH + within;
      Arrays.fill(panels, to, to + part, 0);
      done += part;
    }
  }
}
