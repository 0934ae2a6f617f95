package convspectrum.gradients.float32.window;

/**
 * Cuts the columns of a matrix into blocks of the width that kernels take; the last one may have
 * half of it. A block stores its rows one after another.
 *
 * @param rows number of rows of the matrix
 * @param columns number of columns of the matrix
 * @param width width of a whole block
 */
public record Blocks(int rows, int columns, int width) {
  int count() {
    return Math.ceilDiv(columns, width);
  }

  /** The width of one block. */
  int width(int block) {
    return columns - block * width <= width / 2 ? width / 2 : width;
  }

  /** Number of columns of one block that belong to the matrix. */
  int used(int block) {
    return Math.min(columns - block * width, width);
  }

  /** Start of a block. */
  int start(int block) {
    return block * width * rows;
  }

  /** Number of elements of all blocks. */
  public int size() {
    return count() == 0 ? 0 : start(count() - 1) + width(count() - 1) * rows;
  }

  /**
   * Copies some rows of a matrix into the blocks.
   *
   * @param packed the elements of all blocks
   * @param row number of the first row
   * @param count number of rows
   * @param matrix its elements, the first of that row at {@code from}
   * @param rowStep distance from an element to that of the next row
   * @param columnStep distance from an element to that of the next column
   */
  public void pack(
      float[] packed, int row, int count, float[] matrix, int from, int rowStep, int columnStep) {
    for (int block = 0; block < count(); block++) {
      int used = used(block);
      for (int r = 0; r < count; r++) {
        int to = start(block) + (row + r) * width(block);
        int at = from + r * rowStep + block * width * columnStep;
        for (int c = 0; c < used; c++, at += columnStep) {
          packed[to + c] = matrix[at];
        }
      }
    }
  }

  /** Reverses {@link #pack}. */
  public void unpack(
      float[] packed, int row, int count, float[] matrix, int to, int rowStep, int columnStep) {
    for (int block = 0; block < count(); block++) {
      int used = used(block);
      for (int r = 0; r < count; r++) {
        int from = start(block) + (row + r) * width(block);
        int at = to + r * rowStep + block * width * columnStep;
        for (int c = 0; c < used; c++, at += columnStep) {
          matrix[at] = packed[from + c];
        }
      }
    }
  }
}
