package convspectrum.executor.gradient.float32;

/**
 * How the columns of a matrix are cut into blocks as wide as the kernels take, the last of which
 * may be half as wide. A block holds its rows one after another.
 *
 * @param rows of the matrix
 * @param columns of the matrix
 * @param width of a whole block
 */
record Blocks(int rows, int columns, int width) {
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
  int size() {
    return count() == 0 ? 0 : start(count() - 1) + width(count() - 1) * rows;
  }

  /** Where an element lies. */
  int place(int row, int column) {
    int block = column / width;
    return start(block) + row * width(block) + column % width;
  }
}
