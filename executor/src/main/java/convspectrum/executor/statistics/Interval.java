package convspectrum.executor.statistics;

/**
 * A confidence interval of the level {@link #LEVEL}.
 *
 * @param low lower end
 * @param high upper end, not below {@code low}
 */
public record Interval(double low, double high) {
  /** Probability with which an interval is meant to hold the true value. */
  public static final double LEVEL = 0.95;

  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          "interval from " + low + " to " + high + "; expected low ≤ high");
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
