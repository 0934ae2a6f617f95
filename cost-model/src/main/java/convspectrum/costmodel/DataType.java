package convspectrum.costmodel;

import java.util.Locale;

/** The type of an element, which decides how many bytes it takes. */
public enum DataType {
  /** IEEE 754 single precision. */
  FLOAT32(4),
  /** IEEE 754 half precision. */
  FLOAT16(2),
  /** The upper half of the bits of a single-precision number (bfloat16). */
  BFLOAT16(2),
  /** An 8-bit integer, as quantised networks have. */
  INT8(1);

  private final int bytes;

  DataType(int bytes) {
    this.bytes = bytes;
  }

  /** Its name in tables and records: {@code float32}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The type with this name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static DataType named(String word) {
    for (DataType type : values()) {
      if (type.word().equals(word)) {
        return type;
      }
    }
    throw new IllegalArgumentException("no data type is called '" + word + "'");
  }

  /** Bytes of one value; parameters in 8-bit integers differ ({@link ParameterBytes}). */
  public int bytes() {
    return bytes;
  }
}
