package convspectrum.search.predict.check;

import java.util.Arrays;

/**
 * The line {@code time = intercept + slope · x} with the least squares of relative errors: a
 * deviation counts as its share of the measured time, which is how predictions are judged.
 *
 * @param intercept milliseconds
 * @param slope milliseconds for one unit of x
 */
record RelativeLine(double intercept, double slope) {
  /**
   * The line through examples. Where all x are equal it is level.
   *
   * @param x one per example
   * @param times in the same order, above 0
   */
  static RelativeLine of(double[] x, double[] times) {
    double[] weights = Arrays.stream(times).map(time -> 1 / (time * time)).toArray();
    double all = Arrays.stream(weights).sum();
    double meanX = 0;
    double meanTime = 0;
    for (int i = 0; i < x.length; i++) {
      meanX += weights[i] * x[i] / all;
      meanTime += weights[i] * times[i] / all;
    }
    double covariance = 0;
    double variance = 0;
    for (int i = 0; i < x.length; i++) {
      covariance += weights[i] * (x[i] - meanX) * (times[i] - meanTime);
      variance += weights[i] * (x[i] - meanX) * (x[i] - meanX);
    }
    double slope = variance > 0 ? covariance / variance : 0;
    return new RelativeLine(meanTime - slope * meanX, slope);
  }

  double at(double x) {
    return intercept + slope * x;
  }

  /** The mean of squared relative errors over examples. */
  double error(double[] x, double[] times) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      double error = at(x[i]) / times[i] - 1;
      sum += error * error;
    }
    return sum / x.length;
  }
}
