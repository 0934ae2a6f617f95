package convspectrum.search.training;

import convspectrum.executor.statistics.Estimate;
import convspectrum.executor.statistics.Interval;
import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * The mean of a figure over seeds. Its 95 % interval is that of Student's t-distribution, since
 * seeds are few: with 0.90 and 0.92 the mean is 0.91 ± 12.706 · 0.01.
 */
public final class SeedSample {
  /** One seed says nothing about the spread. */
  private static final int FEWEST = 2;

  private SeedSample() {}

  /** The mean of figures; without an interval for less than two of them. */
  public static Estimate mean(double[] figures) {
    return mean(figures, Interval.LEVEL, 0);
  }

  /**
   * The same with an interval of another level.
   *
   * @param level probability with which the interval is meant to hold the true mean
   * @param least the least standard deviation of a figure that is believed: figures that come in
   *     steps may be equal by chance
   */
  public static Estimate mean(double[] figures, double level, double least) {
    double mean = Arrays.stream(figures).average().orElse(Double.NaN);
    if (figures.length < FEWEST || !Double.isFinite(mean)) {
      return new Estimate(mean, Optional.empty());
    }
    double error = error(figures, mean, least);
    double quantile =
        new TDistribution(figures.length - 1).inverseCumulativeProbability((1 + level) / 2);
    return Estimate.of(mean, new Interval(mean - quantile * error, mean + quantile * error));
  }

  private static double error(double[] figures, double mean, double least) {
    double squares = Arrays.stream(figures).map(x -> (x - mean) * (x - mean)).sum();
    return Math.max(least, Math.sqrt(squares / (figures.length - 1))) / Math.sqrt(figures.length);
  }

  /** The standard error of the mean of figures; NaN for less than two of them. */
  public static double error(double[] figures) {
    return figures.length < FEWEST
        ? Double.NaN
        : error(figures, Arrays.stream(figures).average().orElseThrow(), 0);
  }

  /** The mean of the differences of two figures that come from the same seeds in one order. */
  public static Estimate difference(double[] figures, double[] others) {
    double[] differences = new double[Math.min(figures.length, others.length)];
    Arrays.setAll(differences, i -> figures[i] - others[i]);
    return mean(differences);
  }
}
