package convspectrum.search.strategy;

import java.util.Comparator;
import java.util.List;

/**
 * A design that {@link Guided} may propose, and what it is expected to gain.
 *
 * @param number in the order of drawing
 * @param points its objectives at each of {@link #QUANTILES} of their predictions; empty where not
 *     even the first would improve the front
 * @param feasible the predicted probability that it keeps the constraints
 * @param upon the front that it is to improve
 * @param gain the mean improvement over the quantiles, times the probability
 */
record Candidate(
    Encoding encoding,
    int number,
    List<double[]> points,
    double feasible,
    Improvement upon,
    double gain) {
  /** Three-point Gauss-Hermite quadrature has its nodes at 0 and ±√3, with weights 4:1:1. */
  static final List<Double> QUANTILES = List.of(-Math.sqrt(3), 0.0, Math.sqrt(3));

  private static final double[] WEIGHTS = {1 / 6., 4 / 6., 1 / 6.};

  /** Of equal gains the first drawn comes first. */
  static final Comparator<Candidate> BEST_FIRST =
      Comparator.comparingDouble((Candidate one) -> -one.gain())
          .thenComparingInt(Candidate::number);

  /** A design and its gain. */
  static Candidate of(
      Encoding encoding, int number, List<double[]> points, double feasible, Improvement upon) {
    double sum = 0;
    for (int q = 0; q < points.size(); q++) {
      double gain = upon.of(points.get(q));
      if (gain == 0) {
        break; // if a better quantile gains nothing, a worse one does not either
      }
      sum += WEIGHTS[q] * gain;
    }
    return new Candidate(encoding, number, points, feasible, upon, sum * feasible);
  }

  /** The same design upon a front that others were added to. */
  Candidate upon(Improvement front) {
    return of(encoding, number, points, feasible, front);
  }

  /** The front with this design on it, if it is expected there and to keep the constraints. */
  Improvement believed() {
    return points.isEmpty() || feasible < 0.5 ? upon : upon.with(points.get(1));
  }
}
