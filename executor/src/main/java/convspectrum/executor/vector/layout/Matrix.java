package convspectrum.executor.vector.layout;

import convspectrum.spec.graph.Shape;

/**
 * A value in the arena with its elements in row-major order, without gaps.
 *
 * @param shape of any rank
 * @param offset of the first element
 */
public record Matrix(Shape shape, int offset) {
  /** Number of elements. */
  public int size() {
    return Math.toIntExact(shape.elements());
  }

  /** Views the last axis as channels and all axes before it as the pixels of one row. */
  public FeatureMap rows() {
    int columns = shape.rank() == 0 ? 1 : shape.dim(-1);
    int rows = size() / columns;
    return new FeatureMap(
        1, 1, rows, ChannelOrder.natural(columns), offset, columns, rows * columns, size());
  }

  /** Views all elements as the channels of one pixel. */
  public FeatureMap flat() {
    return new FeatureMap(1, 1, 1, ChannelOrder.natural(size()), offset, size(), size(), size());
  }
}
