package convspectrum.spec.expression;

/** The functions that make whole numbers. */
final class Rounding {
  private static final double BEYOND_LONG = 0x1p63;

  private Rounding() {}

  static Number floor(Number value, int offset) {
    return value instanceof Long whole ? whole : toLong(Math.floor(value.doubleValue()), offset);
  }

  static Number ceil(Number value, int offset) {
    return value instanceof Long whole ? whole : toLong(Math.ceil(value.doubleValue()), offset);
  }

  /** Halves go up, as in {@link Math#round(double)}. */
  static Number round(Number value, int offset) {
    if (value instanceof Long whole) {
      return whole;
    }
    double real = value.doubleValue();
    toLong(real, offset);
    return Math.round(real);
  }

  /**
   * {@code make_divisible(x, 8)} of the code published with MobileNetV2 (Sandler et al. 2018):
   * {@code max(8, ⌊x + 4⌋ div 8 · 8)}, and 8 more where that is below {@code 0.9 x}. 64 · 1.4 =
   * 89.6 gives 88; 32 · 0.35 = 11.2 gives 8, which is below 10.08, so 16.
   */
  static Number round8(Number value, int offset) {
    double wanted = value.doubleValue();
    if (Math.abs(wanted) > 0x1p53) {
      throw new ExpressionException(
          offset, "round8 got " + Values.describe(value), "a channel count");
    }
    long rounded = Math.max(8, Math.floorDiv((long) Math.floor(wanted + 4), 8L) * 8);
    return rounded < 0.9 * wanted ? rounded + 8 : rounded;
  }

  private static long toLong(double value, int offset) {
    if (value >= -BEYOND_LONG && value < BEYOND_LONG) {
      return (long) value;
    }
    throw new ExpressionException(offset, value + " is beyond 64 bits", "a smaller number");
  }
}
