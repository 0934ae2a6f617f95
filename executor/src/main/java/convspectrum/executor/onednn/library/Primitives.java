package convspectrum.executor.onednn.library;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Descriptors of oneDNN's operations, for inference. Each method throws {@link OneDnnException}
 * where the library has no implementation.
 */
public final class Primitives {
  /** The index of the operand, or of the first one, among arguments. */
  public static final int SOURCE = 1;

  /** The second operand. */
  public static final int SOURCE_1 = 2;

  /** The result. */
  public static final int DESTINATION = 17;

  /** The weights. */
  public static final int WEIGHTS = 33;

  /** The bias. */
  public static final int BIAS = 41;

  /** The factors of a norm. */
  public static final int SCALE = 51;

  /** The summands of a norm. */
  public static final int SHIFT = 52;

  /** The first of many operands; the others follow. */
  public static final int MULTIPLE_SOURCE = 1024;

  private static final int INFERENCE = 96;
  private static final int DIRECT = 1;
  private static final int ACCURATE_SOFTMAX = 0x30000;
  private static final int LINEAR = 0x2fff1;
  private static final int USE_SCALE_AND_SHIFT = 2 | 4;
  private static final MemorySegment ENGINE = OneDnnLibrary.get().engine();
  private static final MemorySegment NONE = MemorySegment.NULL;

  private final NativeObjects objects;

  /** Descriptors end with {@code objects}. */
  public Primitives(NativeObjects objects) {
    this.objects = objects;
  }

  /** A direct convolution; weights of groups have the groups as their first axis. */
  public PrimitiveDescriptor convolution(
      Layout source,
      Layout weights,
      @Nullable Layout bias,
      Layout result,
      List<Slide> slides,
      Attributes attributes) {
    return descriptor(
        Functions.CONVOLUTION,
        ENGINE,
        INFERENCE,
        DIRECT,
        source.handle(),
        weights.handle(),
        bias == null ? NONE : bias.handle(),
        result.handle(),
        objects.dims(slides.stream().mapToLong(Slide::stride).toArray()),
        objects.dims(slides.stream().mapToLong(slide -> slide.dilation() - 1L).toArray()),
        objects.dims(slides.stream().mapToLong(Slide::before).toArray()),
        objects.dims(slides.stream().mapToLong(Slide::after).toArray()),
        attributes.of(objects));
  }

  /** y = xWᵀ + b of (rows, inputs) with weights (outputs, inputs). */
  public PrimitiveDescriptor innerProduct(
      Layout source, Layout weights, @Nullable Layout bias, Layout result, Attributes attributes) {
    return descriptor(
        Functions.INNER_PRODUCT,
        ENGINE,
        INFERENCE,
        source.handle(),
        weights.handle(),
        bias == null ? NONE : bias.handle(),
        result.handle(),
        attributes.of(objects));
  }

  /**
   * The product of the last two axes; leading ones of size 1 are broadcast. A bias has as many axes
   * as the result.
   */
  public PrimitiveDescriptor matmul(
      Layout left, Layout right, @Nullable Layout bias, Layout result, Attributes attributes) {
    return descriptor(
        Functions.MATMUL,
        ENGINE,
        left.handle(),
        right.handle(),
        bias == null ? NONE : bias.handle(),
        result.handle(),
        attributes.of(objects));
  }

  /** A pool over windows. */
  public PrimitiveDescriptor pooling(
      Pooling kind, Layout source, Layout result, List<Slide> slides, Attributes attributes) {
    return descriptor(
        Functions.POOLING,
        ENGINE,
        INFERENCE,
        kind.code(),
        source.handle(),
        result.handle(),
        objects.dims(slides.stream().mapToLong(Slide::stride).toArray()),
        objects.dims(slides.stream().mapToLong(Slide::kernel).toArray()),
        objects.dims(slides.stream().mapToLong(slide -> slide.dilation() - 1L).toArray()),
        objects.dims(slides.stream().mapToLong(Slide::before).toArray()),
        objects.dims(slides.stream().mapToLong(Slide::after).toArray()),
        attributes.of(objects));
  }

  /** A function of each element. */
  public PrimitiveDescriptor eltwise(Eltwise function, Layout source, Layout result) {
    return descriptor(
        Functions.ELTWISE,
        ENGINE,
        INFERENCE,
        function.algorithm().code(),
        source.handle(),
        result.handle(),
        (float) function.alpha(),
        (float) function.beta(),
        NONE);
  }

