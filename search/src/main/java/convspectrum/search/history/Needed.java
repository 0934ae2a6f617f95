package convspectrum.search.history;

import convspectrum.executor.statistics.Estimate;
import convspectrum.executor.statistics.Interval;
import convspectrum.search.history.RunResult.Timed;
import java.util.Locale;

/**
 * What would have to be measured to tell whether a design became faster or slower.
 *
 * @param factor about how many times the budget that is; 1 where nothing more is needed, because
 *     any difference is below the minimum change
 * @param words the same for people
 */
public record Needed(double factor, String words) {
  /** Beyond this factor, the advice would be of no use. */
  private static final double MOST = 100;

  /** Whether more measuring would not change the answer. */
  public boolean isNothing() {
    return factor == 1;
  }

  static Needed of(Timed before, Timed after, Estimate ratio, double atLeast) {
    int first = before.times().groups().size();
    int second = after.times().groups().size();
    int fewest = Math.min(first, second);
    if (fewest < RunComparison.FEWEST) {
      return new Needed(
          (double) RunComparison.FEWEST / fewest,
          String.format(
              Locale.ROOT,
              "%d repetitions in each run; found %d and %d: %s times the budget",
              RunComparison.FEWEST,
              first,
              second,
              about((double) RunComparison.FEWEST / fewest)));
    }
    Interval interval = ratio.interval().orElseThrow(); // there are enough figures
    if (interval.low() > 1 - atLeast && interval.high() < 1 + atLeast) {
      return new Needed(
          1, String.format(Locale.ROOT, "nothing: any difference is below %.3g %%", 100 * atLeast));
    }
    // An interval is as wide as one over the square root of the number of repetitions.
    double distance = Math.abs(ratio.value() - 1);
    double room = distance >= atLeast ? distance : atLeast - distance;
    double factor = Math.max(1.1, Math.pow((interval.high() - interval.low()) / 2 / room, 2));
    return new Needed(
        factor,
        factor > MOST
            ? "more than %.0f times the budget in both runs".formatted(MOST)
            : about(factor) + " times the budget in both runs");
  }

  private static String about(double factor) {
    return String.format(Locale.ROOT, factor < 10 ? "about %.1f" : "about %.0f", factor);
  }
}
