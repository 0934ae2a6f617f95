package convspectrum.search.strategy;

import java.util.Arrays;

/**
 * A ridge regression of one figure on the choices of a design, on all pairs of its choices, and on
 * what is known of it for nothing (linear and squared). Fitted online: every call of {@link #fit}
 * goes on from the last solution by a few sweeps of coordinate descent (Gauss-Seidel on the normal
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
  private final double[] knownWeights;
  private double intercept;
  private double origin;
  private double mean;
  private double deviation = 1;
  private double error = 1;

  /**
   * A regression that predicts alike for all.
   *
   * @param features of the observations
   * @param known the number of figures that are known for nothing
   */
  PairwiseRidge(Features features, int known) {
    this.features = features;
    this.known = known;
    this.weights = new double[features.count()];
    this.knownWeights = new double[2 * known];
  }

  /**
   * Goes on fitting.
   *
   * @param values of the observations; what is not finite stands for the worst of the others
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
    double[] sorted = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
    if (sorted.length == 0) {
      sorted = new double[] {0};
    }
    double best = sorted[0];
    double worst = sorted[sorted.length - 1];
    double spread = sorted[sorted.length / 2] - best;
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
    for (int i = 0; i < residuals.length; i++) {
      double prediction = intercept + features.sum(i, weights);
      for (int k = 0; k < known; k++) {
        double x = features.known(i, k);
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
    for (int feature = 0; feature < weights.length; feature++) {
      int on = features.observations(feature);
      if (on > 0) {
        int[] rows = features.rows(feature);
        double penalty = features.isSingle(feature) ? SINGLE_PENALTY : PAIR_PENALTY;
        double gradient = -penalty * weights[feature];
        for (int i = 0; i < on; i++) {
          gradient += residuals[rows[i]];
        }
        double step = gradient / (on + penalty);
        weights[feature] += step;
        for (int i = 0; i < on; i++) {
          residuals[rows[i]] -= step;
        }
      }
    }
  }

  private void descendKnown(double[] residuals, int k, int power) {
    int at = 2 * k + power;
    double gradient = -KNOWN_PENALTY * knownWeights[at];
    double curvature = KNOWN_PENALTY;
    for (int i = 0; i < residuals.length; i++) {
      double x = features.known(i, k);
      double regressor = power == 0 ? x : x * x;
      gradient += residuals[i] * regressor;
      curvature += regressor * regressor;
    }
    double step = gradient / curvature;
    knownWeights[at] += step;
    for (int i = 0; i < residuals.length; i++) {
      double x = features.known(i, k);
      residuals[i] -= step * (power == 0 ? x : x * x);
    }
  }

  /** What to expect of a design, in standard units: see {@link #value}. */
  double predict(int[] genes, double[] standardKnown) {
    double prediction = intercept + features.sum(genes, weights);
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
