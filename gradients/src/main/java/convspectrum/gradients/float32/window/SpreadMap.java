package convspectrum.gradients.float32.window;

import convspectrum.gradients.batch.Grouping;
import convspectrum.gradients.batch.Taps;
import convspectrum.gradients.float32.kernel.Kernels;
import convspectrum.spec.graph.Shape;
import java.util.List;

/**
 * What the lanes of one block of a {@link Grouping} read of one sample, with a border of zeros:
 * row, column, number of the source within its group, lane. Every tap of a pixel is thus a register
 * with the right element in each lane, and no tap is outside.
 */
public final class SpreadMap {
  private final Extent extent;

  /** The elements. */
  final float[] elements;

  SpreadMap(Extent extent) {
    this.extent = extent;
    this.elements = new float[extent.rows() * extent.rowStep()];
  }

  /**
   * The content of a map and its padding.
   *
   * @param height height without padding
   * @param width width without padding
   * @param top number of rows of zeros above
   * @param left number of columns of zeros at the left
   * @param rows number of all rows
   * @param columns number of all columns
   * @param sources number of source channels of a group
   */
  public record Extent(
      int height, int width, int top, int left, int rows, int columns, int sources) {
    /**
     * The extent of a source that several grids of taps read.
     *
     * @param sources number of source channels of a group
     */
    public static Extent of(List<Taps> grids, int sources) {
      int top = 0;
      int left = 0;
      Taps any = grids.getFirst();
      int rows = any.sourceHeight();
      int columns = any.sourceWidth();
      for (Taps taps : grids) {
        for (int t = 0; t < taps.count(); t++) {
          top = Math.max(top, -taps.row(0, t));
          left = Math.max(left, -taps.column(0, t));
          rows = Math.max(rows, taps.row(taps.gridHeight() - 1, t) + 1);
          columns = Math.max(columns, taps.column(taps.gridWidth() - 1, t) + 1);
        }
      }
      return new Extent(
          any.sourceHeight(), any.sourceWidth(), top, left, top + rows, left + columns, sources);
    }

    /** The extent of a map without padding, for one source. */
    public static Extent whole(Shape map) {
      return new Extent(map.height(), map.width(), 0, 0, map.height(), map.width(), 1);
    }

    /** Number of elements from one pixel to the next. */
    int pixelStep() {
      return sources * Kernels.BLOCK;
    }

    /** Number of elements from one row to the next. */
    int rowStep() {
      return columns * pixelStep();
    }

    /** Position of a pixel of the source, which may be in the padding. */
    int place(int row, int column) {
      return (top + row) * rowStep() + (left + column) * pixelStep();
    }
  }

  Extent extent() {
    return extent;
  }

  /**
   * Copies some channels of a sample into the lanes of a map for one source; the padding stays 0.
   *
   * @param from position of the first of these channels
   * @param channels number of channels of the sample
   * @param used number of channels that are copied
   */
  public void copy(Kernels kernels, float[] x, int from, int channels, int used) {
    for (int i = 0; i < extent.height(); i++) {
      kernels.copyRows(
          x,
          from + i * extent.width() * channels,
          channels,
          used,
          extent.width(),
          elements,
          extent.place(i, 0),
          Kernels.BLOCK);
    }
  }

  /**
   * Copies what a block reads of a sample into the map; the padding stays 0.
   *
   * @param from position of the first element of the sample
   * @param channels number of channels of the sample
   */
  public void fill(
      Kernels kernels, Grouping grouping, int block, float[] x, int from, int channels) {
    kernels
        .lanes()
        .spread(
            x,
            from,
            channels,
            extent.height(),
            extent.width(),
            grouping,
            block,
            elements,
            extent.place(0, 0),
            extent.rowStep());
  }
}
