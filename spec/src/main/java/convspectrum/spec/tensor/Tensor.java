package convspectrum.spec.tensor;

import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.ShapeException;

/**
 * A dense float32 tensor, row-major. The array is shared with the caller, not copied: tensors are
 * buffers.
 */
public final class Tensor {
  /** The most elements that one tensor holds: the longest array of common JVMs. */
  public static final int MAX_ELEMENTS = Integer.MAX_VALUE - 8;

  private final Shape shape;
  private final float[] data;

  private Tensor(Shape shape, float[] data) {
    this.shape = shape;
    this.data = data;
  }

  /** A tensor over {@code data}, which must hold exactly the shape's elements. */
  public static Tensor of(Shape shape, float[] data) {
    if (shape.elements() != data.length) {
      throw new ShapeException(
          "%s needs %d elements, found %d".formatted(shape, shape.elements(), data.length));
    }
    return new Tensor(shape, data);
  }

  /** A tensor of zeros. */
  public static Tensor zeros(Shape shape) {
    return new Tensor(shape, new float[requireArraySize(shape)]);
  }

  /**
   * The number of elements as the length of one array.
   *
   * @throws ShapeException where there are more than an array holds
   */
  public static int requireArraySize(Shape shape) {
    if (shape.elements() > MAX_ELEMENTS) {
      throw new ShapeException(
          "%s has %d elements; one tensor holds at most %d"
              .formatted(shape, shape.elements(), MAX_ELEMENTS));
    }
    return (int) shape.elements();
  }

  /** Its shape. */
  public Shape shape() {
    return shape;
  }

  /** The elements themselves, row-major; writing here changes the tensor. */
  public float[] data() {
    return data;
  }

  /** The largest absolute value; NaN where one is. */
  public float maxAbs() {
    float max = 0;
    for (float value : data) {
      max = Math.max(max, Math.abs(value));
    }
    return max;
  }

  @Override
  public String toString() {
    return "Tensor(" + shape + ")";
  }
}
