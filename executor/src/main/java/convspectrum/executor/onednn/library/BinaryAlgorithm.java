package convspectrum.executor.onednn.library;

/** Functions of the elements of two values, with {@code dnnl_alg_kind_t}. */
public enum BinaryAlgorithm {
  /** a + b. */
  ADD(0x1fff0),
  /** a · b. */
  MULTIPLY(0x1fff1),
  /** The larger of the two. */
  MAXIMUM(0x1fff2),
  /** The smaller of the two. */
  MINIMUM(0x1fff3),
  /** a / b. */
  DIVIDE(0x1fff4),
  /** a − b. */
  SUBTRACT(0x1fff5),
  /** 1 where a &gt; b, else 0. */
  GREATER(0x1fff7),
  /** 1 where a &lt; b, else 0. */
  LESS(0x1fff9),
  /** 1 where a = b, else 0. */
  EQUAL(0x1fffa);

  private final int code;

  BinaryAlgorithm(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
