package convspectrum.executor.statistics;

import java.util.Optional;

/** The answer to the question whether one time is shorter than another. */
public enum Verdict {
  /** It takes less time. */
  FASTER("faster"),
  /** It takes more time. */
  SLOWER("slower"),
  /** The figures do not support either answer. */
  CANNOT_TELL("cannot tell");

  private final String words;

  Verdict(String words) {
    this.words = words;
  }

  /**
   * Returns the answer that the interval of a speed-up supports: the whole interval must be on one
   * side of 1.
   *
   * @param speedup how many times as fast one is as the other; none where there are too few figures
   */
  public static Verdict of(Optional<Interval> speedup) {
    if (speedup.isEmpty()) {
      return CANNOT_TELL;
    }
    return speedup.get().low() > 1 ? FASTER : speedup.get().high() < 1 ? SLOWER : CANNOT_TELL;
  }

  @Override
  public String toString() {
    return words;
  }
}
