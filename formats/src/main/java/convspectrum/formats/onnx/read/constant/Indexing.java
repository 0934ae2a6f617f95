package convspectrum.formats.onnx.read.constant;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/**
 * Elements of constants chosen by other constants: relative positions, window masks, position
 * encodings. Shapes are known at once, so that a file without its index tables still counts.
 */
public final class Indexing {
  private Indexing() {}

  /** The places along one axis that {@code indices} name, whose axes stand instead of it. */
  public static ConstantTensor gather(ConstantTensor x, int axis, ConstantTensor indices) {
    int[] in = x.dims();
    int[] of = indices.dims();
    int[] dims = new int[in.length - 1 + of.length];
    System.arraycopy(in, 0, dims, 0, axis);
    System.arraycopy(of, 0, dims, axis, of.length);
    System.arraycopy(in, axis + 1, dims, axis + of.length, in.length - axis - 1);
    return ConstantTensor.derived(x.kind(), dims, List.of(x, indices))
        .by(() -> {
          NdArray values = x.values();
          NdArray places = indices.values();
          NdArray result = NdArray.zeros(x.kind(), dims);
          int inner = Dims.strides(in)[axis];
          int count = places.size();
          for (int i = 0; i < result.size(); i++) {
            int place = place(places.integer(i / inner % count), in[axis]);
            int outer = i / inner / count;
            result.copy(values, (outer * in[axis] + place) * inner + i % inner, i);
          }
          return result;
        });
  }

  /** At each position the element that {@code indices} names along one axis. */
  public static ConstantTensor gatherElements(ConstantTensor x, int axis, ConstantTensor indices) {
    int[] dims = indices.dims();
    requireRank(dims, x.dims().length);
    return ConstantTensor.derived(x.kind(), dims, List.of(x, indices))
        .by(() -> {
          NdArray values = x.values();
          NdArray places = indices.values();
          NdArray result = NdArray.zeros(x.kind(), dims);
          int[] strides = Dims.strides(x.dims());
          int along = strides[axis];
          strides[axis] = 0;
          Walk walk = new Walk(dims);
          for (int i = 0; i < result.size(); i++) {
            int place = place(places.integer(i), x.dims()[axis]);
            result.copy(values, requireInside(walk.offset(strides) + place * along, values), i);
            walk.next();
          }
          return result;
        });
  }

  /**
   * The parts of {@code x} that the last axis of {@code indices} points at, behind {@code
   * batchAxes} leading axes that both have.
   */
  public static ConstantTensor gatherNd(ConstantTensor x, ConstantTensor indices, int batchAxes) {
    int[] in = x.dims();
    int[] of = indices.dims();
    int depth = pointed(of, in.length - batchAxes);
    int[] dims = new int[of.length - 1 + in.length - batchAxes - depth];
    System.arraycopy(of, 0, dims, 0, of.length - 1);
    System.arraycopy(
        in, batchAxes + depth, dims, of.length - 1, dims.length - Math.max(of.length - 1, 0));
    return ConstantTensor.derived(x.kind(), dims, List.of(x, indices))
        .by(() -> {
          NdArray values = x.values();
          NdArray result = NdArray.zeros(x.kind(), dims);
          int part = size(in, batchAxes + depth, in.length);
          int perBatch = size(of, batchAxes, of.length - 1);
          int inBatch = size(in, batchAxes, in.length);
          for (int i = 0; i < result.size() / Math.max(part, 1); i++) {
            int start = i / perBatch * inBatch + offset(indices.values(), i, in, batchAxes, depth);
            for (int j = 0; j < part; j++) {
              result.copy(values, requireInside(start + j, values), i * part + j);
            }
          }
          return result;
        });
  }

