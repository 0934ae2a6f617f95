package convspectrum.search.exact;

/** Sums and products of counts; {@code Long.MAX_VALUE} stands for that many or more. */
final class Saturated {
  private Saturated() {}

  static long plus(long a, long b) {
    long sum = a + b;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  /** The difference, at the end of the range that it exceeds. */
  static long minus(long a, long b) {
    long difference = a - b;
    boolean exceeds = ((a ^ b) & (a ^ difference)) < 0;
    return exceeds ? (a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : difference;
  }

  static long times(long a, long b) {
    return Math.multiplyHigh(a, b) != 0 || a * b < 0 ? Long.MAX_VALUE : a * b;
  }
}
