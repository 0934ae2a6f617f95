package convspectrum.search.proxy.calibrate;

import convspectrum.search.design.Network;
import convspectrum.search.design.Sweep;
import convspectrum.search.proxy.AccuracyProxy;
import convspectrum.search.scoring.ProxyScorer;
import convspectrum.search.scoring.ScoreCache;
import convspectrum.search.scoring.ScoreKeys;
import convspectrum.search.scoring.ScoreWork;
import convspectrum.search.work.FilesToSend;
import convspectrum.search.work.NumberRange;
import convspectrum.search.work.SpacePart;
import convspectrum.search.work.WorkFailedException;
import convspectrum.search.work.WorkRunner;
import convspectrum.spec.parameter.Design;
import java.math.BigInteger;
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

/** Scores a sample of a table's networks. */
public final class ProxyCalibration {
  private final AccuracyTable table;
  private final TableDesigns designs;
  private final ProxyScorer scorer;
  private final long seed;
  private final int threads;

  /** Calibrates the proxies of a scorer on a table. */
  public ProxyCalibration(
      AccuracyTable table, TableDesigns designs, ProxyScorer scorer, long seed, int threads) {
    this.table = table;
    this.designs = designs;
    this.scorer = scorer;
    this.seed = seed;
    this.threads = threads;
  }

  /**
   * The given number of rows of the table, drawn by the seed, in the order of drawing. References,
   * which are no designs of the space, are left out.
   *
   * @throws convspectrum.spec.fault.SpecException where a network is drawn twice, which would count
   *     it twice
   */
  public List<Integer> sample(int count) {
    designs.requireColumns(table);
    int[] rows =
        IntStream.range(0, table.size()).filter(row -> !designs.isReference(table, row)).toArray();
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
            "is the network of line " + table.line(Math.min(first, row)) + " again",
            "each network once");
      }
    }
    return drawn;
  }

  /**
   * The scores of rows, each in the order of the scorer's proxies.
   *
   * @param cache has the scores that are known already, and keeps the others as they come
   * @param progress is called after each row
   * @return the scores of all rows; of the first ones only, where the thread is interrupted
   */
  public ScoredSample score(List<Integer> rows, ScoreCache cache, IntConsumer progress) {
    List<Design> chosen = rows.stream().map(row -> designs.design(table, row)).toList();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<List<ProxyScorer.Scored>>> futures =
          chosen.stream().map(design -> pool.submit(() -> scored(design, cache))).toList();
      List<List<ProxyScorer.Scored>> scores = new ArrayList<>();
      for (int i = 0; i < futures.size(); i++) {
        Optional<List<ProxyScorer.Scored>> row = result(futures.get(i), pool);
        if (row.isEmpty()) {
          break;
        }
        scores.add(row.get());
        progress.accept(i + 1);
      }
      return new ScoredSample(
          table, designs, scorer.options().proxies(), rows.subList(0, scores.size()), scores);
    }
  }

  /**
   * The same, whose scores that are not known come from other machines.
   *
   * @param space all designs of the space, as text
   * @param files are sent with the work
   */
  public ScoredSample score(
      List<Integer> rows,
      ScoreCache cache,
      IntConsumer progress,
      WorkRunner elsewhere,
      SpacePart space,
      FilesToSend files) {
    Sweep sweep = space.open();
    Map<List<AccuracyProxy>, Map<BigInteger, Function<AccuracyProxy, ScoreCache.Key>>> missing =
        new LinkedHashMap<>();
    int known = 0;
    for (int row : rows) {
      Design design = designs.design(table, row);
      Function<AccuracyProxy, ScoreCache.Key> key =
          keys(Network.design(designs.spec(), design, Optional.empty()));
      List<AccuracyProxy> open =
          scorer.options().proxies().stream()
              .filter(proxy -> cache.get(key.apply(proxy)).isEmpty())
              .toList();
      if (open.isEmpty()) {
        known++;
      } else {
        missing.computeIfAbsent(open, _ -> new LinkedHashMap<>()).put(sweep.number(design), key);
      }
    }
    int[] done = {known};
    try {
      for (List<AccuracyProxy> proxies : missing.keySet()) {
        Map<BigInteger, Function<AccuracyProxy, ScoreCache.Key>> keys = missing.get(proxies);
        elsewhere.run(
            ScoreWork.of(space, scorer.options().with(proxies), seed, files),
            NumberRange.of(keys.keySet().stream()),
            (number, scores) -> {
              if (!scores.failure().isEmpty()) {
                throw new WorkFailedException(scores.failure());
              }
              cache.put(
                  proxies.stream().map(Objects.requireNonNull(keys.get(number))).toList(),
                  scores.scored(proxies));
              progress.accept(++done[0]);
            });
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return score(rows, cache, progress);
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
  private List<ProxyScorer.Scored> scored(Design design, ScoreCache cache) {
    Network network = Network.design(designs.spec(), design, Optional.empty());
    Function<AccuracyProxy, ScoreCache.Key> key = keys(network);
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

  private Function<AccuracyProxy, ScoreCache.Key> keys(Network network) {
    ScoreKeys keys = ScoreKeys.of(network, scorer.options());
    return proxy -> keys.key(proxy, seed);
  }
}
