package convspectrum.search.claim;

import convspectrum.executor.statistics.Estimate;
import convspectrum.executor.statistics.Interval;
import convspectrum.search.design.ComparedDesign;
import java.util.Optional;

/**
 * A statement that a ratio of two networks lies in a band. The band is written down before anything
 * is measured, and is wider than the printed figure: another machine is not to repeat a number, but
 * its direction and size.
 *
 * @param id its name
 * @param says the statement, in a sentence
 * @param published what is printed for it, in words
 * @param measuredOn what the original was measured on
 * @param source the paper and its table or section
 * @param figure what the ratio is of
 * @param above name of the network whose figure is divided
 * @param below name of the network by whose figure it is divided
 * @param atLeast the least ratio that reproduces the statement
 * @param atMost the largest one; infinite where there is none
 */
public record Claim(
    String id,
    String says,
    String published,
    String measuredOn,
    String source,
    Figure figure,
    String above,
    String below,
    double atLeast,
    double atMost) {
  /** What a ratio is of. */
  public enum Figure {
    /** Time of a forward pass. */
    TIME,
    /** Multiply-accumulates per second. */
    DENSITY
  }

  /** Refuses a band without a value. */
  public Claim {
    if (!(atLeast > 0 && atLeast < atMost)) {
      throw new IllegalArgumentException("band from " + atLeast + " to " + atMost);
    }
  }

  /**
   * The ratio of the claim.
   *
   * @param times time of the network above divided by that below
   */
  public Estimate ratio(Estimate times, ComparedDesign above, ComparedDesign below) {
    return switch (figure) {
      case TIME -> times;
      case DENSITY ->
          times
              .reciprocal()
              .over(below.cost().total().macs() / (double) above.cost().total().macs());
    };
  }

  /** What a ratio says of the claim; nothing can be said without an interval. */
  public Judgement judge(Optional<Interval> ratio) {
    if (ratio.isEmpty()) {
      return Judgement.UNDECIDED;
    }
    Interval interval = ratio.get();
    if (interval.high() < atLeast || interval.low() > atMost) {
      return Judgement.REFUTED;
    }
    return interval.low() >= atLeast && interval.high() <= atMost
        ? Judgement.REPRODUCED
        : Judgement.UNDECIDED;
  }
}
