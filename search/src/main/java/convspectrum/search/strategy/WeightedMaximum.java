package convspectrum.search.strategy;

import java.util.List;

/**
 * Compares designs by one number: the largest of their objectives, each scaled to the range of some
 * designs and weighted (the Chebyshev scalarisation of Bowman, 1976). Designs that break a
 * constraint come last, ordered by their violation.
 */
final class WeightedMaximum {
  private final double[] lows;
  private final double[] factors;

  private WeightedMaximum(double[] lows, double[] factors) {
    this.lows = lows;
    this.factors = factors;
  }

  /** Draws random weights that add up to 1; a single objective gets weight 1. */
  static WeightedMaximum drawn(List<Archive.Entry> entries, SplitMix random) {
    int objectives = entries.getFirst().values().length;
    double[] lows = new double[objectives];
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
      lows[i] = Double.isFinite(low) ? low : 0;
      factors[i] = objectives == 1 ? 1 : -Math.log(1 - random.nextDouble());
      sum += factors[i];
      factors[i] /= high > low ? high - low : 1;
    }
    for (int i = 0; i < objectives; i++) {
      factors[i] /= sum;
    }
    return new WeightedMaximum(lows, factors);
  }

  /** The best of one or more designs; the first of equal ones. */
  Archive.Entry best(List<Archive.Entry> entries) {
    Archive.Entry best = entries.getFirst();
    double least = of(best);
    for (int i = 1; i < entries.size(); i++) {
      Archive.Entry entry = entries.get(i);
      double value = of(entry);
      if (entry.violation() == best.violation()
          ? value < least
          : entry.violation() < best.violation()) {
        best = entry;
        least = value;
      }
    }
    return best;
  }

  private double of(Archive.Entry entry) {
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < lows.length; i++) {
      most = Math.max(most, factors[i] * (entry.value(i) - lows[i]));
    }
    return most;
  }
}
