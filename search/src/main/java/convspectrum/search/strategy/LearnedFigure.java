package convspectrum.search.strategy;

/**
 * A figure of a design, as two {@linkplain PairwiseRidge regressions} predict it on average. One of
 * them also reads the cheap figures.
 *
 * <p>Where widths are searched, MACs say most of what is to be known of an accuracy, and the
 * regression that reads them knows it after few evaluations. Where the wiring of a cell is
 * searched, that regression takes for an effect of MACs what is one of single edges, and errs most
 * at the ends of the front. Neither can be told from the other by its errors in time; their mean is
 * close to the better one in both cases.
 */
final class LearnedFigure {
  private final PairwiseRidge all;
  private final PairwiseRidge choices;

  /**
   * A figure of which nothing is known.
   *
   * @param features of the observations
   * @param known the number of cheap figures; without one there is one regression
   */
  LearnedFigure(Features features, int known) {
    this.all = new PairwiseRidge(features, known);
    this.choices = known > 0 ? new PairwiseRidge(features, 0) : all;
  }

  /**
   * Continues learning.
   *
   * @param values of the observations; those that are not finite are replaced by the worst
   */
  void fit(double[] values) {
    all.fit(values);
    if (choices != all) {
      choices.fit(values);
    }
  }

  /** The prediction for a design, in standard units: see {@link #value}. */
  double predict(int[] indices, double[] standardKnown) {
    double prediction = all.predict(indices, standardKnown);
    return choices == all ? prediction : (prediction + choices.predict(indices, standardKnown)) / 2;
  }

  /** The root mean square of the residuals, in standard units. */
  double error() {
    return (all.error() + choices.error()) / 2;
  }

  /** The figure that a prediction in standard units stands for; both regressions agree on it. */
  double value(double standard) {
    return all.value(standard);
  }
}
