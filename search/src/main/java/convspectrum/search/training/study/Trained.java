package convspectrum.search.training.study;

import java.util.List;

/**
 * What is kept of a training.
 *
 * @param validation share of the validation images that it classifies correctly; NaN where there
 *     are none, or the training diverged
 * @param validationLoss mean cross-entropy of these
 * @param test share of the test images; NaN where they were not looked at
 */
record Trained(double validation, double validationLoss, double test) {
  /** A training whose loss was no finite number. */
  static final Trained DIVERGED = new Trained(Double.NaN, Double.NaN, Double.NaN);

  static Trained of(List<Double> figures) {
    return new Trained(figures.get(0), figures.get(1), figures.get(2));
  }

  List<Double> figures() {
    return List.of(validation, validationLoss, test);
  }
}
