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

  private final double[] accuracy;
  private final double[] macs;
  private final long seed;

  /**
   * @param accuracy of each network
   * @param macs of each network; empty where they were not counted
   * @param seed of the resamples
   */
  Agreements(double[] accuracy, double[] macs, long seed) {
    this.accuracy = accuracy;
    this.macs = macs;
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
    if (defined.length < 2) {
      return new Agreement(
          name, Estimate.NONE, Estimate.NONE, Estimate.NONE, Estimate.NONE, seconds, undefined);
    }
    double[] known = taken(scores, defined);
    double[] accuracies = taken(accuracy, defined);
    Ranking byScore = new Ranking(known);
    Ranking byAccuracy = new Ranking(accuracies);
    return new Agreement(
        name,
        spearman(byScore, byAccuracy, known.length),
        kendall(known, accuracies),
        top(known, accuracies),
        overMacs(byScore, byAccuracy, macs.length == 0 ? macs : taken(macs, defined)),
        seconds,
        undefined);
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

  private Estimate top(double[] scores, double[] accuracy) {
    double[] sorted = accuracy.clone();
    Arrays.sort(sorted);
    double least = sorted[(int) Math.floor((1 - TOP) * (sorted.length - 1))];
    int[] best = IntStream.range(0, accuracy.length).filter(i -> accuracy[i] >= least).toArray();
    return spearman(
        new Ranking(taken(scores, best)), new Ranking(taken(accuracy, best)), best.length);
  }

  private Estimate overMacs(Ranking byScore, Ranking byAccuracy, double[] macs) {
    if (macs.length == 0) {
      return Estimate.NONE;
    }
    Ranking byMacs = new Ranking(macs);
    return interval(
        Ranking.spearman(byScore, byAccuracy) - Ranking.spearman(byMacs, byAccuracy),
        macs.length,
        counts ->
            Ranking.spearman(byScore, byAccuracy, counts)
                - Ranking.spearman(byMacs, byAccuracy, counts));
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

  private static double[] taken(double[] x, int[] rows) {
    return Arrays.stream(rows).mapToDouble(row -> x[row]).toArray();
  }
}
