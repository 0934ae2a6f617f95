package convspectrum.executor.measure.host;

import convspectrum.executor.statistics.Robust;
import java.util.Arrays;

/**
 * When a warm-up is over. Fixed windows are fooled by slow decay: two neighbouring windows are
 * always alike if they are short enough. Here the windows grow with the warm-up: the medians of its
 * third and its fourth quarter must agree. And where every time of the fourth is below every time
 * of the third, times are visibly still falling, and a tenth of the tolerance is all that is
 * allowed. A decay from twice the plateau is then found over with less than 0.5 % of it left, as
 * long as it takes at most some 200 passes and can be seen in the noise.
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
    double[] third = Arrays.copyOfRange(times, n / 2, n - n / 4);
    double[] fourth = Arrays.copyOfRange(times, n - n / 4, n);
    double change = Robust.median(fourth) / Robust.median(third) - 1;
    boolean falling =
        Arrays.stream(fourth).max().orElseThrow() < Arrays.stream(third).min().orElseThrow();
    return falling ? change >= -tolerance / 10 : Math.abs(change) <= tolerance;
  }

  /** The median of the last quarter: the best guess at the time of a pass. */
  static double lastQuarter(double[] times, int n) {
    return Robust.median(Arrays.copyOfRange(times, Math.min(n - n / 4, n - 1), n));
  }
}
