package convspectrum.spec.expression;

/**
 * What {@code nearest_divisor} made of what was asked for.
 *
 * @param wanted a number, or {@code depthwise}
 * @param channels whose divisor was taken
 * @param used the divisor
 */
public record NearestDivisor(String wanted, long channels, long used) {
  /** The divisor of {@code channels} nearest to {@code s}; of two equally near ones the smaller. */
  static Long find(Object s, Object channels, int offset) {
    if (!(channels instanceof Long total) || total < 1 || total > Integer.MAX_VALUE) {
      throw new ExpressionException(
          offset,
          "nearest_divisor got " + Values.describe(channels) + " as channels",
          "a whole number from 1 to " + Integer.MAX_VALUE);
    }
    if (s.equals("depthwise")) {
      return total;
    }
    if (!(s instanceof Number number) || number.doubleValue() < 1) {
      throw new ExpressionException(
          offset,
          "nearest_divisor got " + Values.describe(s) + " as s",
          "a number of at least 1, or 'depthwise'");
    }
    double wanted = Math.min(number.doubleValue(), total);
    long best = 1;
    for (long small = 1; small * small <= total; small++) {
      if (total % small == 0) {
        best = nearer(wanted, best, small);
        best = nearer(wanted, best, total / small);
      }
    }
    return best;
  }

  private static long nearer(double wanted, long a, long b) {
    int order = Double.compare(Math.abs(wanted - a), Math.abs(wanted - b));
    return order == 0 ? Math.min(a, b) : order < 0 ? a : b;
  }
}
