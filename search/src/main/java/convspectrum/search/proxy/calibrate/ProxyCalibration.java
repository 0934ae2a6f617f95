package convspectrum.search.proxy.calibrate;

import convspectrum.search.design.Network;
import convspectrum.search.proxy.AccuracyProxy;
import convspectrum.search.proxy.Score;
import convspectrum.search.scoring.GraphKey;
import convspectrum.search.scoring.ProxyScorer;
import convspectrum.search.scoring.RankSum;
import convspectrum.search.scoring.ScoreCache;
import convspectrum.spec.parameter.Design;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.correlation.KendallsCorrelation;

/** Scores a sample of a table's networks and correlates each proxy with accuracy, by ranks. */
public final class ProxyCalibration {
  private static final int RESAMPLES = 1000;
  private static final double TOP = 0.2;
  private static final int MOST_FOR_KENDALL = 2000;

  private final AccuracyTable table;
  private final TableDesigns designs;
  private final ProxyScorer scorer;
  private final long seed;
  private final int threads;
  private final ScoreCache cache;

  /** Calibrates the proxies of a scorer on a table. */
  public ProxyCalibration(
      AccuracyTable table,
      TableDesigns designs,
      ProxyScorer scorer,
      long seed,
      int threads,
      ScoreCache cache) {
    this.table = table;
    this.designs = designs;
    this.scorer = scorer;
    this.seed = seed;
    this.threads = threads;
    this.cache = cache;
  }

  /** The given number of rows of the table, drawn by the seed, in the order of drawing. */
  public List<Integer> sample(int count) {
    int[] rows = IntStream.range(0, table.size()).toArray();
    SplittableRandom random = new SplittableRandom(seed);
    int taken = Math.min(count, rows.length);
    for (int i = 0; i < taken; i++) {
      int other = i + random.nextInt(rows.length - i);
      int row = rows[i];
      rows[i] = rows[other];
      rows[other] = row;
    }
    return Arrays.stream(rows).limit(taken).boxed().toList();
  }

