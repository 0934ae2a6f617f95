package convspectrum.api;

import convspectrum.gradients.Precision;
import convspectrum.search.proxy.AccuracyProxies;
import convspectrum.search.proxy.AccuracyProxy;
import convspectrum.search.scoring.ProxyScorer;
import convspectrum.search.scoring.ScoringOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How to score, and the scoring: training-free proxies on random weights and random images by a
 * seed. Higher is better. Equal arguments give equal scores to the bit on CPUs with vectors of
 * equal length. How far each proxy can be believed is in the project's pages about proxies.
 *
 * <p>Java computes several times faster when it is started with {@code --add-modules
 * jdk.incubator.vector}; without it, scores differ in their last digits.
 */
public final class Scoring {
  private final ScoringOptions options;
  private final long seed;
  private final int threads;

  private Scoring(ScoringOptions options, long seed, int threads) {
    this.options = options;
    this.seed = seed;
    this.threads = threads;
  }

  /**
   * {@return scoring by these proxies over batches of 32, with seed 1, one design after the other}
   *
   * @param proxies one or more of {@link #proxies()}
   * @throws ConvspectrumException where one is unknown or there is none
   */
  public static Scoring by(String... proxies) {
    if (Objects.requireNonNull(proxies, "proxies").length == 0) {
      throw ConvspectrumException.input(
          "found no proxy; expected one or more of " + String.join(", ", proxies()));
    }
    List<AccuracyProxy> named =
        Arrays.stream(proxies)
            .distinct()
            .map(name -> Guard.given(() -> AccuracyProxies.named(name)))
            .toList();
    return new Scoring(ScoringOptions.of(named), 1, 1);
  }

  /** {@return the names of all proxies, the trivial ones first} */
  public static List<String> proxies() {
    return AccuracyProxies.all().stream().map(AccuracyProxy::name).toList();
  }

  /**
   * {@return the same over batches of this many images, at least 2}
   *
   * @param batch the number of images, at least 2
   */
  public Scoring withBatch(int batch) {
    return new Scoring(
        Guard.given(() ->
            new ScoringOptions(options.proxies(), batch, Precision.FLOAT32, Optional.empty())),
        seed,
        threads);
  }

  /**
   * {@return the same with another seed of weights, images and labels}
   *
   * @param newSeed any number
   */
  public Scoring withSeed(long newSeed) {
    return new Scoring(options, newSeed, threads);
  }

  /**
   * {@return the same with this many designs scored at the same time; scores are the same to the
   * bit, and each thread needs the memory of a design}
   *
   * @param newThreads from 1 to 1024
   */
  public Scoring withThreads(int newThreads) {
    return new Scoring(options, seed, Guard.threads(newThreads));
  }

  /**
   * Scores designs. Interrupting the thread ends it with an exception, with one thread after the
   * design that is being scored.
   *
   * @param designs one or more, each of one feature map (batch, channels, height, width)
   * @return a score for each design and proxy
   * @throws ConvspectrumException where one cannot be run, memory is short, or the thread was
   *     interrupted
   */
  public Scores score(List<Design> designs) {
    Design.all(designs);
    ProxyScorer scorer = new ProxyScorer(options);
    List<Score> scores = threads == 1 ? inThisThread(scorer, designs) : inThreads(scorer, designs);
    return new Scores(scores, options.conditions(seed));
  }

  private List<Score> score(ProxyScorer scorer, Design design) {
    return Guard.run(() ->
        scorer.score(design.network(), seed).stream()
            .map(scored -> new Score(design.label(), scored))
            .toList());
  }

  private List<Score> inThisThread(ProxyScorer scorer, List<Design> designs) {
    List<Score> scores = new ArrayList<>();
    for (Design design : designs) {
      if (Thread.currentThread().isInterrupted()) {
        throw Guard.interrupted("before all designs were scored", new InterruptedException());
      }
      scores.addAll(score(scorer, design));
    }
    return scores;
  }

  private List<Score> inThreads(ProxyScorer scorer, List<Design> designs) {
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<List<Score>>> futures =
          designs.stream().map(design -> pool.submit(() -> score(scorer, design))).toList();
      try {
        List<Score> scores = new ArrayList<>();
        for (Future<List<Score>> future : futures) {
          scores.addAll(future.get());
        }
        return scores;
      } catch (InterruptedException e) {
        throw Guard.interrupted("before all designs were scored", e);
      } catch (ExecutionException e) {
        throw Guard.cause(e);
      } finally {
        pool.shutdownNow();
      }
    }
  }
}
