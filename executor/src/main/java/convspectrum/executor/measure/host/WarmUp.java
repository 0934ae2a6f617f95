package convspectrum.executor.measure.host;

import convspectrum.executor.statistics.Robust;
import java.util.Arrays;

/**
 * The warm-up of a design.
 *
 * <p>It ends once times are steady. Fixed windows miss a slow decay, because two neighbouring
 * windows always agree if they are short enough. Here the windows grow with the warm-up: the
 * medians of its third and its fourth quarter must agree. If every time of the fourth quarter is
 * below every time of the third, times are visibly still falling, and only a tenth of the tolerance
 * is allowed. A decay from twice the plateau is then found to be over when less than 0.5 % of it is
 * left, if it takes at most some 200 passes and is visible in the noise.
 *
 * <p>Comparing an earlier with a later part of one series is Geweke's diagnostic (1992). That a
 * steady state must be verified and may never come is from Georges et al. (OOPSLA 2007) and Barrett
 * et al. (OOPSLA 2017).
 *
 * @param passes passes that were run and not counted
 * @param seconds time they took
 * @param steady whether it became steady; if not, the time limit came first
 */
public record WarmUp(int passes, double seconds, boolean steady) {
  /** Fewest passes, so that each quarter holds two. */
  static final int FEWEST_PASSES = 8;

  /**
   * Whether the first {@code n} times are steady.
   *
   * @param tolerance largest difference between the two quarters, as a share
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

  /** The median of the last quarter: the best estimate of a pass's time, in the times' unit. */
  static double nanosPerPass(double[] times, int n) {
    return Robust.median(Arrays.copyOfRange(times, Math.min(n - n / 4, n - 1), n));
  }
}
