package convspectrum.executor.onednn.library;

/** The types of elements that values have; {@code dnnl_data_type_t}. */
public enum DataType {
  /** IEEE single precision. */
  F32(3, Float.BYTES),
  /** A signed integer of 32 bits, as sums of products of bytes are. */
  S32(4, Integer.BYTES),
  /** A signed byte. */
  S8(5, Byte.BYTES),
  /** An unsigned byte. */
  U8(6, Byte.BYTES);

  private final int code;
  private final int bytes;

  DataType(int code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  int code() {
    return code;
  }

  static DataType of(int code) {
    for (DataType type : values()) {
      if (type.code == code) {
        return type;
      }
    }
    throw new IllegalArgumentException("no data type has the code " + code);
  }

  /** The size of one element. */
  public int bytes() {
    return bytes;
  }

  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
