package convspectrum.search.validate;

import convspectrum.executor.statistics.Estimate;
import convspectrum.executor.statistics.Interval;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToDoubleBiFunction;
import org.apache.commons.math3.stat.correlation.KendallsCorrelation;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;

/**
 * How well a figure that needs no measuring orders designs by their times: 1 means the same order,
 * 0 no relation, −1 the reverse order.
 *
 * @param predictor {@code macs}, {@code bytes}, {@code roofline}
 * @param designs how many
 * @param spearman Spearman's ρ: the correlation of ranks
 * @param kendall Kendall's τ-b: of all pairs of designs, those in order less those in reverse
 */
public record Correlation(String predictor, int designs, Estimate spearman, Estimate kendall) {
  /** With fewer designs, an order is too likely by chance: 3 are in order in one of 6 cases. */
  static final int FEWEST = 5;

  private static final int RESAMPLES = 1000;

  /**
   * The correlations of designs; none of fewer than five, or where all are equal. The intervals are
   * bootstrap percentile intervals over designs, for other designs of this kind.
   *
   * @param x the predictor, one value per design
   * @param times in the same order
   */
  static Optional<Correlation> of(String predictor, double[] x, double[] times, long seed) {
    if (x.length < FEWEST || isConstant(x) || isConstant(times)) {
      return Optional.empty();
    }
    SpearmansCorrelation spearman = new SpearmansCorrelation();
    KendallsCorrelation kendall = new KendallsCorrelation();
    return Optional.of(
        new Correlation(
            predictor,
            x.length,
            estimate(spearman::correlation, x, times, seed),
            estimate(kendall::correlation, x, times, seed)));
  }

  private static Estimate estimate(
      ToDoubleBiFunction<double[], double[]> correlation, double[] x, double[] y, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int n = x.length;
    double[] found = new double[RESAMPLES];
    for (int r = 0; r < RESAMPLES; ) {
      double[] drawnX = new double[n];
      double[] drawnY = new double[n];
      for (int i = 0; i < n; i++) {
        int at = random.nextInt(n);
        drawnX[i] = x[at];
        drawnY[i] = y[at];
      }
      if (!isConstant(drawnX) && !isConstant(drawnY)) { // a constant resample has no correlation
        found[r++] = correlation.applyAsDouble(drawnX, drawnY);
      }
    }
    Arrays.sort(found);
    int tail = (int) Math.floor(RESAMPLES * (1 - Interval.LEVEL) / 2);
    return Estimate.of(
        correlation.applyAsDouble(x, y), new Interval(found[tail], found[RESAMPLES - 1 - tail]));
  }

  private static boolean isConstant(double[] values) {
    return Arrays.stream(values).distinct().limit(2).count() < 2;
  }
}
