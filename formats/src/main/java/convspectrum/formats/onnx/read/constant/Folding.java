package convspectrum.formats.onnx.read.constant;

import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;
import org.jspecify.annotations.Nullable;

/** Arithmetic on constants. */
public final class Folding {
  /** The most elements of a range. No shape, index or mask that a graph computes is larger. */
  private static final long MAX_RANGE = 1 << 24;

  /** The most elements of a filled tensor: twice the largest layer of VGG. */
  private static final long MAX_FILLED = 1 << 28;

  private Folding() {}

  /** A pointwise function of real numbers. */
  public static ConstantTensor unary(ConstantTensor x, Kind kind, DoubleUnaryOperator function) {
    return ConstantTensor.derived(kind, x.dims(), List.of(x))
        .by(() -> {
          NdArray values = x.values();
          NdArray result = NdArray.zeros(kind, x.dims());
          for (int i = 0; i < values.size(); i++) {
            result.set(i, function.applyAsDouble(values.number(i)));
          }
          return result;
        });
  }

  /** Multiplies every element by a number. The result still stands for the same stored tensor. */
  public static ConstantTensor scaled(ConstantTensor x, double factor) {
    if (factor == 1) {
      return x;
    }
    return ConstantTensor.derived(Kind.FLOAT, x.dims(), List.of(x))
        .ofSameElements(true)
        .by(() -> {
          float[] values = x.values().toFloats().clone();
          for (int i = 0; i < values.length; i++) {
            values[i] *= (float) factor;
          }
          return NdArray.floats(x.dims(), values);
        });
  }

  /**
   * The real numbers that stored integers stand for, (x − zero) · scale; still the same stored
   * tensor.
   *
   * @param zero 0 where it is null
   */
  public static ConstantTensor dequantised(
      ConstantTensor x, ConstantTensor scale, @Nullable ConstantTensor zero) {
    ConstantTensor from = zero == null ? ConstantTensor.number(0) : zero;
    ConstantTensor shifted = binary(x, from, Kind.FLOAT, (a, b) -> a - b, null);
    ConstantTensor scaled = binary(shifted, scale, Kind.FLOAT, (a, b) -> a * b, null);
    return ConstantTensor.derived(Kind.FLOAT, x.dims(), List.of(x))
        .ofSameElements(true)
        .by(scaled::values);
  }

  /**
   * The integers nearest to x / scale + zero that lie in {@code low} to {@code high}; still the
   * same stored tensor.
   *
   * @param zero 0 where it is null
   */
  public static ConstantTensor quantised(
      ConstantTensor x, ConstantTensor scale, @Nullable ConstantTensor zero, long low, long high) {
    ConstantTensor from = zero == null ? ConstantTensor.number(0) : zero;
    ConstantTensor steps = binary(x, scale, Kind.FLOAT, (a, b) -> Math.rint(a / b), null);
    ConstantTensor saturated =
        binary(steps, from, Kind.INTEGER, (a, b) -> Math.min(Math.max(a + b, low), high), null);
    return ConstantTensor.derived(Kind.INTEGER, x.dims(), List.of(x))
        .ofSameElements(true)
        .by(saturated::values);
  }

  /**
   * A pointwise function of two operands, exact in integers where both are.
   *
   * @param kind of the result
   */
  public static ConstantTensor binary(
      ConstantTensor a,
      ConstantTensor b,
      Kind kind,
      DoubleBinaryOperator real,
      @Nullable LongBinaryOperator whole) {
    int[] dims = Dims.broadcast(a.dims(), b.dims());
    return ConstantTensor.derived(kind, dims, List.of(a, b))
        .by(() -> {
          NdArray result = NdArray.zeros(kind, dims);
          NdArray left = a.values();
          NdArray right = b.values();
          boolean exact = whole != null && left.kind() != Kind.FLOAT && right.kind() != Kind.FLOAT;
          int[] aStrides = Dims.broadcastStrides(a.dims(), dims);
          int[] bStrides = Dims.broadcastStrides(b.dims(), dims);
          Walk walk = new Walk(dims);
          for (int i = 0; i < result.size(); i++) {
            int from = walk.offset(aStrides);
            int with = walk.offset(bStrides);
            if (exact && whole != null) {
              result.setInteger(i, whole.applyAsLong(left.integer(from), right.integer(with)));
            } else {
              result.set(i, real.applyAsDouble(left.number(from), right.number(with)));
            }
            walk.next();
          }
          return result;
        });
  }

