package convspectrum.gradients.float32.window;

/**
 * How the columns of a matrix are cut into blocks as wide as the kernels take, the last of which
 * may be half as wide. A block holds its rows one after another.
 *
 * @param rows of the matrix
 * @param columns of the matrix
 * @param width of a whole block
 */
public record Blocks(int rows, int columns, int width) {
  int count() {
    return Math.ceilDiv(columns, width);
  }

  /** The width of one block. */
  int width(int block) {
    return columns - block * width <= width / 2 ? width / 2 : width;
  }

  /** Columns of one block that are the matrix's own. */
  int used(int block) {
    return Math.min(columns - block * width, width);
  }

  /** Where a block starts. */
  int start(int block) {
    return block * width * rows;
  }

  /** Elements of all blocks. */
  public int size() {
    return count() == 0 ? 0 : start(count() - 1) + width(count() - 1) * rows;
  }

  /**
   * Puts some rows of a matrix into the blocks.
   *
   * @param packed the elements of all blocks
   * @param row the first of the rows
   * @param count how many
   * @param matrix its elements, the first of that row at {@code from}
   * @param rowStep from an element to that of the next row
   * @param columnStep from an element to that of the next column
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

  /** The reverse of {@link #pack}. */
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
