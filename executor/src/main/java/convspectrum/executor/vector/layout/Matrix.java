package convspectrum.executor.vector.layout;

import convspectrum.spec.graph.Shape;

/**
 * A value in the arena as its elements in row-major order, without gaps.
 *
 * @param shape of any rank
 * @param offset of the first element
 */
public record Matrix(Shape shape, int offset) {
  /** How many elements. */
  public int size() {
    return Math.toIntExact(shape.elements());
  }

  /** The last axis as channels and all before it as pixels of one row. */
  public FeatureMap rows() {
    int columns = shape.rank() == 0 ? 1 : shape.dim(-1);
    int rows = size() / columns;
    return new FeatureMap(
        1, 1, rows, ChannelOrder.natural(columns), offset, columns, rows * columns, size());
  }

  /** All elements as channels of one pixel. */
  public FeatureMap flat() {
    return new FeatureMap(1, 1, 1, ChannelOrder.natural(size()), offset, size(), size(), size());
  }
}
