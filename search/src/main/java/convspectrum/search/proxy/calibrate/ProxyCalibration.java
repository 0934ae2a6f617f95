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
import java.util.HashMap;
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
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Scores a sample of a table's networks and correlates each proxy with accuracy, by ranks. */
public final class ProxyCalibration {
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

  /**
   * The given number of rows of the table, drawn by the seed, in the order of drawing.
   *
   * @throws convspectrum.spec.fault.SpecException where a network is drawn twice, which would count
   *     it twice
   */
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
    List<Integer> drawn = Arrays.stream(rows).limit(taken).boxed().toList();
    Map<Design, Integer> seen = new HashMap<>();
    for (int row : drawn) {
      Integer first = seen.putIfAbsent(designs.design(table, row), row);
      if (first != null) {
        throw table.fault(
            Math.max(first, row),
            "is the network of row " + (Math.min(first, row) + 1) + " again",
            "each network once");
      }
    }
    return drawn;
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
    String plain = GraphKey.of(network, List.of());
    String conditions = scorer.options().conditions(seed);
    Function<AccuracyProxy, ScoreCache.Key> key =
        proxy ->
            new ScoreCache.Key(
                proxy.readsBlocks() ? GraphKey.of(network, List.of(proxy)) : plain,
                proxy.name(),
                conditions);
    Map<AccuracyProxy, ProxyScorer.Scored> known = new LinkedHashMap<>();
    List<AccuracyProxy> missing = new ArrayList<>();
    for (AccuracyProxy proxy : scorer.options().proxies()) {
      cache
          .get(key.apply(proxy))
          .ifPresentOrElse(score -> known.put(proxy, score), () -> missing.add(proxy));
    }
    if (!missing.isEmpty()) {
      List<ProxyScorer.Scored> scores =
          new ProxyScorer(scorer.options().with(missing)).score(network, seed);
      cache.put(missing.stream().map(key).toList(), scores);
      scores.forEach(score -> known.put(score.proxy(), score));
    }
    return scorer.options().proxies().stream()
        .map(proxy -> Objects.requireNonNull(known.get(proxy)))
        .toList();
  }

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
    Agreements correlated = new Agreements(accuracy, macsScores, seed);
    List<Agreement> agreements = new ArrayList<>();
    for (int p = 0; p < proxies.size(); p++) {
      int column = p;
      double seconds =
          scores.stream().mapToDouble(row -> row.get(column).seconds()).average().orElse(0);
      agreements.add(correlated.of(proxies.get(p).name(), values(scores, p), seconds));
    }
    rankSum(scores)
        .ifPresent(values -> agreements.add(correlated.of("rank-sum", values, Double.NaN)));
    return agreements;
  }

  /** Spearman between columns of repeated runs, which even a perfect proxy cannot exceed. */
  public double noiseCeiling(List<Integer> rows, String first, String second) {
    return Ranking.spearman(ranking(rows, first), ranking(rows, second));
  }

  private Ranking ranking(List<Integer> rows, String column) {
    return new Ranking(rows.stream().mapToDouble(row -> table.number(row, column)).toArray());
  }

  /**
   * The default rank-sum per row, with the first rows as sample; NaN for a row without one, empty
   * where a term was not asked for.
   */
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
    return Optional.of(
        terms.stream().mapToDouble(row -> sum.score(row).number().orElse(Double.NaN)).toArray());
  }

  /** How many networks each proxy has no score for, and why, a sentence for each. */
  public List<String> missing(List<List<ProxyScorer.Scored>> scores) {
    List<String> sentences = new ArrayList<>();
    for (int p = 0; p < scorer.options().proxies().size(); p++) {
      int column = p;
      List<String> reasons =
          scores.stream()
              .map(row -> row.get(column).score())
              .flatMap(score ->
                  score instanceof Score.Undefined(String reason)
                      ? Stream.of(reason)
                      : Stream.empty())
              .toList();
      if (!reasons.isEmpty()) {
        sentences.add(
            "%s: undefined for %d of %d networks, which are not ranked; of the first: %s."
                .formatted(
                    scorer.options().proxies().get(p).name(),
                    reasons.size(),
                    scores.size(),
                    reasons.getFirst()));
      }
    }
    return sentences;
  }

  /** The scores of one proxy; NaN where there is none. */
  public static double[] values(List<List<ProxyScorer.Scored>> scores, int proxy) {
    return scores.stream()
        .mapToDouble(row -> row.get(proxy).score().number().orElse(Double.NaN))
        .toArray();
  }
}
