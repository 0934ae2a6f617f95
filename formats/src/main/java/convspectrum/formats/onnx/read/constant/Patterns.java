package convspectrum.formats.onnx.read.constant;

import java.util.List;

/** Constants that follow from where elements lie: running sums, triangles, one-hot rows. */
public final class Patterns {
  private Patterns() {}

  /** Sums of all elements up to each along one axis; {@code exclusive} without itself. */
  public static ConstantTensor cumulativeSum(
      ConstantTensor x, int axis, boolean exclusive, boolean reverse) {
    int[] dims = x.dims();
    return ConstantTensor.derived(x.kind(), dims, List.of(x))
        .by(() -> {
          NdArray values = x.values();
          NdArray result = NdArray.zeros(x.kind(), dims);
          int inner = Dims.strides(dims)[axis];
          int size = dims[axis];
          for (int i = 0; i < result.size(); i++) {
            boolean firstOfRow = i / inner % size == 0;
            if (firstOfRow) {
              double sum = 0;
              for (int j = 0; j < size; j++) {
                int at = i + (reverse ? size - 1 - j : j) * inner;
                double next = sum + values.number(at);
                result.set(at, exclusive ? sum : next);
                sum = next;
              }
            }
          }
          return result;
        });
  }

  /** The upper or lower triangle of the last two axes, from diagonal {@code k} on; else 0. */
  public static ConstantTensor triangle(ConstantTensor x, boolean upper, long k) {
    int[] dims = x.dims();
    if (dims.length < 2) {
      throw new OpException("a triangle of " + Dims.text(dims), "expected two axes or more");
    }
    return ConstantTensor.derived(x.kind(), dims, List.of(x))
        .by(() -> {
          NdArray values = x.values();
          NdArray result = NdArray.zeros(x.kind(), dims);
          int columns = dims[dims.length - 1];
          int rows = dims[dims.length - 2];
          for (int i = 0; i < result.size(); i++) {
            long diagonal = (long) (i % columns) - i / columns % rows;
            if (upper ? diagonal >= k : diagonal <= k) {
              result.copy(values, i, i);
            }
          }
          return result;
        });
  }

  /** {@code on} at each index along a new axis, {@code off} elsewhere. */
  public static ConstantTensor oneHot(
      ConstantTensor indices, int depth, int axis, Kind kind, double off, double on) {
    int[] of = indices.dims();
    int[] dims = new int[of.length + 1];
    System.arraycopy(of, 0, dims, 0, axis);
    dims[axis] = depth;
    System.arraycopy(of, axis, dims, axis + 1, of.length - axis);
    return ConstantTensor.derived(kind, dims, List.of(indices))
        .by(() -> {
          NdArray places = indices.values();
          NdArray result = NdArray.zeros(kind, dims);
          int inner = Dims.strides(dims)[axis];
          for (int i = 0; i < result.size(); i++) {
            long place = places.integer(i / inner / depth * inner + i % inner);
            boolean here = (place < 0 ? place + depth : place) == i / inner % depth;
            result.set(i, here ? on : off);
          }
          return result;
        });
  }

  /** The positions of all elements that are not 0, one column each; the values must be at hand. */
  public static ConstantTensor nonZero(ConstantTensor x) {
    NdArray values = x.values();
    int[] hits = new int[values.size()];
    int count = 0;
    for (int i = 0; i < hits.length; i++) {
      if (values.number(i) != 0) {
        hits[count++] = i;
      }
    }
    int[] strides = Dims.strides(x.dims());
    NdArray result = NdArray.zeros(Kind.INTEGER, new int[] {strides.length, count});
    for (int axis = 0; axis < strides.length; axis++) {
      for (int i = 0; i < count; i++) {
        result.setInteger(axis * count + i, hits[i] / strides[axis] % x.dims()[axis]);
      }
    }
    return ConstantTensor.known(result);
  }
}
