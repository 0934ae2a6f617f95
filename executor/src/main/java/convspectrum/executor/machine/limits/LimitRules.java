package convspectrum.executor.machine.limits;

import convspectrum.executor.machine.Activity;
import convspectrum.executor.machine.limits.MachineLimits.Bandwidth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What must be so on every machine, and how undisturbed a probe has to be. Functions of figures
 * alone.
 */
public final class LimitRules {
  /**
   * Spreads are estimated from a handful of repetitions: two figures that belong in an order may be
   * so much in the other beyond them.
   */
  private static final double NOISE = 0.05;

  /** A spread beyond which a figure is not kept, where nothing is shared with others. */
  private static final double MOST_SPREAD = 0.10;

  /** The same of the second cache, which pages of memory may fill unevenly. */
  private static final double MOST_SPREAD_L2 = 0.15;

  /** The same of caches and memory that other CPUs, and other virtual machines, use too. */
  private static final double MOST_SPREAD_SHARED = 0.35;

  /** Shares of the time of the CPUs. */
  private static final double MOST_OTHERS = 0.05;

  private static final double MOST_STOLEN = 0.05;

  private LimitRules() {}

  /** Rules that the figures break, a clause each; none of good ones. */
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

  /** Figures whose repetitions lie further apart than they would undisturbed, a clause each. */
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

  /** Whether a level is used by other CPUs too, as a third cache and main memory are. */
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
   * What disturbed a probe, a clause each.
   *
   * @param activity what happened on its CPUs meanwhile
   * @param without how many of all repetitions had no window in which the threads kept their CPUs
   * @param repetitions all of all figures
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
