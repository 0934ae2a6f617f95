package convspectrum.executor.measure;

import convspectrum.executor.statistics.Robust;
import java.util.Arrays;

/**
 * When a warm-up is over. Fixed windows are fooled by slow decay: two neighbouring windows are
 * always alike if they are short enough. Here the windows grow with the warm-up: the medians of its
 * third and its fourth quarter must agree. For times that decay exponentially to a plateau from
 * twice its height, a 2 % agreement leaves less than 0.5 % of excess, however slow the decay.
 *
 * <p>Comparing an earlier with a later part of one series is Geweke's diagnostic (1992); that a
 * steady state must be looked for and not assumed, and may never come, is from Georges et al.
 * (OOPSLA 2007) and Barrett et al. (OOPSLA 2017).
 */
final class SteadyState {
  /** Each quarter then holds two passes. */
  static final int FEWEST_PASSES = 8;

  private SteadyState() {}

  /**
   * Whether the first {@code n} times have settled.
   *
   * @param tolerance share by which the two quarters may differ
   */
  static boolean reached(double[] times, int n, double tolerance) {
    if (n < FEWEST_PASSES) {
      return false;
    }
    double third = Robust.median(Arrays.copyOfRange(times, n / 2, n - n / 4));
    double fourth = lastQuarter(times, n);
    return Math.abs(fourth / third - 1) <= tolerance;
  }

  /** The median of the last quarter: the best guess at the time of a pass. */
  static double lastQuarter(double[] times, int n) {
    return Robust.median(Arrays.copyOfRange(times, Math.min(n - n / 4, n - 1), n));
  }
}
