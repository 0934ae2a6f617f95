package convspectrum.spec.graph;

import java.util.Arrays;

/**
 * The dimensions of a tensor, outermost first; NCHW for feature maps. Every dimension is at least
 * 1, and the number of elements fits a {@code long}.
 */
public final class Shape {
  private final int[] dims;
  private final long elements;

  private Shape(int[] dims) {
    long product = 1;
    for (int dim : dims) {
      if (dim < 1) {
        throw new ShapeException(
            "dimension " + dim + " in " + join(dims) + "; every dimension is at least 1");
      }
      try {
        product = Math.multiplyExact(product, (long) dim);
      } catch (ArithmeticException e) {
        throw new ShapeException(join(dims) + " has more elements than a 64-bit number holds", e);
      }
    }
    this.dims = dims;
    this.elements = product;
  }

  /** The shape with these dimensions; none at all is a scalar. */
  public static Shape of(int... dims) {
    return new Shape(dims.clone());
  }

  /** The number of dimensions. */
  public int rank() {
    return dims.length;
  }

  /** The size of one dimension; a negative axis counts from the end. */
  public int dim(int axis) {
    return dims[axis < 0 ? axis + dims.length : axis];
  }

  /** The number of elements; 1 for a scalar. */
  public long elements() {
    return elements;
  }

  /** The same shape with one dimension replaced; a negative axis counts from the end. */
  public Shape with(int axis, int size) {
    int[] copy = dims.clone();
    copy[axis < 0 ? axis + copy.length : axis] = size;
    return new Shape(copy);
  }

  /** A fresh copy of the dimensions. */
  public int[] toArray() {
    return dims.clone();
  }

  /** Batch size of a feature map (N of NCHW). */
  public int batch() {
    return dims[0];
  }

  /** Channels of a feature map (C of NCHW), or of an (N, C) matrix. */
  public int channels() {
    return dims[1];
  }

  /** Height of a feature map (H of NCHW). */
  public int height() {
    return dims[2];
  }

  /** Width of a feature map (W of NCHW). */
  public int width() {
    return dims[3];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape && Arrays.equals(dims, shape.dims);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(dims);
  }

  /**
   * The dimensions joined by {@code x}: {@code 1x728x19x19}; {@code scalar} where there are none.
   */
  @Override
  public String toString() {
    return join(dims);
  }

  private static String join(int[] dims) {
    if (dims.length == 0) {
      return "scalar";
    }
    StringBuilder text = new StringBuilder().append(dims[0]);
    for (int i = 1; i < dims.length; i++) {
      text.append('x').append(dims[i]);
    }
    return text.toString();
  }
}
