package convspectrum.executor.vector.layout;

import convspectrum.spec.graph.Shape;
import java.util.Arrays;
import java.util.List;

/**
 * A value described by its axes, each with a size and a distance in memory: a matrix, a feature map
 * with channels in natural order, or another view of either without moving data.
 */
public final class Strided {
  private final int offset;
  private final int[] sizes;
  private final int[] strides;

  private Strided(int offset, int[] sizes, int[] strides) {
    this.offset = offset;
    this.sizes = sizes;
    this.strides = strides;
  }

  /** Creates a row-major value. */
  public static Strided rowMajor(Shape shape, int offset) {
    int[] sizes = shape.toArray();
    int[] strides = new int[sizes.length];
    int inner = 1;
    for (int axis = sizes.length - 1; axis >= 0; axis--) {
      strides[axis] = inner;
      inner = Math.multiplyExact(inner, sizes[axis]);
    }
    return new Strided(offset, sizes, strides);
  }

  /** Creates a view of a row-major matrix. */
  public static Strided of(Matrix matrix) {
    return rowMajor(matrix.shape(), matrix.offset());
  }

  /** Creates a view of a feature map as (N, C, H, W). */
  public static Strided of(FeatureMap map) {
    if (!map.order().isNatural()) {
      throw new IllegalArgumentException(map.order() + " do not lie in their natural order");
    }
    return run(map, 0, map.order().channels());
  }

  /**
   * Creates a view of adjacent channels of a feature map.
   *
   * @param slot position of the first of them in a pixel
   */
  public static Strided run(FeatureMap map, int slot, int channels) {
    return new Strided(
        map.offset() + slot,
        new int[] {map.batch(), channels, map.height(), map.width()},
        new int[] {map.image(), 1, map.row(), map.pixel()});
  }

  /** Repeats the values along axes that are added or have size 1, as in NumPy. */
  public Strided broadcast(Shape shape) {
    int added = shape.rank() - sizes.length;
    int[] wide = shape.toArray();
    int[] steps = new int[wide.length];
    for (int axis = added; axis < wide.length; axis++) {
      steps[axis] = sizes[axis - added] == 1 ? 0 : strides[axis - added];
    }
    return new Strided(offset, wide, steps);
  }

  /** Permutes the axes: axis i is this value's axis {@code permutation[i]}. */
  public Strided permuted(List<Integer> permutation) {
    int[] newSizes = permutation.stream().mapToInt(axis -> sizes[axis]).toArray();
    int[] newStrides = permutation.stream().mapToInt(axis -> strides[axis]).toArray();
    return new Strided(offset, newSizes, newStrides);
  }

  /** Returns {@code size} elements of an axis from {@code start} on. */
  public Strided slice(int axis, int start, int size) {
    int[] newSizes = sizes.clone();
    newSizes[axis] = size;
    return new Strided(offset + start * strides[axis], newSizes, strides);
  }

  /** Returns the view at index 0 of these axes. */
  public Strided without(List<Integer> axes) {
    int[] newSizes = sizes.clone();
    axes.forEach(axis -> newSizes[axis] = 1);
    return new Strided(offset, newSizes, strides);
  }

  /** Returns these axes alone, as distances from an element at their index 0. */
  public Strided only(List<Integer> axes) {
    int[] newSizes = new int[sizes.length];
    Arrays.fill(newSizes, 1);
    axes.forEach(axis -> newSizes[axis] = sizes[axis]);
    return new Strided(0, newSizes, strides);
  }

  int offset() {
    return offset;
  }

  int rank() {
    return sizes.length;
  }

  int size(int axis) {
    return sizes[axis];
  }

  int stride(int axis) {
    return strides[axis];
  }
}
