package convspectrum.formats.onnx.read.constant;

import java.util.Arrays;
import java.util.List;

/** Brings constants to other shapes and orders. */
public final class Arranging {
  private Arranging() {}

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
        : ConstantTensor.derived(x.kind(), dims, List.of(x))
            .ofSameElements(true)
            .by(() -> x.values().reshaped(dims));
  }

  /** Repeats a constant along axes of size 1 and along new leading axes. */
  public static ConstantTensor expand(ConstantTensor x, int[] shape) {
    int[] dims = Dims.broadcast(x.dims(), shape);
    if (Arrays.equals(dims, x.dims())) {
      return x;
    }
    return gathered(x, dims, Dims.broadcastStrides(x.dims(), dims), false);
  }

  /** Brings the axes to another order. */
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
    return ConstantTensor.derived(x.kind(), dims, List.of(x))
        .ofSameElements(sameElements)
        .by(() -> {
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
    return ConstantTensor.derived(x.kind(), dims, List.of(x))
        .by(() -> {
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

  /** Joins constants along one axis. */
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
    return ConstantTensor.derived(kind, dims, parts)
        .ofSameElements(parts.size() == 1)
        .by(() -> joined(parts, axis, kind, dims));
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
}
