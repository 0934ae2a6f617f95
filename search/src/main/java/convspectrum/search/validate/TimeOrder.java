package convspectrum.search.validate;

import convspectrum.executor.measure.result.Measurement;
import convspectrum.executor.measure.result.Speedup;
import convspectrum.executor.statistics.Estimate;
import java.util.Optional;

/**
 * Which of two designs of a runtime takes longer, as far as intervals tell. The ratio of their
 * times, from the same rounds, must be above 1 with its whole interval. That would be enough for
 * one pair, but of all pairs of a sweep some are so by chance. Therefore the intervals of their
 * times must be apart too, or those of their speed-ups: times are wide where the machine drifted,
 * and speed-ups where the baseline was disturbed.
 */
public final class TimeOrder {
  private TimeOrder() {}

  /** Whether {@code slow} surely takes longer than {@code fast}. */
  static boolean isSlower(DesignValidation slow, DesignValidation fast) {
    return isSlower(time(slow), time(fast));
  }

  /** Whether one design of a runtime surely takes longer than another one of the same runtime. */
  public static boolean isSlower(Measurement slow, Measurement fast) {
    // Without intervals the ends are NaN, and nothing is slower.
    return areApart(slow, fast) && slow.over(fast).low() > 1;
  }

  private static boolean areApart(Measurement slow, Measurement fast) {
    if (slow.time().low() > fast.time().high()) {
      return true;
    }
    Optional<Speedup> slowly = slow.speedup();
    Optional<Speedup> fastly = fast.speedup();
    return slowly.isPresent()
        && fastly.isPresent()
        && slowly.get().baseline().equals(fastly.get().baseline())
        && slowly.get().estimate().high() < fastly.get().estimate().low();
  }

  /** How many times as long one design takes as the other. */
  static Estimate timeRatio(DesignValidation slow, DesignValidation fast) {
    return time(slow).over(time(fast));
  }

  private static Measurement time(DesignValidation design) {
    return design.measurement().orElseThrow();
  }
}