  /**
   * {@code x} with {@code updates} where the last axis of {@code indices} points.
   *
   * @param step what a value and its update make; the update where it is replaced
   */
  public static ConstantTensor scatterNd(
      ConstantTensor x, ConstantTensor indices, ConstantTensor updates, DoubleBinaryOperator step) {
    int[] in = x.dims();
    int depth = pointed(indices.dims(), in.length);
    return ConstantTensor.derived(x.kind(), in, List.of(x, indices, updates))
        .by(() -> {
          NdArray result = copy(x.values());
          NdArray places = indices.values();
          NdArray values = updates.values();
          int part = size(in, depth, in.length);
          int count = depth == 0 ? 1 : places.size() / depth;
          requireUpdates(values, (long) count * part);
          for (int i = 0; i < count; i++) {
            int start = offset(places, i, in, 0, depth);
            for (int j = 0; j < part; j++) {
              combine(result, requireInside(start + j, result), values, i * part + j, step);
            }
          }
          return result;
        });
  }

  /**
   * {@code x} with each of {@code updates} at the place along one axis that its index names.
   *
   * @param step what a value and its update make; the update where it is replaced
   */
  public static ConstantTensor scatterElements(
      ConstantTensor x,
      int axis,
      ConstantTensor indices,
      ConstantTensor updates,
      DoubleBinaryOperator step) {
    requireRank(indices.dims(), x.dims().length);
    return ConstantTensor.derived(x.kind(), x.dims(), List.of(x, indices, updates))
        .by(() -> {
          NdArray result = copy(x.values());
          NdArray places = indices.values();
          NdArray values = updates.values();
          requireUpdates(values, places.size());
          int[] strides = Dims.strides(x.dims());
          int along = strides[axis];
          strides[axis] = 0;
          Walk walk = new Walk(indices.dims());
          for (int i = 0; i < places.size(); i++) {
            int place = place(places.integer(i), x.dims()[axis]);
            int at = requireInside(walk.offset(strides) + place * along, result);
            combine(result, at, values, i, step);
            walk.next();
          }
          return result;
        });
  }

  private static void combine(
      NdArray result, int at, NdArray updates, int from, DoubleBinaryOperator step) {
    result.set(at, step.applyAsDouble(result.number(at), updates.number(from)));
  }

  private static int place(long place, int size) {
    long fromFront = place < 0 ? place + size : place;
    if (fromFront < 0 || fromFront >= size) {
      throw new OpException(
          "place " + place + " of an axis of size " + size, "expected 0 to " + (size - 1));
    }
    return (int) fromFront;
  }

  private static int offset(NdArray places, int row, int[] dims, int first, int depth) {
    int[] strides = Dims.strides(Arrays.copyOfRange(dims, first, dims.length));
    int offset = 0;
    for (int i = 0; i < depth; i++) {
      offset += place(places.integer(row * depth + i), dims[first + i]) * strides[i];
    }
    return offset;
  }

  /** How many axes the last axis of {@code indices} points along. */
  private static int pointed(int[] indices, int axes) {
    int depth = indices.length == 0 ? -1 : indices[indices.length - 1];
    if (depth < 0 || depth > axes) {
      throw new OpException(
          "indices of " + Dims.text(indices), "expected a last axis of at most " + axes);
    }
    return depth;
  }

  private static int size(int[] dims, int from, int to) {
    return Math.toIntExact(Dims.elements(Arrays.copyOfRange(dims, from, Math.max(to, from))));
  }

  private static void requireRank(int[] dims, int rank) {
    if (dims.length != rank) {
      throw new OpException("indices of " + Dims.text(dims), "expected " + rank + " axes");
    }
  }

  private static void requireUpdates(NdArray updates, long count) {
    if (updates.size() != count) {
      throw new OpException(updates.size() + " updates", "expected " + count);
    }
  }

  private static int requireInside(int index, NdArray values) {
    if (index < 0 || index >= values.size()) {
      throw new OpException("an index beyond the " + values.size() + " elements", "");
    }
    return index;
  }

  private static NdArray copy(NdArray values) {
    NdArray result = NdArray.zeros(values.kind(), values.dims());
    for (int i = 0; i < values.size(); i++) {
      result.copy(values, i, i);
    }
    return result;
  }
}