  /**
   * The scores of rows, each in the order of the scorer's proxies.
   *
   * @param progress is called after each row
   * @return the scores of all rows; of the first ones only, where the thread is interrupted
   */
  public List<List<ProxyScorer.Scored>> score(List<Integer> rows, IntConsumer progress) {
    List<Design> chosen = rows.stream().map(row -> designs.design(table, row)).toList();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<List<ProxyScorer.Scored>>> futures =
          chosen.stream().map(design -> pool.submit(() -> scored(design))).toList();
      List<List<ProxyScorer.Scored>> scores = new ArrayList<>();
      for (int i = 0; i < futures.size(); i++) {
        Optional<List<ProxyScorer.Scored>> row = result(futures.get(i), pool);
        if (row.isEmpty()) {
          break;
        }
        scores.add(row.get());
        progress.accept(i + 1);
      }
      return scores;
    }
  }

  /** Waits for a result; none where this thread is interrupted, and then nothing else starts. */
  private static <T> Optional<T> result(Future<T> future, ExecutorService pool) {
    try {
      return Optional.of(future.get());
    } catch (ExecutionException e) {
      pool.shutdownNow();
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      pool.shutdownNow();
      return Optional.empty();
    }
  }

  /** All missing scores are computed together, since proxies share passes. */
  private List<ProxyScorer.Scored> scored(Design design) {
    Network network = Network.design(designs.spec(), design, Optional.empty());
    String graph = GraphKey.of(network.graph());
    String conditions = scorer.options().conditions(seed);
    Map<AccuracyProxy, ProxyScorer.Scored> known = new LinkedHashMap<>();
    List<AccuracyProxy> missing = new ArrayList<>();
    for (AccuracyProxy proxy : scorer.options().proxies()) {
      cache
          .get(new ScoreCache.Key(graph, proxy.name(), conditions))
          .ifPresentOrElse(score -> known.put(proxy, score), () -> missing.add(proxy));
    }
    if (!missing.isEmpty()) {
      List<ProxyScorer.Scored> scores =
          new ProxyScorer(scorer.options().with(missing)).score(network, seed);
      cache.put(
          missing.stream()
              .map(proxy -> new ScoreCache.Key(graph, proxy.name(), conditions))
              .toList(),
          scores);
      scores.forEach(score -> known.put(score.proxy(), score));
    }
    return scorer.options().proxies().stream()
        .map(proxy -> Objects.requireNonNull(known.get(proxy)))
        .toList();
  }

  /**
   * How one score agrees with accuracy.
   *
   * @param name of the proxy
   * @param spearman over the sample, with its 95 % interval
   * @param kendall Kendall's τ, in the same way
   * @param top Spearman over the fifth of the sample that is most accurate
   * @param overMacs Spearman of the proxy less that of MACs, over the same resamples
   * @param seconds the mean time per network; NaN where the proxy has no time of its own
   * @param undefined networks without a score, which rank lowest
   */
  public record Agreement(
      String name,
      Estimate spearman,
      Estimate kendall,
      Estimate top,
      Estimate overMacs,
      double seconds,
      int undefined) {}

  /** A value with the ends of its bootstrap interval. */
  public record Estimate(double value, double low, double high) {}

  /**
   * How the proxies, and the default rank-sum where its terms are there, agree with a column.
   *
   * @param rows the rows that were scored
   * @param scores of each row
   */
  public List<Agreement> agreements(
      List<Integer> rows, List<List<ProxyScorer.Scored>> scores, String accuracyColumn) {
    double[] accuracy =
        rows.stream().mapToDouble(row -> table.number(row, accuracyColumn)).toArray();
    List<AccuracyProxy> proxies = scorer.options().proxies();
    int macs = proxies.stream().map(AccuracyProxy::name).toList().indexOf("macs");
    double[] macsScores = macs < 0 ? new double[0] : values(scores, macs);
    List<Agreement> agreements = new ArrayList<>();
    for (int p = 0; p < proxies.size(); p++) {
      int column = p;
      double[] values = values(scores, p);
      int undefined = (int) Arrays.stream(values).filter(Double::isInfinite).count();
      double seconds =
          scores.stream().mapToDouble(row -> row.get(column).seconds()).average().orElse(0);
      agreements.add(
          agreement(proxies.get(p).name(), values, accuracy, macsScores, seconds, undefined));
    }
    rankSum(scores)
        .ifPresent(values ->
            agreements.add(agreement("rank-sum", values, accuracy, macsScores, Double.NaN, 0)));
    return agreements;
  }

  /** Spearman between columns of repeated runs, which even a perfect proxy cannot exceed. */
  public double noiseCeiling(List<Integer> rows, String first, String second) {
    return Ranking.spearman(ranking(rows, first), ranking(rows, second));
  }

  private Ranking ranking(List<Integer> rows, String column) {
    return new Ranking(rows.stream().mapToDouble(row -> table.number(row, column)).toArray());
  }

  /** The default rank-sum per row, with the first rows as sample; empty where a term is missing. */
  public Optional<double[]> rankSum(List<List<ProxyScorer.Scored>> scores) {
    List<String> names = scorer.options().proxies().stream().map(AccuracyProxy::name).toList();
    List<Integer> columns = RankSum.DEFAULT_TERMS.stream().map(names::indexOf).toList();
    if (columns.contains(-1) || scores.isEmpty()) {
      return Optional.empty();
    }
    List<List<Score>> terms =
        scores.stream()
            .map(row -> columns.stream().map(column -> row.get(column).score()).toList())
            .toList();
    int sample = Math.min(RankSum.DEFAULT_SAMPLE, terms.size());
    RankSum sum = new RankSum(RankSum.defaultTerms(), terms.subList(0, sample));
    return Optional.of(terms.stream().mapToDouble(sum::score).toArray());
  }

  /** The scores of one proxy; −∞ where there is none. */
  public static double[] values(List<List<ProxyScorer.Scored>> scores, int proxy) {
    return scores.stream()
        .mapToDouble(row -> row.get(proxy).score().number().orElse(Double.NEGATIVE_INFINITY))
        .toArray();
  }

  private Agreement agreement(
      String name,
      double[] scores,
      double[] accuracy,
      double[] macs,
      double seconds,
      int undefined) {
    Ranking byScore = new Ranking(scores);
    Ranking byAccuracy = new Ranking(accuracy);
    return new Agreement(
        name,
        spearman(byScore, byAccuracy, accuracy.length),
        kendall(scores, accuracy),
        top(scores, accuracy),
        overMacs(byScore, byAccuracy, macs),
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
      return new Estimate(Double.NaN, Double.NaN, Double.NaN);
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
