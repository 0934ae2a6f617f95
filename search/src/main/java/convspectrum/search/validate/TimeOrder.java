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
final class TimeOrder {
  private TimeOrder() {}

  /** Whether {@code slow} surely takes longer than {@code fast}. */
  static boolean isSlower(DesignValidation slow, DesignValidation fast) {
    // Without intervals the ends are NaN, and nothing is slower.
    return areApart(slow, fast) && timeRatio(slow, fast).low() > 1;
  }

  private static boolean areApart(DesignValidation slow, DesignValidation fast) {
    if (time(slow).time().low() > time(fast).time().high()) {
      return true;
    }
    Optional<Estimate> slowly = slow.speedup().map(Speedup::estimate);
    Optional<Estimate> fastly = fast.speedup().map(Speedup::estimate);
    return slowly.isPresent()
        && fastly.isPresent()
        && slow.baseline().equals(fast.baseline())
        && slowly.get().high() < fastly.get().low();
  }

  /** How many times as long one design takes as the other. */
  static Estimate timeRatio(DesignValidation slow, DesignValidation fast) {
    return time(slow).over(time(fast));
  }

  private static Measurement time(DesignValidation design) {
    return design.measurement().orElseThrow();
  }
}
