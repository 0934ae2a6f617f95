package convspectrum.gradients.float32.window;

import convspectrum.gradients.float32.kernel.Kernels;
import java.util.Arrays;

/**
 * Channels of one sample in blocks of {@link Kernels#BLOCK}, each block a map of its own with zeros
 * around it: block, row, column, channel. So a pixel is a constant distance from its neighbour,
 * whatever the number of channels, and no tap is outside.
 */
public final class PaddedMap {
  private final Extent extent;

  /** Block by block. */
  final float[] elements;

  PaddedMap(Extent extent) {
    this.extent = extent;
    this.elements = new float[extent.blocks() * extent.blockStep()];
  }

  /**
   * What a map holds and how far it is padded.
   *
   * @param channels that it holds
   * @param height of what is inside
   * @param width of what is inside
   * @param top rows of zeros above
   * @param left columns of zeros at the left
   * @param rows in all
   * @param columns in all
   */
  public record Extent(
      int channels, int height, int width, int top, int left, int rows, int columns) {
    int blocks() {
      return Math.ceilDiv(channels, Kernels.BLOCK);
    }

    /** Channels of one block that are the map's own. */
    int used(int block) {
      return Math.min(channels - block * Kernels.BLOCK, Kernels.BLOCK);
    }

    /** Elements from one row to the next. */
    int rowStep() {
      return columns * Kernels.BLOCK;
    }

    /** Elements from one block to the next. */
    int blockStep() {
      return rows * rowStep();
    }

    /** Where a pixel of a channel is, counted from the corner of the padding. */
    int place(int channel, int row, int column) {
      int block = channel / Kernels.BLOCK;
      return block * blockStep()
          + row * rowStep()
          + column * Kernels.BLOCK
          + channel % Kernels.BLOCK;
    }
  }

  /**
   * Takes a sample in; the padding stays 0.
   *
   * @param from where the first channel of the first pixel lies
   * @param step from one pixel to the next
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

  /** Where the rows begin that one row of the window reads, block by block; see {@link #depths}. */
  int[] offsets(int windowRows) {
    int blocks = extent.blocks();
    int[] offsets = new int[windowRows * blocks];
    Arrays.setAll(offsets, e -> e / blocks * extent.rowStep() + e % blocks * extent.blockStep());
    return offsets;
  }

  /** How many channels there are at each of the {@link #offsets}. */
  int[] depths(int windowRows) {
    int[] depths = new int[windowRows * extent.blocks()];
    Arrays.setAll(depths, e -> extent.used(e % extent.blocks()));
    return depths;
  }
}
