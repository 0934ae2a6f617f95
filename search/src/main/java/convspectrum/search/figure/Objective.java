package convspectrum.search.figure;

/**
 * A figure to minimise or maximise.
 *
 * @param figure the number
 * @param direction which way is better
 * @param byRatio whether a front is judged by the logarithm of the figure
 */
public record Objective(Figure figure, Direction direction, boolean byRatio) {
  /**
   * The figure as strategies see it: minimised, as its decimal logarithm where ratios matter.
   *
   * @return infinite for a value that is not finite, or that lacks the logarithm it needs
   */
  public double minimised(double value) {
    double scaled = byRatio ? (value > 0 ? Math.log10(value) : Double.NaN) : value;
    double signed = direction == Direction.MIN ? scaled : -scaled;
    return Double.isFinite(signed) ? signed : Double.POSITIVE_INFINITY;
  }

  /** The figure's name. */
  public String name() {
    return figure.name();
  }

  /** As users write it in full: {@code naswot:max}. */
  @Override
  public String toString() {
    return figure.name() + ":" + direction.word() + (byRatio != figure.isAmount() ? ":log" : "");
  }
}