  /** The second where the first is true, else the third. */
  public static ConstantTensor where(
      ConstantTensor condition, ConstantTensor yes, ConstantTensor no) {
    int[] dims = Dims.broadcast(condition.dims(), Dims.broadcast(yes.dims(), no.dims()));
    Kind kind = yes.kind();
    return ConstantTensor.derived(kind, dims, List.of(condition, yes, no))
        .by(() -> {
          NdArray result = NdArray.zeros(kind, dims);
          NdArray truth = condition.values();
          NdArray first = yes.values();
          NdArray second = no.values();
          int[] conditionStrides = Dims.broadcastStrides(condition.dims(), dims);
          int[] yesStrides = Dims.broadcastStrides(yes.dims(), dims);
          int[] noStrides = Dims.broadcastStrides(no.dims(), dims);
          Walk walk = new Walk(dims);
          for (int i = 0; i < result.size(); i++) {
            if (truth.number(walk.offset(conditionStrides)) != 0) {
              result.copy(first, walk.offset(yesStrides), i);
            } else {
              result.copy(second, walk.offset(noStrides), i);
            }
            walk.next();
          }
          return result;
        });
  }

  /** Converts the elements to another kind. */
  public static ConstantTensor cast(ConstantTensor x, Kind kind) {
    if (x.kind() == kind) {
      return x;
    }
    return unary(
        x,
        kind,
        switch (kind) {
          case BOOL -> value -> value == 0 ? 0 : 1;
          case INTEGER -> value -> value;
          case FLOAT -> value -> value;
        });
  }

  /** Many values to one over {@code axes}, each of which keeps size 1. */
  public static ConstantTensor reduce(
      ConstantTensor x, List<Integer> axes, double start, DoubleBinaryOperator step) {
    int[] dims = x.dims().clone();
    axes.forEach(axis -> dims[axis] = 1);
    return ConstantTensor.derived(x.kind(), dims, List.of(x))
        .by(() -> {
          NdArray values = x.values();
          double[] results = new double[NdArray.arraySize(dims)];
          Arrays.fill(results, start);
          int[] strides = Dims.broadcastStrides(dims, x.dims());
          Walk walk = new Walk(x.dims());
          for (int i = 0; i < values.size(); i++) {
            int to = walk.offset(strides);
            results[to] = step.applyAsDouble(results[to], values.number(i));
            walk.next();
          }
          NdArray result = NdArray.zeros(x.kind(), dims);
          for (int i = 0; i < results.length; i++) {
            result.set(i, results[i]);
          }
          return result;
        });
  }

  /** A constant with the same value everywhere. */
  public static ConstantTensor filled(Kind kind, int[] dims, double value) {
    Dims.elements(dims);
    return ConstantTensor.derived(kind, dims.clone(), List.of())
        .by(() -> {
          NdArray result = NdArray.zeros(kind, dims);
          for (int i = 0; i < result.size(); i++) {
            result.set(i, value);
          }
          return result;
        });
  }

  /**
   * A tensor of real numbers that a node makes by filling: a stored one, of which the file tells
   * the value. Models that travel without their weights have them so.
   *
   * @param name of the node
   */
  public static ConstantTensor stored(String name, int[] dims, double value) {
    if (Dims.elements(dims) > MAX_FILLED) {
      throw new OpException(
          "a computed constant of " + Dims.text(dims),
          "expected at most " + MAX_FILLED + " elements");
    }
    return new Initializer(
            name,
            Kind.FLOAT,
            TensorProto.DataType.FLOAT_VALUE,
            dims.clone(),
            Initializer.Holder.FILLING_NODE,
            true,
            true,
            () -> {
              float[] values = new float[NdArray.arraySize(dims)];
              Arrays.fill(values, (float) value);
              return NdArray.floats(dims, values);
            })
        .constant();
  }

  /** {@code start}, {@code start + step}, … up to {@code limit}, exclusive. */
  public static ConstantTensor range(Kind kind, double start, double limit, double step) {
    double count = Math.max(Math.ceil((limit - start) / step), 0);
    if (!(count <= MAX_RANGE)) {
      throw new OpException(
          "range from " + start + " to " + limit + " by " + step,
          "expected at most " + MAX_RANGE + " values");
    }
    int[] dims = {(int) count};
    return ConstantTensor.derived(kind, dims, List.of())
        .by(() -> {
          NdArray result = NdArray.zeros(kind, dims);
          for (int i = 0; i < result.size(); i++) {
            result.set(i, start + i * step);
          }
          return result;
        });
  }
}
