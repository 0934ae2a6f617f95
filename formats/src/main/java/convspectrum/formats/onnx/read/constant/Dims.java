package convspectrum.formats.onnx.read.constant;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Arithmetic on the dimensions of constants, which unlike those of activations may be 0. */
public final class Dims {
  private Dims() {}

  /** The number of elements. */
  public static long elements(int[] dims) {
    long elements = 1;
    for (int dim : dims) {
      elements = Math.multiplyExact(elements, (long) dim);
    }
    return elements;
  }

  /** {@code 2x3}; {@code scalar} where there are none. */
  public static String text(int[] dims) {
    return dims.length == 0
        ? "scalar"
        : Arrays.stream(dims).mapToObj(String::valueOf).collect(Collectors.joining("x"));
  }

  /** The axis counted from the front. */
  public static int axis(long axis, int rank) {
    long fromFront = axis < 0 ? axis + rank : axis;
    if (fromFront < 0 || fromFront >= rank) {
      throw new OpException(
          "axis " + axis + " of a tensor of " + rank + " axes",
          rank == 0 ? "" : "expected " + -rank + " to " + (rank - 1));
    }
    return (int) fromFront;
  }

  /** The dimensions of two operands broadcast as NumPy does. */
  public static int[] broadcast(int[] a, int[] b) {
    int rank = Math.max(a.length, b.length);
    int[] dims = new int[rank];
    for (int i = 1; i <= rank; i++) {
      int da = i <= a.length ? a[a.length - i] : 1;
      int db = i <= b.length ? b[b.length - i] : 1;
      if (da != db && da != 1 && db != 1) {
        throw new OpException("shapes " + text(a) + " and " + text(b) + " do not broadcast", "");
      }
      dims[rank - i] = da == 1 ? db : da;
    }
    return dims;
  }

  /** The elements from one index of each axis to the next. */
  public static int[] strides(int[] dims) {
    int[] strides = new int[dims.length];
    int stride = 1;
    for (int i = dims.length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride = Math.multiplyExact(stride, Math.max(dims[i], 1));
    }
    return strides;
  }

  /** Strides that read {@code in} as if it had the dimensions {@code out}. */
  static int[] broadcastStrides(int[] in, int[] out) {
    int[] own = strides(in);
    int[] strides = new int[out.length];
    for (int i = 1; i <= in.length; i++) {
      strides[out.length - i] = in[in.length - i] == 1 ? 0 : own[in.length - i];
    }
    return strides;
  }

  /** A size as a dimension. */
  public static int dim(long size) {
    if (size < 0 || size > Integer.MAX_VALUE) {
      throw new OpException("dimension " + size, "expected 0 to " + Integer.MAX_VALUE);
    }
    return (int) size;
  }
}
