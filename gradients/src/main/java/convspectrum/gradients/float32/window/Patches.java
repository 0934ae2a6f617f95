package convspectrum.gradients.float32.window;

import convspectrum.gradients.batch.Segments;
import convspectrum.gradients.batch.Taps;
import convspectrum.gradients.float32.kernel.Kernels;
import java.util.Arrays;

/**
 * The input of a convolution as a matrix with a row per pixel: tap by tap, channels fastest. It is
 * copied into panels of {@link Kernels#DEPTH} columns, so that a kernel reads contiguous memory; if
 * each pixel reads only itself, the map is used without a copy.
 */
final class Patches {
  private final Kernels kernels;
  private final Taps taps;
  private final int first;
  private final int channels;
  private final int capacity;
  private final boolean direct;

  /** The elements that a pixel reads if all its taps are inside; adjacent taps form one run. */
  private final Segments inner;

  /** The elements that each single tap reads. */
  private final Segments single;

  private final int rowFrom;
  private final int rowTo;
  private final int columnFrom;
  private final int columnTo;

  private final float[] panels;

  /** The elements of the matrix, and the position of the first. */
  private float[] elements;

  private int base;

  /**
   * @param first the first channel of the group
   * @param channels number of channels of the group
   * @param capacity number of rows of the panels, if patches are copied
   * @param direct whether patches are read from the map itself; for {@link Taps#isPointwise} only
   */
  Patches(Kernels kernels, Taps taps, int first, int channels, int capacity, boolean direct) {
    this.kernels = kernels;
    this.taps = taps;
    this.first = first;
    this.channels = channels;
    this.capacity = capacity;
    this.direct = direct;
    boolean whole = channels == taps.sourceChannels();
    this.inner = Segments.of(taps, first, channels, Kernels.DEPTH, capacity * Kernels.DEPTH, whole);
    this.single =
        Segments.of(taps, first, channels, Kernels.DEPTH, capacity * Kernels.DEPTH, false);
    this.rowFrom = taps.innerRowFrom();
    this.rowTo = taps.innerRowTo();
    this.columnFrom = taps.innerFrom();
    this.columnTo = taps.innerTo();
    this.panels = new float[direct ? 0 : panelCount() * capacity * Kernels.DEPTH];
    this.elements = panels;
  }

  /** Number of columns of the matrix. */
  int depth() {
    return taps.count() * channels;
  }

  int panelCount() {
    return Math.ceilDiv(depth(), Kernels.DEPTH);
  }

  /** The array of the panels. */
  float[] elements() {
    return elements;
  }

  /** Start of a row of a panel. */
  int start(int panel, int row) {
    return direct
        ? base + panel * Kernels.DEPTH + row * step()
        : (panel * capacity + row) * Kernels.DEPTH;
  }

  /** Number of elements from one row to the next. */
  int step() {
    return direct ? taps.sourceChannels() : Kernels.DEPTH;
  }

  /** Number of columns of one panel. */
  int panelDepth(int number) {
    return Math.min(depth() - number * Kernels.DEPTH, Kernels.DEPTH);
  }

  /** Fills rows with the pixels of the grid, starting with number {@code pixel}. */
  void fill(float[] x, int sample, int pixel, int rows) {
    if (direct) {
      elements = x;
      base = sample + first + pixel * step();
      return;
    }
    int row = 0;
    while (row < rows) {
      int i = (pixel + row) / taps.gridWidth();
      int j = (pixel + row) % taps.gridWidth();
      if (i >= rowFrom && i < rowTo && j >= columnFrom && j < columnTo) {
        int count = Math.min(rows - row, columnTo - j);
        kernels.copySegments(
            x, sample + taps.origin(i, j), taps.columnStep(), count, inner, panels, row);
        row += count;
      } else {
        fillEdge(x, sample, i, j, row);
        row++;
      }
    }
  }

  private void fillEdge(float[] x, int sample, int i, int j, int row) {
    int origin = sample + taps.origin(i, j);
    for (int s = 0; s < single.count(); s++) {
      int t = single.tap(s);
      int to = single.to(s) + row * Kernels.DEPTH;
      if (taps.rowInside(i, t) && taps.columnInside(j, t)) {
        System.arraycopy(x, origin + single.from(s), panels, to, single.length(s));
      } else {
        Arrays.fill(panels, to, to + single.length(s), 0);
      }
    }
  }
}
