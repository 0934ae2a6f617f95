package convspectrum.executor.statistics;

/**
 * A confidence interval.
 *
 * @param low lower end
 * @param high upper end, not below {@code low}
 * @param level probability with which it is meant to hold the true value, 0 to 1, usually 0.95;
 *     less if there were too few samples
 */
public record Interval(double low, double high, double level) {
  /** The level that all commands use. */
  public static final double LEVEL = 0.95;

  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          "interval from " + low + " to " + high + "; expected low ≤ high");
    }
    if (!(level >= 0 && level <= 1)) {
      throw new IllegalArgumentException("level " + level + "; expected 0 to 1");
    }
  }

  /** Whether the value is inside, ends included. */
  public boolean contains(double value) {
    return low <= value && value <= high;
  }

  /** Whether the two intervals have a value in common. */
  public boolean overlaps(Interval other) {
    return low <= other.high && other.low <= high;
  }

  /** Half the width over the middle: 0.05 for "±5 %"; infinite if the middle is not above 0. */
  public double relativeHalfWidth() {
    double middle = (low + high) / 2;
    return middle > 0 ? (high - low) / 2 / middle : Double.POSITIVE_INFINITY;
  }
}
