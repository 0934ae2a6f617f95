package convspectrum.reports.measure;

import convspectrum.executor.machine.limits.MachineLimits;
import convspectrum.executor.machine.limits.Rate;
import convspectrum.executor.machine.limits.Trust;
import convspectrum.reports.table.Notes;
import java.util.Locale;

/** What figures are held against, and how far that can be believed. */
public final class LimitNotes {
  private LimitNotes() {}

  /**
   * {@code notes}, a fact of the peak, and a warning where that is not to be believed.
   *
   * @param key of the fact
   */
  public static Notes with(Notes notes, String key, MachineLimits limits) {
    return withWarning(
        notes.with(
            key,
            String.format(
                Locale.ROOT,
                "%s, by %s, as 'machine' measured on %s",
                peak(limits),
                limits.method().split(";", 2)[0],
                limits.date())),
        limits);
  }

  /** {@code notes}, and a warning where the limits are not to be believed. */
  public static Notes withWarning(Notes notes, MachineLimits limits) {
    Trust trust = limits.trust();
    return switch (trust.level()) {
      case GOOD -> notes;
      case NOISY ->
          notes.withWarning(
              "The limits of this machine were measured while it was noisy, and are not kept: "
                  + trust.why()
                  + ".");
      case SUSPECT ->
          notes.withWarning(
              "The limits of this machine are suspect, and no share of them is shown: "
                  + trust.why()
                  + ". Run 'convspectrum machine' with nothing else running.");
    };
  }

  /** {@code 118.1 GFLOP/s one thread (spread 0.1 %), 236.2 GFLOP/s 2 threads (spread 0.3 %)}. */
  static String peak(MachineLimits limits) {
    return String.format(
        Locale.ROOT,
        "%.1f GFLOP/s one thread (%s), %.1f GFLOP/s %d thread%s (%s)",
        limits.gflopsOneThread(),
        spread(limits.oneThread()),
        limits.gflopsAllThreads(),
        limits.threads(),
        limits.threads() == 1 ? "" : "s",
        spread(limits.allThreads()));
  }

  /** {@code spread 0.2 %}. */
  static String spread(Rate rate) {
    return String.format(Locale.ROOT, "spread %.1f %%", 100 * rate.spread());
  }
}
