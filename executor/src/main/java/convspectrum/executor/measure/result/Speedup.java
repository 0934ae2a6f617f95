package convspectrum.executor.measure.result;

import convspectrum.executor.statistics.Estimate;
import convspectrum.executor.statistics.Interval;

/**
 * The speed-up of a design over the baseline, from rounds in which both were timed.
 *
 * @param baseline label of the baseline
 * @param estimate median of the ratios of the rounds, baseline over design: first within each
 *     placement, then over these medians. It is near the ratio of the times but not equal, because
 *     drift cancels in each round
 * @param rounds number of pairs
 */
public record Speedup(String baseline, Estimate estimate, int rounds) {
  /**
   * Returns the speed-up of the baseline over itself, which is exactly 1.
   *
   * @param time of the baseline; without an interval it gives no interval here either
   */
  public static Speedup ofBaseline(String baseline, Estimate time, int rounds) {
    return new Speedup(
        baseline, new Estimate(1, time.interval().map(_ -> new Interval(1, 1))), rounds);
  }

  /** How many times as fast the design is as the baseline. */
  public double median() {
    return estimate.value();
  }
}
