package convspectrum.executor.machine.limits;

import convspectrum.executor.machine.Activity;
import convspectrum.executor.machine.limits.MachineLimits.Bandwidth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Rules that limits must obey on every machine, and bounds on how disturbed a probe may be. These
 * are functions of the figures alone.
 */
public final class LimitRules {
  /**
   * Spreads are estimated from a handful of repetitions, so two figures that must be ordered may be
   * out of order by this share beyond their spreads.
   */
  private static final double NOISE = 0.05;

  /** Largest spread of a kept figure for resources that are not shared with others. */
  private static final double MOST_SPREAD = 0.10;

  /** Largest spread for the second-level cache, which memory pages may fill unevenly. */
  private static final double MOST_SPREAD_L2 = 0.15;

  /** Largest spread for caches and memory that other CPUs and other virtual machines use too. */
  private static final double MOST_SPREAD_SHARED = 0.35;

  /** Largest share of the CPUs' time that other programs may use. */
  private static final double MOST_OTHERS = 0.05;

  private static final double MOST_STOLEN = 0.05;

  /** Largest share of the time that the threads asked for in which a CPU quota may stop them. */
  private static final double MOST_THROTTLED = 0.01;

  private LimitRules() {}

  /** Lists the rules that the figures break, one clause each; empty if there are none. */
  public static List<String> broken(MachineLimits limits) {
    List<String> broken = new ArrayList<>();
    threads("peak", limits.oneThread(), limits.allThreads(), limits.threads(), "GFLOP/s", broken);
    Bandwidth before = null;
    for (Bandwidth level : limits.bandwidths()) {
      String name = level.level() + " bandwidth";
      threads(name, level.oneThread(), level.allThreads(), limits.threads(), "GB/s", broken);
      if (before != null) {
        order(before.level(), before.oneThread(), level.level(), level.oneThread(), "", broken);
        order(
            before.level(),
            before.allThreads(),
            level.level(),
            level.allThreads(),
            " on all threads",
            broken);
      }
      before = level;
    }
    return broken;
  }

  private static void threads(
      String what, Rate one, Rate all, int threads, String unit, List<String> broken) {
    double noise = 1 + NOISE + one.spread() + all.spread();
    if (all.best() * noise < one.best()) {
      broken.add(
          text(
              "%s of %d threads, %.1f %s, is below that of one, %.1f",
              what, threads, all.best(), unit, one.best()));
    }
    if (all.best() > threads * one.best() * noise) {
      broken.add(
          text(
              "%s of %d threads, %.1f %s, is more than %d times that of one, %.1f",
              what, threads, all.best(), unit, threads, one.best()));
    }
  }

  private static void order(
      String near, Rate nearRate, String far, Rate farRate, String where, List<String> broken) {
    if (nearRate.best() * (1 + NOISE + nearRate.spread() + farRate.spread()) < farRate.best()) {
      broken.add(
          text(
              "%s is slower than %s%s: %.1f against %.1f GB/s",
              near, far, where, nearRate.best(), farRate.best()));
    }
  }

  /** Lists the figures that spread further than they would undisturbed, one clause each. */
  public static List<String> spread(MachineLimits limits) {
    List<String> wide = new ArrayList<>();
    wide("the peak", limits.oneThread(), limits.allThreads(), MOST_SPREAD, wide);
    for (Bandwidth level : limits.bandwidths()) {
      double most =
          isShared(level.level())
              ? MOST_SPREAD_SHARED
              : level.level().equals("L2") ? MOST_SPREAD_L2 : MOST_SPREAD;
      wide(level.level() + " bandwidth", level.oneThread(), level.allThreads(), most, wide);
    }
    return wide;
  }

  /** Whether other CPUs use this level too, like a third-level cache or main memory. */
  public static boolean isShared(String level) {
    return !level.equals("L1") && !level.equals("L2");
  }

  private static void wide(String what, Rate one, Rate all, double most, List<String> wide) {
    double spread = Math.max(one.spread(), all.spread());
    if (spread > most) {
      wide.add(text("repetitions of %s lie %.0f %% apart", what, 100 * spread));
    }
  }

  /**
   * Lists what disturbed a probe, one clause each.
   *
   * @param activity activity on the probe's CPUs in the meantime
   * @param without number of repetitions without a window in which the threads kept their CPUs
   * @param repetitions number of repetitions of all figures together
   */
  public static List<String> disturbances(Activity activity, int without, int repetitions) {
    List<String> found = new ArrayList<>();
    if (activity.othersShare() > MOST_OTHERS) {
      found.add(text("other programs used %.0f %% of the CPUs", 100 * activity.othersShare()));
    }
    if (activity.stealShare() > MOST_STOLEN) {
      found.add(
          text("other virtual machines took %.0f %% of the CPUs", 100 * activity.stealShare()));
    }
    if (activity.throttledShare() > MOST_THROTTLED) {
      found.add(text("a CPU quota stopped the threads for %.1f s", activity.throttledSeconds()));
    }
    if (without > 0) {
      found.add(
          text(
              "in %d of %d repetitions the threads never had their CPUs to themselves",
              without, repetitions));
    }
    return found;
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
