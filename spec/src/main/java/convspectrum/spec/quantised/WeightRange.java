package convspectrum.spec.quantised;

/** How much of its 8 bits a weight uses. */
public enum WeightRange {
  /** Full where the CPU adds products of 8 bits in 32 bits, reduced where it does not. */
  AUTO,
  /** From −127 to 127. */
  FULL,
  /**
   * From −63 to 63: the sum of two products with unsigned 8-bit values then fits 16 bits, in which
   * x86 processors without VNNI add them.
   */
  REDUCED;

  /** The largest weight of the reduced range: 2 · 255 · 63 is below 2¹⁵. */
  public static final int REDUCED_LIMIT = 63;

  /** The largest weight of the full range, symmetric around 0. */
  public static final int FULL_LIMIT = 127;

  /**
   * The largest weight.
   *
   * @param adds32Bits whether the CPU adds products of 8 bits in 32 bits
   */
  public int limit(boolean adds32Bits) {
    return switch (this) {
      case AUTO -> adds32Bits ? FULL_LIMIT : REDUCED_LIMIT;
      case FULL -> FULL_LIMIT;
      case REDUCED -> REDUCED_LIMIT;
    };
  }
}
