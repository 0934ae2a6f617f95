package convspectrum.gradients.float32.window;

import convspectrum.gradients.float32.kernel.Kernels;
import java.util.Arrays;

/**
 * Channels of one sample in blocks of {@link Kernels#BLOCK}; each block is a separate map with a
 * border of zeros: block, row, column, channel. The distance between neighbouring pixels is thus
 * constant for any number of channels, and no tap is outside.
 */
public final class PaddedMap {
  private final Extent extent;

  /** The elements, block by block. */
  final float[] elements;

  PaddedMap(Extent extent) {
    this.extent = extent;
    this.elements = new float[extent.blocks() * extent.blockStep()];
  }

  /**
   * The content of a map and its padding.
   *
   * @param channels number of channels
   * @param height height without padding
   * @param width width without padding
   * @param top number of rows of zeros above
   * @param left number of columns of zeros at the left
   * @param rows number of all rows
   * @param columns number of all columns
   */
  public record Extent(
      int channels, int height, int width, int top, int left, int rows, int columns) {
    int blocks() {
      return Math.ceilDiv(channels, Kernels.BLOCK);
    }

    /** Number of channels of one block that belong to the map. */
    int used(int block) {
      return Math.min(channels - block * Kernels.BLOCK, Kernels.BLOCK);
    }

    /** Number of elements from one row to the next. */
    int rowStep() {
      return columns * Kernels.BLOCK;
    }

    /** Number of elements from one block to the next. */
    int blockStep() {
      return rows * rowStep();
    }

    /** Position of a channel of a pixel, counted from the corner of the padding. */
    int place(int channel, int row, int column) {
      int block = channel / Kernels.BLOCK;
      return block * blockStep()
          + row * rowStep()
          + column * Kernels.BLOCK
          + channel % Kernels.BLOCK;
    }
  }

  /**
   * Copies a sample into the map; the padding stays 0.
   *
   * @param from position of the first channel of the first pixel
   * @param step distance from one pixel to the next
   */
  public void fill(Kernels kernels, float[] x, int from, int step) {
    int block = Kernels.BLOCK;
    for (int b = 0; b < extent.blocks(); b++) {
      for (int i = 0; i < extent.height(); i++) {
        int source = from + i * extent.width() * step + b * block;
        int target = extent.place(b * block, extent.top() + i, extent.left());
        kernels.copyRows(x, source, step, extent.used(b), extent.width(), elements, target, block);
      }
    }
  }

  /** Starts of the rows that one row of the window reads, block by block; see {@link #depths}. */
  int[] offsets(int windowRows) {
    int blocks = extent.blocks();
    int[] offsets = new int[windowRows * blocks];
    Arrays.setAll(offsets, e -> e / blocks * extent.rowStep() + e % blocks * extent.blockStep());
    return offsets;
  }

  /** Number of channels at each of the {@link #offsets}. */
  int[] depths(int windowRows) {
    int[] depths = new int[windowRows * extent.blocks()];
    Arrays.setAll(depths, e -> extent.used(e % extent.blocks()));
    return depths;
  }
}
