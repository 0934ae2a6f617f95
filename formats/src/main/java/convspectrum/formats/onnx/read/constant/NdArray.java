package convspectrum.formats.onnx.read.constant;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Values in memory, row-major. The arrays are shared, not copied; nobody writes to them. */
public final class NdArray {
  /** The longest array of common JVMs. */
  private static final int MAX_ELEMENTS = Integer.MAX_VALUE - 8;

  private final Kind kind;
  private final int[] dims;
  private final float @Nullable [] floats;
  private final long @Nullable [] longs;

  private NdArray(Kind kind, int[] dims, float @Nullable [] floats, long @Nullable [] longs) {
    this.kind = kind;
    this.dims = dims;
    this.floats = floats;
    this.longs = longs;
  }

  /** Real numbers. */
  public static NdArray floats(int[] dims, float[] values) {
    return new NdArray(Kind.FLOAT, dims, values, null);
  }

  /** Integers. */
  public static NdArray integers(int[] dims, long[] values) {
    return new NdArray(Kind.INTEGER, dims, null, values);
  }

  /** Zeros of a kind, to be filled by {@link #copy} and the setters. */
  static NdArray zeros(Kind kind, int[] dims) {
    int size = arraySize(dims);
    return kind == Kind.FLOAT
        ? new NdArray(kind, dims, new float[size], null)
        : new NdArray(kind, dims, null, new long[size]);
  }

  static int arraySize(int[] dims) {
    long elements = Dims.elements(dims);
    if (elements > MAX_ELEMENTS) {
      throw new OpException(
          "a constant of " + Dims.text(dims) + " has " + elements + " elements",
          "expected at most " + MAX_ELEMENTS);
    }
    return (int) elements;
  }

  /** The same values under other dimensions of as many elements. */
  NdArray reshaped(int[] newDims) {
    return new NdArray(kind, newDims, floats, longs);
  }

  /** The kind of the elements. */
  public Kind kind() {
    return kind;
  }

  /** The dimensions. Callers must not write to the array. */
  public int[] dims() {
    return dims;
  }

  /** The number of elements. */
  public int size() {
    return floats != null ? floats.length : longs().length;
  }

  /** One element as a real number. */
  public double number(int index) {
    return floats != null ? floats[index] : longs()[index];
  }

  /** One element as an integer, cut towards zero. */
  public long integer(int index) {
    return floats != null ? (long) floats[index] : longs()[index];
  }

  /** The elements as real numbers: the array itself where they are. */
  public float[] toFloats() {
    if (floats != null) {
      return floats;
    }
    float[] values = new float[longs().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = longs()[i];
    }
    return values;
  }

  /** The elements as integers: the array itself where they are. */
  public long[] toIntegers() {
    if (longs != null) {
      return longs;
    }
    long[] values = new long[size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = integer(i);
    }
    return values;
  }

  /** Element {@code from} of {@code source}, of the same kind, to element {@code to} of this. */
  void copy(NdArray source, int from, int to) {
    if (floats != null) {
      floats[to] = (float) source.number(from);
    } else {
      longs()[to] = source.integer(from);
    }
  }

  void set(int index, double value) {
    if (floats != null) {
      floats[index] = (float) value;
    } else {
      longs()[index] = (long) value;
    }
  }

  void setInteger(int index, long value) {
    if (floats != null) {
      floats[index] = value;
    } else {
      longs()[index] = value;
    }
  }

  private long[] longs() {
    return Objects.requireNonNull(longs);
  }
}
