package convspectrum.reports.chart;

/** How values are spread along an axis. */
public enum Scale {
  /** Equal differences take equal lengths. */
  LINEAR,
  /** Equal ratios take equal lengths, with ticks at powers of two. Positive values only. */
  LOG2,
  /** Equal ratios take equal lengths, with ticks at 1, 2 and 5 of each decade. Positive only. */
  LOG10;

  boolean shows(double value) {
    return Double.isFinite(value) && (this == LINEAR || value > 0);
  }

  double forward(double value) {
    return switch (this) {
      case LINEAR -> value;
      case LOG2 -> Math.log(value) / Math.log(2);
      case LOG10 -> Math.log10(value);
    };
  }

  double backward(double position) {
    return switch (this) {
      case LINEAR -> position;
      case LOG2 -> Math.pow(2, position);
      case LOG10 -> Math.pow(10, position);
    };
  }
}
