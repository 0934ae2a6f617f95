package convspectrum.executor.onednn.library;

/** How many values become one; {@code dnnl_reduction_…}. */
public enum Reducing {
  /** The largest. */
  MAXIMUM(0x2fff2),
  /** The smallest. */
  MINIMUM(0x2fff3),
  /** The sum. */
  SUM(0x2fff4),
  /** The product. */
  PRODUCT(0x2fff5),
  /** The mean. */
  MEAN(0x2fff6),
  /** √Σx². */
  L2(0x2fff8);

  private final int code;

  Reducing(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
