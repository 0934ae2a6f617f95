package convspectrum.search.strategy;

import java.util.List;

/**
 * Compares designs by one number: the largest of their objectives, each scaled to the range of some
 * designs and weighted (the Chebyshev scalarisation of Bowman, 1976). Those that break a constraint
 * come last, by how far they do.
 */
final class WeightedMaximum {
  private final double[] least;
  private final double[] factors;

  private WeightedMaximum(double[] least, double[] factors) {
    this.least = least;
    this.factors = factors;
  }

  /** With random weights that add to 1; a single objective has all the weight. */
  static WeightedMaximum drawn(List<Archive.Entry> entries, SplitMix random) {
    int objectives = entries.getFirst().values().length;
    double[] least = new double[objectives];
    double[] factors = new double[objectives];
    double sum = 0;
    for (int i = 0; i < objectives; i++) {
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (Archive.Entry entry : entries) {
        double value = entry.value(i);
        if (Double.isFinite(value)) {
          low = Math.min(low, value);
          high = Math.max(high, value);
        }
      }
      least[i] = Double.isFinite(low) ? low : 0;
      factors[i] = objectives == 1 ? 1 : -Math.log(1 - random.nextDouble());
      sum += factors[i];
      factors[i] /= high > low ? high - low : 1;
    }
    for (int i = 0; i < objectives; i++) {
      factors[i] /= sum;
    }
    return new WeightedMaximum(least, factors);
  }

  boolean isBetter(Archive.Entry a, Archive.Entry b) {
    return a.violation() == b.violation() ? of(a) < of(b) : a.violation() < b.violation();
  }

  private double of(Archive.Entry entry) {
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < least.length; i++) {
      most = Math.max(most, factors[i] * (entry.value(i) - least[i]));
    }
    return most;
  }
}
