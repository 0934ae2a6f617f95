package convspectrum.search.scoring;

import convspectrum.search.figure.FigureException;
import convspectrum.search.figure.SearchedDesign;
import convspectrum.search.proxy.Score;
import convspectrum.search.work.FilesToSend;
import convspectrum.search.work.SpacePart;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Scores of networks by several proxies at once: the first request computes all of them, which
 * share passes, and later requests read theirs. Safe to share between threads.
 */
final class SharedScores {
  /** Networks whose scores are kept until all terms have read them. */
  private static final int KEPT = 4096;

  private final ProxyScorer scorer;
  private final long seed;

  /** Made once, with a file of its images. */
  private @Nullable ScoreWork work;

  private final Map<String, NetworkScores> known =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, NetworkScores> eldest) {
          return size() > KEPT;
        }
      };

  SharedScores(ProxyScorer scorer, long seed) {
    this.scorer = scorer;
    this.seed = seed;
  }

  /** What scores depend on besides the network. */
  String conditions() {
    return scorer.options().conditions(seed);
  }

  /**
   * The score by a proxy.
   *
   * @throws FigureException where it is not defined, not finite, or too large to compute
   */
  double score(SearchedDesign design, String proxy) {
    String key = key(design);
    NetworkScores scores = known(key);
    if (scores == null) {
      scores = NetworkScores.of(scorer, design::network, seed);
      keep(key, scores);
    }
    if (!scores.failure().isEmpty()) {
      throw new FigureException(scores.failure());
    }
    Score score =
        scores.scored(scorer.options().proxies()).stream()
            .filter(one -> one.proxy().name().equals(proxy))
            .findFirst()
            .orElseThrow()
            .score();
    return switch (score) {
      case Score.Undefined(String reason) -> throw new FigureException(reason);
      case Score.Value(double value) -> value;
    };
  }

  private @Nullable NetworkScores known(String key) {
    synchronized (known) {
      return known.get(key);
    }
  }

  private void keep(String key, NetworkScores scores) {
    synchronized (known) {
      known.put(key, scores);
    }
  }

  /** What other machines do to score designs of a space in the same way. */
  synchronized ScoreWork work(SpacePart space, FilesToSend files) {
    ScoreWork made = work;
    if (made == null || !made.space().equals(space)) {
      made = ScoreWork.of(space, scorer.options(), seed, files);
      work = made;
    }
    return made;
  }

  /** Whether a design was scored. */
  boolean isKnown(SearchedDesign design) {
    return known(key(design)) != null;
  }

  /** Keeps scores from another machine. */
  void know(SearchedDesign design, NetworkScores scores) {
    keep(key(design), scores);
  }

  /** A key that is equal for networks of equal scored graphs. */
  String key(SearchedDesign design) {
    return GraphKey.of(design.network(), scorer.options().proxies());
  }
}
