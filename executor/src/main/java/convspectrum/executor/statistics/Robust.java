package convspectrum.executor.statistics;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;

/** Location and spread estimates that resist outliers; they reject NaN and empty samples. */
public final class Robust {
  /**
   * Factor from the median absolute deviation to an estimate of the standard deviation of normal
   * noise: 1 / Φ⁻¹(3/4).
   */
  public static final double MAD_TO_SIGMA = 1.482602218505602;

  private Robust() {}

  /** Returns the middle value, or the mean of the two middle values if their number is even. */
  public static double median(double[] samples) {
    return medianOfSorted(sorted(samples));
  }

  /** Returns the median of a list. */
  public static double median(List<Double> samples) {
    return median(samples.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /**
   * Returns a quantile, interpolated linearly between samples (type 7 of Hyndman &amp; Fan 1996,
   * the default of NumPy and R).
   *
   * @param p 0 for the smallest sample, 1 for the largest
   */
  public static double quantile(double[] samples, double p) {
    double[] sorted = sorted(samples);
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException("quantile " + p + "; expected 0 to 1");
    }
    if (p == 0) {
      return sorted[0]; // Commons Math only takes percentiles above 0
    }
    return new Percentile(100 * p).withEstimationType(EstimationType.R_7).evaluate(sorted);
  }

  /** Returns the median absolute deviation, not scaled; see {@link #MAD_TO_SIGMA}. */
  public static double mad(double[] samples) {
    double median = median(samples);
    double[] deviations = new double[samples.length];
    for (int i = 0; i < samples.length; i++) {
      deviations[i] = Math.abs(samples[i] - median);
    }
    return median(deviations);
  }

  static double[] sorted(double[] samples) {
    if (samples.length == 0) {
      throw new IllegalArgumentException("no samples; expected at least one");
    }
    double[] sorted = samples.clone();
    Arrays.sort(sorted);
    if (Double.isNaN(sorted[sorted.length - 1])) { // NaN sorts last
      throw new IllegalArgumentException("a sample is NaN");
    }
    return sorted;
  }

  static double medianOfSorted(double[] sorted) {
    int n = sorted.length;
    return n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
  }
}
