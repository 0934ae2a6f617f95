package convspectrum.search.strategy;

import java.util.Arrays;

/**
 * A ridge regression of one figure on the choices of a design, on all pairs of its choices, and on
 * its cheap figures (linear and squared). It is fitted online: every call of {@link #fit} continues
 * from the last solution with a few sweeps of coordinate descent (Gauss-Seidel on the normal
 * equations), whose cost is proportional to the number of observations times features that are on.
 *
 * <p>The figure is predicted on the scale of ln(value − origin), where the origin lies below the
 * best value by {@value #ORIGIN} times the distance from the best value to the median: differences
 * between good designs count more than those between bad ones, and neither the unit of the figure
 * nor where its zero lies matters.
 */
final class PairwiseRidge {
  private static final double ORIGIN = 1.3;
  private static final int SWEEPS = 4;
  private static final double SINGLE_PENALTY = 0.5;
  private static final double PAIR_PENALTY = 3;
  private static final double KNOWN_PENALTY = 0.3;

  private final Features features;
  private final int known;
  private final double[] weights;
  private final double[] steps;
  private final double[] spareSteps;
  private final double[] knownWeights;
  private double intercept;
  private double origin;
  private double mean;
  private double deviation = 1;
  private double error = 1;

  /**
   * A regression that predicts the same value for every design.
   *
   * @param features of the observations
   * @param known the number of cheap figures
   */
  PairwiseRidge(Features features, int known) {
    this.features = features;
    this.known = known;
    this.weights = new double[features.count()];
    this.steps = new double[features.largestGroup()];
    this.spareSteps = new double[features.largestGroup()];
    this.knownWeights = new double[2 * known];
  }

  /**
   * Continues fitting.
   *
   * @param values of the observations; a value that is not finite is replaced by the worst of the
   *     others
   */
  void fit(double[] values) {
    double[] residuals = standardised(values);
    subtractPredictions(residuals);
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      sweep(residuals);
    }
    double sum = 0;
    for (double residual : residuals) {
      sum += residual * residual;
    }
    error = Math.sqrt(sum / residuals.length);
  }

  private double[] standardised(double[] values) {
    double[] sorted = new double[Math.max(1, values.length)];
    int finite = 0;
    for (double value : values) {
      if (Double.isFinite(value)) {
        sorted[finite++] = value;
      }
    }
    Arrays.sort(sorted, 0, finite);
    double best = sorted[0];
    double worst = sorted[Math.max(0, finite - 1)];
    double spread = sorted[finite / 2] - best;
    origin = best - Math.max(ORIGIN * spread, Math.max(1e-3 * (worst - best), 1e-9));
    double[] logs = new double[values.length];
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      logs[i] = Math.log((Double.isFinite(values[i]) ? values[i] : worst) - origin);
      sum += logs[i];
    }
    mean = sum / logs.length;
    double squares = 0;
    for (double log : logs) {
      squares += (log - mean) * (log - mean);
    }
    deviation = Math.max(Math.sqrt(squares / logs.length), 1e-12);
    for (int i = 0; i < logs.length; i++) {
      logs[i] = (logs[i] - mean) / deviation;
    }
    return logs;
  }

  private void subtractPredictions(double[] residuals) {
    double[] sums = new double[residuals.length];
    for (int group = 0; group < features.groups(); group++) {
      int[] column = features.column(group);
      int start = features.start(group);
      for (int i = 0; i < sums.length; i++) {
        sums[i] += weights[start + column[i]];
      }
    }
    for (int i = 0; i < sums.length; i++) {
      double prediction = intercept + sums[i];
      for (int k = 0; k < known; k++) {
        double x = features.known(k)[i];
        prediction += (knownWeights[2 * k] + knownWeights[2 * k + 1] * x) * x;
      }
      residuals[i] -= prediction;
    }
  }

  private void sweep(double[] residuals) {
    double shift = Arrays.stream(residuals).average().orElse(0);
    intercept += shift;
    for (int i = 0; i < residuals.length; i++) {
      residuals[i] -= shift;
    }
    for (int k = 0; k < known; k++) {
      for (int power = 0; power < 2; power++) {
        descendKnown(residuals, k, power);
      }
    }
    // In each observation one feature of a group is on, so that the coordinates of a group are
    // independent and one pass descends along all of them. The pass for a group also subtracts from
    // the residuals what the group before explained.
    int[] before = features.column(0);
    double[] taken = steps;
    double[] next = spareSteps;
    Arrays.fill(taken, 0);
    for (int group = 0; group < features.groups(); group++) {
      int[] column = features.column(group);
      int start = features.start(group);
      int members = features.start(group + 1) - start;
      double penalty = features.isSingle(group) ? SINGLE_PENALTY : PAIR_PENALTY;
      for (int i = 0; i < members; i++) {
        next[i] = -penalty * weights[start + i];
      }
      descend(residuals, before, taken, column, next);
      for (int i = 0; i < members; i++) {
        next[i] /= features.observations(start + i) + penalty;
        weights[start + i] += next[i];
      }
      double[] spare = taken;
      taken = next;
      next = spare;
      before = column;
    }
    for (int i = 0; i < residuals.length; i++) {
      residuals[i] -= taken[before[i]];
    }
  }

  /** Subtracts the steps of one group from the residuals and sums these by members of the next. */
  private static void descend(
      double[] residuals, int[] before, double[] taken, int[] column, double[] gradients) {
    for (int i = 0; i < residuals.length; i++) {
      double residual = residuals[i] - taken[before[i]];
      residuals[i] = residual;
      gradients[column[i]] += residual;
    }
  }

  private void descendKnown(double[] residuals, int k, int power) {
    int at = 2 * k + power;
    double[] xs = features.known(k);
    double gradient = -KNOWN_PENALTY * knownWeights[at];
    double curvature = KNOWN_PENALTY;
    for (int i = 0; i < residuals.length; i++) {
      double regressor = power == 0 ? xs[i] : xs[i] * xs[i];
      gradient += residuals[i] * regressor;
      curvature += regressor * regressor;
    }
    double step = gradient / curvature;
    knownWeights[at] += step;
    for (int i = 0; i < residuals.length; i++) {
      residuals[i] -= step * (power == 0 ? xs[i] : xs[i] * xs[i]);
    }
  }

  /** The prediction for a design, in standard units: see {@link #value}. */
  double predict(int[] indices, double[] standardKnown) {
    double prediction = intercept + features.sum(indices, weights);
    for (int k = 0; k < known; k++) {
      double x = standardKnown[k];
      prediction += (knownWeights[2 * k] + knownWeights[2 * k + 1] * x) * x;
    }
    return prediction;
  }

  /** The root mean square of the residuals, in standard units. */
  double error() {
    return error;
  }

  /** The figure that a prediction in standard units stands for. */
  double value(double standard) {
    return Math.exp(standard * deviation + mean) + origin;
  }
}
