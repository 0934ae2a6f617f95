package convspectrum.search.training.study;

import convspectrum.executor.statistics.Interval;
import java.util.Optional;

/** What an interval says of a difference. */
public enum Sign {
  /** All of the interval is above 0. */
  MORE("more"),
  /** All of it is below 0. */
  LESS("less"),
  /** It holds 0, or there is none. */
  UNDECIDED("undecided");

  private final String words;

  Sign(String words) {
    this.words = words;
  }

  static Sign of(Optional<Interval> interval) {
    return interval
        .filter(ends -> !ends.contains(0))
        .map(ends -> ends.low() > 0 ? MORE : LESS)
        .orElse(UNDECIDED);
  }

  @Override
  public String toString() {
    return words;
  }
}
