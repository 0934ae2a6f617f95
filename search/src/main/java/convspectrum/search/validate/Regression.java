package convspectrum.search.validate;

import convspectrum.executor.statistics.Estimate;
import convspectrum.executor.statistics.Interval;
import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * The straight line of least squares through log time over log MACs: time ∝ MACs^slope. A slope of
 * 1 means that time is proportional to MACs; of ½ that a quarter of the MACs takes half the time.
 *
 * @param designs how many
 * @param slope with the interval of Student's t
 * @param rSquared share of the variance of log time that the line explains
 */
public record Regression(int designs, Estimate slope, double rSquared) {
  private static final int FEWEST = 4;

  /**
   * The line; none of fewer than four designs, or where all have as many MACs.
   *
   * @param macs above 0
   * @param times in the same order, above 0
   */
  static Optional<Regression> of(double[] macs, double[] times) {
    if (macs.length < FEWEST || Arrays.stream(macs).distinct().count() < 2) {
      return Optional.empty();
    }
    SimpleRegression line = new SimpleRegression();
    for (int i = 0; i < macs.length; i++) {
      line.addData(Math.log(macs[i]), Math.log(times[i]));
    }
    double half = line.getSlopeConfidenceInterval(1 - Interval.LEVEL);
    double slope = line.getSlope();
    return Optional.of(
        new Regression(
            macs.length,
            Estimate.of(slope, new Interval(slope - half, slope + half)),
            line.getRSquare()));
  }
}
