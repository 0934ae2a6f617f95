package convspectrum.gradients.float32;

/**
 * Rounding errors of differences that are 0 by mathematics. A norm passes no gradient that is the
 * same for all values that it normalises, since it subtracts their mean, and a softmax none that is
 * the same for all classes; a few units in the last place are left. Where this holds for every
 * element of a tensor, its gradient is 0: what depends on it would else depend on rounding alone.
 */
final class Rounding {
  /** Units in the last place by which equal sums in different orders may differ. */
  private static final double UNITS = 128;

  private static final double SHARE = UNITS * Math.ulp((float) 1);

  private Rounding() {}

  /** Whether a difference is a rounding error of terms of this size. */
  static boolean explains(double difference, double size) {
    return Math.abs(difference) <= SHARE * size;
  }
}
