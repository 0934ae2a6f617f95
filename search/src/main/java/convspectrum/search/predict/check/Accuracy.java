package convspectrum.search.predict.check;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.apache.commons.math3.stat.correlation.KendallsCorrelation;
import org.apache.commons.math3.stat.descriptive.rank.Median;

/**
 * How far predicted times are from measured ones.
 *
 * @param predictor the name of what predicted
 * @param designs how many were compared
 * @param within5 share whose error is at most 5 % of the measured time, 0 to 1
 * @param within10 the same of 10 %
 * @param medianError median of the absolute errors, each as a share of the measured time
 * @param worstError the largest of them
 * @param kendall Kendall's τ-b between predicted and measured times; NaN where it is not defined
 * @param coverage share of intervals that hold the measured time; none of predictors without
 */
public record Accuracy(
    String predictor,
    int designs,
    double within5,
    double within10,
    double medianError,
    double worstError,
    double kendall,
    OptionalDouble coverage) {

  /**
   * The accuracy of predictions.
   *
   * @param predicted milliseconds, one per design
   * @param measured in the same order, above 0
   */
  static Accuracy of(
      String predictor, double[] predicted, double[] measured, OptionalDouble coverage) {
    if (predicted.length != measured.length || predicted.length == 0) {
      throw new IllegalArgumentException(
          "%d predicted and %d measured times; expected as many, and at least one"
              .formatted(predicted.length, measured.length));
    }
    double[] errors = new double[predicted.length];
    for (int i = 0; i < errors.length; i++) {
      errors[i] = Math.abs(predicted[i] - measured[i]) / measured[i];
    }
    return new Accuracy(
        predictor,
        errors.length,
        share(errors, 0.05),
        share(errors, 0.10),
        new Median().evaluate(errors),
        Arrays.stream(errors).max().orElseThrow(),
        errors.length < 2 ? Double.NaN : new KendallsCorrelation().correlation(predicted, measured),
        coverage);
  }

  private static double share(double[] errors, double bound) {
    return (double) Arrays.stream(errors).filter(error -> error <= bound).count() / errors.length;
  }
}
