package convspectrum.api;

import convspectrum.gradients.Precision;
import convspectrum.search.proxy.AccuracyProxies;
import convspectrum.search.proxy.AccuracyProxy;
import convspectrum.search.scoring.ProxyScorer;
import convspectrum.search.scoring.ScoringOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

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

  private Scoring(ScoringOptions options, long seed) {
    this.options = options;
    this.seed = seed;
  }

  /**
   * Scoring by these proxies over batches of 32, with seed 1.
   *
   * @param proxies one or more of {@link #proxies()}
   * @throws ConvspectrumException where one is unknown or there is none
   */
  public static Scoring by(String... proxies) {
    if (proxies.length == 0) {
      throw ConvspectrumException.input(
          "found no proxy; expected one or more of " + String.join(", ", proxies()));
    }
    List<AccuracyProxy> named =
        Arrays.stream(proxies)
            .distinct()
            .map(name -> Guard.given(() -> AccuracyProxies.named(name)))
            .toList();
    return new Scoring(ScoringOptions.of(named), 1);
  }

  /** The names of all proxies, the trivial ones first. */
  public static List<String> proxies() {
    return AccuracyProxies.all().stream().map(AccuracyProxy::name).toList();
  }

  /** The same over batches of this many images, at least 2. */
  public Scoring withBatch(int batch) {
    return new Scoring(
        Guard.given(() ->
            new ScoringOptions(options.proxies(), batch, Precision.FLOAT32, Optional.empty())),
        seed);
  }

  /** The same with another seed of weights, images and labels. */
  public Scoring withSeed(long newSeed) {
    return new Scoring(options, newSeed);
  }

  /**
   * Scores designs, one after the other.
   *
   * @param designs one or more, each of one feature map (batch, channels, height, width)
   * @throws ConvspectrumException where one cannot be run, or memory is short
   */
  public Scores score(List<Design> designs) {
    Design.all(designs);
    ProxyScorer scorer = new ProxyScorer(options);
    List<Score> scores = new ArrayList<>();
    for (Design design : designs) {
      Guard.run(() -> scorer.score(design.network(), seed))
          .forEach(scored -> scores.add(new Score(design.label(), scored)));
    }
    return new Scores(scores, options.conditions(seed));
  }
}