  /** A function of the elements of two values with equally many axes; sizes of 1 are broadcast. */
  public PrimitiveDescriptor binary(
      BinaryAlgorithm function, Layout first, Layout second, Layout result, Attributes attributes) {
    return descriptor(
        Functions.BINARY,
        ENGINE,
        function.code(),
        first.handle(),
        second.handle(),
        result.handle(),
        attributes.of(objects));
  }

  /** The sum of values of one shape. */
  public PrimitiveDescriptor sum(Layout result, List<Layout> operands) {
    MemorySegment ones = objects.memory().allocate(ValueLayout.JAVA_FLOAT, operands.size());
    for (int i = 0; i < operands.size(); i++) {
      ones.setAtIndex(ValueLayout.JAVA_FLOAT, i, 1);
    }
    return descriptor(
        Functions.SUM, ENGINE, result.handle(), operands.size(), ones, array(operands), NONE);
  }

  /** Values joined along an axis. */
  public PrimitiveDescriptor concat(Layout result, int axis, List<Layout> operands) {
    return descriptor(
        Functions.CONCAT, ENGINE, result.handle(), operands.size(), axis, array(operands), NONE);
  }

  /** A copy of a value in another layout or type. */
  public PrimitiveDescriptor reorder(Layout source, Layout result, Attributes attributes) {
    return descriptor(
        Functions.REORDER,
        source.handle(),
        ENGINE,
        result.handle(),
        ENGINE,
        attributes.of(objects));
  }

  /** eˣ / Σ eˣ along an axis. */
  public PrimitiveDescriptor softmax(Layout source, Layout result, int axis) {
    return descriptor(
        Functions.SOFTMAX,
        ENGINE,
        INFERENCE,
        ACCURATE_SOFTMAX,
        source.handle(),
        result.handle(),
        axis,
        NONE);
  }

  /** A norm over the last axis, with a factor and a summand for each place where affine. */
  public PrimitiveDescriptor layerNorm(
      Layout source, Layout result, double epsilon, boolean affine) {
    return descriptor(
        Functions.LAYER_NORM,
        ENGINE,
        INFERENCE,
        source.handle(),
        result.handle(),
        NONE,
        (float) epsilon,
        affine ? USE_SCALE_AND_SHIFT : 0,
        NONE);
  }

  /** An axis seen as (size / columns, columns), transposed. */
  public PrimitiveDescriptor shuffle(Layout source, Layout result, int axis, long columns) {
    return descriptor(
        Functions.SHUFFLE,
        ENGINE,
        INFERENCE,
        source.handle(),
        result.handle(),
        axis,
        columns,
        NONE);
  }

  /** Linear between pixel centres, along all axes behind the first two. */
  public PrimitiveDescriptor linearResampling(Layout source, Layout result) {
    return descriptor(
        Functions.RESAMPLING,
        ENGINE,
        INFERENCE,
        LINEAR,
        NONE,
        source.handle(),
        result.handle(),
        NONE);
  }

  /** Axes of which the result has one place are reduced. */
  public PrimitiveDescriptor reduction(Reducing function, Layout source, Layout result) {
    return descriptor(
        Functions.REDUCTION,
        ENGINE,
        function.code(),
        source.handle(),
        result.handle(),
        2f,
        0f,
        NONE);
  }

  /** x where x ≥ 0, else x times a weight, whose sizes of 1 are broadcast. */
  public PrimitiveDescriptor prelu(Layout source, Layout weights, Layout result) {
    return descriptor(
        Functions.PRELU,
        ENGINE,
        INFERENCE,
        source.handle(),
        weights.handle(),
        result.handle(),
        NONE);
  }

  private PrimitiveDescriptor descriptor(NativeFunction create, Object... arguments) {
    return new PrimitiveDescriptor(objects, create, arguments);
  }

  private MemorySegment array(List<Layout> layouts) {
    MemorySegment handles = objects.memory().allocate(ValueLayout.ADDRESS, layouts.size());
    for (int i = 0; i < layouts.size(); i++) {
      handles.setAtIndex(ValueLayout.ADDRESS, i, layouts.get(i).handle());
    }
    return handles;
  }
}
