package convspectrum.spec.onnx.constant;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;
import org.jspecify.annotations.Nullable;

/** Arithmetic on constants. */
public final class Folding {
  /** No shape, index or mask that is computed in a graph is larger. */
  private static final long MAX_RANGE = 1 << 24;

  private Folding() {}

  /** A pointwise function of real numbers. */
  public static ConstantTensor unary(ConstantTensor x, Kind kind, DoubleUnaryOperator function) {
    return ConstantTensor.derived(
        kind,
        x.dims(),
        List.of(x),
        false,
        () -> {
          NdArray values = x.values();
          NdArray result = NdArray.zeros(kind, x.dims());
          for (int i = 0; i < values.size(); i++) {
            result.set(i, function.applyAsDouble(values.number(i)));
          }
          return result;
        });
  }

  /** Every element times a number; still the same stored tensor. */
  public static ConstantTensor scaled(ConstantTensor x, double factor) {
    if (factor == 1) {
      return x;
    }
    return ConstantTensor.derived(
        Kind.FLOAT,
        x.dims(),
        List.of(x),
        true,
        () -> {
          float[] values = x.values().toFloats().clone();
          for (int i = 0; i < values.length; i++) {
            values[i] *= (float) factor;
          }
          return NdArray.floats(x.dims(), values);
        });
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
    return ConstantTensor.derived(
        kind,
        dims,
        List.of(a, b),
        false,
        () -> {
          NdArray result = NdArray.zeros(kind, dims);
          NdArray left = a.values();
          NdArray right = b.values();
          boolean exact = whole != null && left.kind() != Kind.FLOAT && right.kind() != Kind.FLOAT;
          int[] aStrides = broadcastStrides(a.dims(), dims);
          int[] bStrides = broadcastStrides(b.dims(), dims);
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
    return ConstantTensor.derived(
        kind,
        dims,
        List.of(condition, yes, no),
        false,
        () -> {
          NdArray result = NdArray.zeros(kind, dims);
          NdArray truth = condition.values();
          NdArray first = yes.values();
          NdArray second = no.values();
          int[] conditionStrides = broadcastStrides(condition.dims(), dims);
          int[] yesStrides = broadcastStrides(yes.dims(), dims);
          int[] noStrides = broadcastStrides(no.dims(), dims);
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

  /** Elements as another kind. */
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

  /** The same elements under other dimensions. */
  public static ConstantTensor reshape(ConstantTensor x, int... dims) {
    if (Dims.elements(dims) != x.elements()) {
      throw new OpException(
          "reshape of %s (%d elements) to %s (%d elements)"
              .formatted(Dims.text(x.dims()), x.elements(), Dims.text(dims), Dims.elements(dims)),
          "");
    }
    return Arrays.equals(dims, x.dims())
        ? x
        : ConstantTensor.derived(x.kind(), dims, List.of(x), true, () -> x.values().reshaped(dims));
  }

  /** Repeated along axes of size 1, and along new leading ones. */
  public static ConstantTensor expand(ConstantTensor x, int[] shape) {
    int[] dims = Dims.broadcast(x.dims(), shape);
    if (Arrays.equals(dims, x.dims())) {
      return x;
    }
    return gathered(x, dims, broadcastStrides(x.dims(), dims), false);
  }

  /** The axes in another order. */
  public static ConstantTensor transpose(ConstantTensor x, int... permutation) {
    int[] dims = new int[permutation.length];
    int[] strides = new int[permutation.length];
    int[] from = Dims.strides(x.dims());
    boolean[] seen = new boolean[permutation.length];
    for (int i = 0; i < permutation.length; i++) {
      int axis = permutation[i];
      if (permutation.length != x.dims().length || axis < 0 || axis >= seen.length || seen[axis]) {
        throw new OpException(
            Arrays.toString(permutation) + " does not permute the axes of " + Dims.text(x.dims()),
            "");
      }
      seen[axis] = true;
      dims[i] = x.dims()[axis];
      strides[i] = from[axis];
    }
    return gathered(x, dims, strides, true);
  }

  /** The elements at multiples of {@code strides}. */
  private static ConstantTensor gathered(
      ConstantTensor x, int[] dims, int[] strides, boolean sameElements) {
    return ConstantTensor.derived(
        x.kind(),
        dims,
        List.of(x),
        sameElements,
        () -> {
          NdArray values = x.values();
          NdArray result = NdArray.zeros(x.kind(), dims);
          Walk walk = new Walk(dims);
          for (int i = 0; i < result.size(); i++) {
            result.copy(values, walk.offset(strides), i);
            walk.next();
          }
          return result;
        });
  }

  /** The given places along one axis, in the given order. */
  public static ConstantTensor take(ConstantTensor x, int axis, int... places) {
    int[] dims = x.dims().clone();
    dims[axis] = places.length;
    return ConstantTensor.derived(
        x.kind(),
        dims,
        List.of(x),
        false,
        () -> {
          NdArray values = x.values();
          NdArray result = NdArray.zeros(x.kind(), dims);
          int inner = Dims.strides(x.dims())[axis];
          for (int i = 0; i < result.size(); i++) {
            int place = places[i / inner % places.length];
            int outer = i / inner / places.length;
            result.copy(values, (outer * x.dims()[axis] + place) * inner + i % inner, i);
          }
          return result;
        });
  }

  /** Joined along one axis. */
  public static ConstantTensor concat(List<ConstantTensor> parts, int axis) {
    int[] dims = parts.getFirst().dims().clone();
    long size = 0;
    for (ConstantTensor part : parts) {
      int[] beside = part.dims().clone();
      if (beside.length != dims.length) {
        throw new OpException("concat of " + dims.length + " and " + beside.length + " axes", "");
      }
      size += beside[axis];
      beside[axis] = dims[axis];
      if (!Arrays.equals(beside, dims)) {
        throw new OpException(
            "concat along axis %d of unequal shapes %s and %s"
                .formatted(axis, Dims.text(dims), Dims.text(part.dims())),
            "");
      }
    }
    dims[axis] = Dims.dim(size);
    Kind kind = parts.getFirst().kind();
    return ConstantTensor.derived(
        kind, dims, parts, parts.size() == 1, () -> joined(parts, axis, kind, dims));
  }

  private static NdArray joined(List<ConstantTensor> parts, int axis, Kind kind, int[] dims) {
    NdArray result = NdArray.zeros(kind, dims);
    int inner = Dims.strides(dims)[axis];
    int start = 0;
    for (ConstantTensor part : parts) {
      NdArray values = part.values();
      int run = part.dims()[axis] * inner;
      for (int i = 0; i < values.size(); i++) {
        result.copy(values, i, i / run * dims[axis] * inner + start + i % run);
      }
      start += run;
    }
    return result;
  }

  /** Many values to one over {@code axes}, each of which keeps size 1. */
  public static ConstantTensor reduce(
      ConstantTensor x, List<Integer> axes, double start, DoubleBinaryOperator step) {
    int[] dims = x.dims().clone();
    axes.forEach(axis -> dims[axis] = 1);
    return ConstantTensor.derived(
        x.kind(),
        dims,
        List.of(x),
        false,
        () -> {
          NdArray values = x.values();
          double[] results = new double[NdArray.arraySize(dims)];
          Arrays.fill(results, start);
          int[] strides = broadcastStrides(dims, x.dims());
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

  /** The same value everywhere. */
  public static ConstantTensor filled(Kind kind, int[] dims, double value) {
    Dims.elements(dims);
    return ConstantTensor.derived(
        kind,
        dims.clone(),
        List.of(),
        false,
        () -> {
          NdArray result = NdArray.zeros(kind, dims);
          for (int i = 0; i < result.size(); i++) {
            result.set(i, value);
          }
          return result;
        });
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
    return ConstantTensor.derived(
        kind,
        dims,
        List.of(),
        false,
        () -> {
          NdArray result = NdArray.zeros(kind, dims);
          for (int i = 0; i < result.size(); i++) {
            result.set(i, start + i * step);
          }
          return result;
        });
  }

  /** Strides that read {@code in} as if it had the dimensions {@code out}. */
  private static int[] broadcastStrides(int[] in, int[] out) {
    int[] own = Dims.strides(in);
    int[] strides = new int[out.length];
    for (int i = 1; i <= in.length; i++) {
      strides[out.length - i] = in[in.length - i] == 1 ? 0 : own[in.length - i];
    }
    return strides;
  }
}
