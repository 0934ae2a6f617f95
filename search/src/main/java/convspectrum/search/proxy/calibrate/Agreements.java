package convspectrum.search.proxy.calibrate;

import convspectrum.search.proxy.calibrate.Agreement.Estimate;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.correlation.KendallsCorrelation;

/** Correlates scores with accuracies, by ranks. A network without a score is ranked nowhere. */
final class Agreements {
  private static final int RESAMPLES = 1000;
  private static final double TOP = 0.2;
  private static final int MOST_FOR_KENDALL = 2000;

  private final String column;
  private final double[] accuracy;
  private final double[] macs;
  private final double[] liveMacs;
  private final long seed;

  /**
   * Of networks.
   *
   * @param column name of the accuracies
   * @param accuracy of each network
   * @param macs of each network
   * @param liveMacs of each network
   * @param seed of the resamples
   */
  Agreements(String column, double[] accuracy, double[] macs, double[] liveMacs, long seed) {
    this.column = column;
    this.accuracy = accuracy;
    this.macs = macs;
    this.liveMacs = liveMacs;
    this.seed = seed;
  }

  /**
   * How a score agrees with accuracy.
   *
   * @param scores of each network; NaN where there is none
   */
  Agreement of(String name, double[] scores, double seconds) {
    int[] defined =
        IntStream.range(0, scores.length).filter(i -> !Double.isNaN(scores[i])).toArray();
    int undefined = scores.length - defined.length;
    Estimate none = Estimate.NONE;
    if (defined.length < 2) {
      return new Agreement(column, name, none, none, none, none, none, none, seconds, undefined);
    }
    double[] known = taken(scores, defined);
    double[] accuracies = taken(accuracy, defined);
    Ranking byScore = new Ranking(known);
    Ranking byAccuracy = new Ranking(accuracies);
    int[] best = top(accuracy, defined);
    Ranking bestByScore = new Ranking(taken(scores, best));
    Ranking bestByAccuracy = new Ranking(taken(accuracy, best));
    return new Agreement(
        column,
        name,
        spearman(byScore, byAccuracy, known.length),
        kendall(known, accuracies),
        spearman(bestByScore, bestByAccuracy, best.length),
        over(byScore, byAccuracy, taken(macs, defined)),
        over(byScore, byAccuracy, taken(liveMacs, defined)),
        over(bestByScore, bestByAccuracy, taken(macs, best)),
        seconds,
        undefined);
  }

  /** Of these networks the fifth that is most accurate, and what is as accurate as the last. */
  static int[] top(double[] accuracy, int[] networks) {
    double[] sorted = taken(accuracy, networks);
    Arrays.sort(sorted);
    double least = sorted[(int) Math.floor((1 - TOP) * (sorted.length - 1))];
    return Arrays.stream(networks).filter(i -> accuracy[i] >= least).toArray();
  }

  private Estimate spearman(Ranking x, Ranking y, int count) {
    return interval(Ranking.spearman(x, y), count, counts -> Ranking.spearman(x, y, counts));
  }

  /** No interval is computed if a thousand resamples of the networks would take minutes. */
  private Estimate kendall(double[] x, double[] y) {
    KendallsCorrelation kendalls = new KendallsCorrelation();
    double value = kendalls.correlation(x, y);
    return x.length > MOST_FOR_KENDALL
        ? new Estimate(value, Double.NaN, Double.NaN)
        : interval(
            value,
            x.length,
            counts -> kendalls.correlation(repeated(x, counts), repeated(y, counts)));
  }

  /** Spearman of a score less that of a baseline. */
  private Estimate over(Ranking byScore, Ranking byAccuracy, double[] baseline) {
    Ranking byBaseline = new Ranking(baseline);
    return interval(
        Ranking.spearman(byScore, byAccuracy) - Ranking.spearman(byBaseline, byAccuracy),
        baseline.length,
        counts ->
            Ranking.spearman(byScore, byAccuracy, counts)
                - Ranking.spearman(byBaseline, byAccuracy, counts));
  }

  /** The middle 95 % over resamples with replacement, which are the same for every proxy. */
  private Estimate interval(double value, int count, ToDoubleFunction<int[]> resampled) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      int[] counts = new int[count];
      random.ints(count, 0, count).forEach(row -> counts[row]++);
      values[i] = resampled.applyAsDouble(counts);
    }
    // A constant resample gives NaN, which sorts last.
    Arrays.sort(values);
    int cut = RESAMPLES / 40;
    return new Estimate(value, values[cut], values[RESAMPLES - 1 - cut]);
  }

  private static double[] repeated(double[] x, int[] counts) {
    return IntStream.range(0, x.length)
        .flatMap(row -> IntStream.generate(() -> row).limit(counts[row]))
        .mapToDouble(row -> x[row])
        .toArray();
  }

  static double[] taken(double[] x, int[] rows) {
    return Arrays.stream(rows).mapToDouble(row -> x[row]).toArray();
  }
}
