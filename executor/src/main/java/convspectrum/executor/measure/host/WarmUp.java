package convspectrum.executor.measure.host;

import convspectrum.executor.statistics.Robust;
import java.util.Arrays;

/**
 * How a design was warmed up.
 *
 * <p>It ends once times are steady. Fixed windows are fooled by slow decay: two neighbouring
 * windows are always alike if they are short enough. Here the windows grow with the warm-up: the
 * medians of its third and its fourth quarter must agree. And where every time of the fourth is
 * below every time of the third, times are visibly still falling, and a tenth of the tolerance is
 * all that is allowed. A decay from twice the plateau is then found over with less than 0.5 % of it
 * left, as long as it takes at most some 200 passes and can be seen in the noise.
 *
 * <p>Comparing an earlier with a later part of one series is Geweke's diagnostic (1992); that a
 * steady state must be looked for and not assumed, and may never come, is from Georges et al.
 * (OOPSLA 2007) and Barrett et al. (OOPSLA 2017).
 *
 * @param passes passes run and not counted
 * @param seconds time they took
 * @param steady whether it was found steady; if not, time was up first
 */
public record WarmUp(int passes, double seconds, boolean steady) {
  /** Each quarter then holds two passes. */
  static final int FEWEST_PASSES = 8;

  /**
   * Whether the first {@code n} times have settled.
   *
   * @param tolerance share by which the two quarters may differ
   */
  static boolean isOver(double[] times, int n, double tolerance) {
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

  /**
   * The median of the last quarter: the best guess at the time of a pass, in the unit of the times.
   */
  static double nanosPerPass(double[] times, int n) {
    return Robust.median(Arrays.copyOfRange(times, Math.min(n - n / 4, n - 1), n));
  }
}
