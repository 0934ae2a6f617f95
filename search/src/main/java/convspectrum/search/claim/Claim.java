package convspectrum.search.claim;

import convspectrum.executor.statistics.Interval;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A statement that a value lies in a band. The band is written down before anything is measured,
 * and is wider than the printed figure: another machine is not to repeat a number, but its
 * direction and size.
 *
 * @param id its name
 * @param says the statement, in a sentence
 * @param value what the band is for
 * @param published what is printed for it, in words
 * @param publishedValue what is printed for the value; none where no number is
 * @param measuredOn what the original was measured on
 * @param source the paper and its table or section
 * @param atLeast the least value that reproduces the statement; infinite where there is none
 * @param atMost the largest one; infinite where there is none
 */
public record Claim(
    String id,
    String says,
    ClaimValue value,
    String published,
    OptionalDouble publishedValue,
    String measuredOn,
    String source,
    double atLeast,
    double atMost) {
  private static final double NEAR_RATIO = 0.05;
  private static final double NEAR_CORRELATION = 0.03;

  /** Refuses a band without a value, and one that holds all. */
  public Claim {
    if (!(atLeast < atMost) || Double.isInfinite(atLeast) && Double.isInfinite(atMost)) {
      throw new IllegalArgumentException("band from " + atLeast + " to " + atMost);
    }
  }

  /**
   * Whether an interval holds an end of the band or ends near to it: so near that another process
   * of the same runtime may have a median on the other side. Medians of two processes differ by up
   * to {@value #NEAR_RATIO} of a ratio, and correlations by up to {@value #NEAR_CORRELATION}.
   */
  public boolean isNear(Interval value) {
    return isNear(value, atLeast) || isNear(value, atMost);
  }

  private boolean isNear(Interval value, double end) {
    double margin = value().correlates() ? NEAR_CORRELATION : NEAR_RATIO * Math.abs(end);
    return Double.isFinite(end) && value.low() - margin <= end && end <= value.high() + margin;
  }

  /** What an interval says of the claim; nothing can be said without one. */
  public Judgement judge(Optional<Interval> value) {
    if (value.isEmpty()) {
      return Judgement.UNDECIDED;
    }
    Interval interval = value.get();
    if (interval.high() < atLeast || interval.low() > atMost) {
      return Judgement.REFUTED;
    }
    return interval.low() >= atLeast && interval.high() <= atMost
        ? Judgement.REPRODUCED
        : Judgement.UNDECIDED;
  }
}
