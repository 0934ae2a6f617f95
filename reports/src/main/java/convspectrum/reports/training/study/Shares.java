package convspectrum.reports.training.study;

import convspectrum.executor.statistics.Estimate;
import java.util.Locale;

/** Shares of images and their differences, as sentences print them. */
final class Shares {
  private static final double PERCENT = 100;

  private Shares() {}

  /** A share: {@code 90.12 % [89.90, 90.34]}. */
  static String percent(Estimate share) {
    return String.format(Locale.ROOT, "%.2f %%", PERCENT * share.value()) + ends(share);
  }

  /** A difference of shares: {@code 0.52 points [0.10, 0.94]}. */
  static String points(Estimate difference) {
    return String.format(Locale.ROOT, "%.2f points", PERCENT * difference.value())
        + ends(difference);
  }

  private static String ends(Estimate estimate) {
    return estimate
        .interval()
        .map(ends ->
            String.format(
                Locale.ROOT, " [%.2f, %.2f]", PERCENT * ends.low(), PERCENT * ends.high()))
        .orElse("");
  }
}
