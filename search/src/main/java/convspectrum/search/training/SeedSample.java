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
    double mean = Arrays.stream(figures).average().orElse(Double.NaN);
    if (figures.length < FEWEST || !Double.isFinite(mean)) {
      return new Estimate(mean, Optional.empty());
    }
    double squares = Arrays.stream(figures).map(x -> (x - mean) * (x - mean)).sum();
    double error = Math.sqrt(squares / (figures.length - 1) / figures.length);
    double quantile =
        new TDistribution(figures.length - 1)
            .inverseCumulativeProbability((1 + Interval.LEVEL) / 2);
    return Estimate.of(mean, new Interval(mean - quantile * error, mean + quantile * error));
  }

  /** The mean of the differences of two figures that come from the same seeds in one order. */
  public static Estimate difference(double[] figures, double[] others) {
    double[] differences = new double[Math.min(figures.length, others.length)];
    Arrays.setAll(differences, i -> figures[i] - others[i]);
    return mean(differences);
  }
}
