package convspectrum.reports.chart;

/**
 * A value with its confidence interval.
 *
 * @param label what it is: {@code segments=8}
 * @param x position along the horizontal axis, finite
 * @param y value, finite
 * @param low lower end of the interval; the value itself where there is none
 * @param high upper end of the interval; the value itself where there is none
 */
public record Point(String label, double x, double y, double low, double high) {
  /** Refuses values that cannot be drawn, and an interval that does not hold its value. */
  public Point {
    if (!Double.isFinite(x) || !Double.isFinite(y)) {
      throw new IllegalArgumentException(
          "point " + label + ": got (" + x + ", " + y + "), wanted finite values");
    }
    if (!(low <= y && y <= high)) {
      throw new IllegalArgumentException(
          "point " + label + ": got " + y + ", wanted a value in [" + low + ", " + high + "]");
    }
  }

  /** A value without an interval. */
  public Point(String label, double x, double y) {
    this(label, x, y, y, y);
  }

  /** Whether it has an interval. */
  public boolean hasInterval() {
    return low < high;
  }
}
