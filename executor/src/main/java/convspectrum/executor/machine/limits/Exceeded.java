package convspectrum.executor.machine.limits;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Describes the program that exceeded the limits. */
final class Exceeded {
  private Exceeded() {}

  /** Describes the program that exceeds its limit by most; {@code above} is not empty. */
  static String text(MachineLimits limits, List<Reached> above) {
    Reached worst =
        above.stream()
            .max(
                Comparator.comparingDouble(
                    reached -> reached.gflops() / limits.gflops(reached.threads())))
            .orElseThrow();
    Rate peak = limits.peak(worst.threads());
    return String.format(
        Locale.ROOT,
        "%s reached %.1f GFLOP/s on %d thread%s, above the peak of %.1f (spread %.1f %%) that was"
            + " measured%s",
        worst.by(),
        worst.gflops(),
        worst.threads(),
        worst.threads() == 1 ? "" : "s",
        peak.best(),
        100 * peak.spread(),
        above.size() == 1 ? "" : ", and " + (above.size() - 1) + " more did");
  }
}
