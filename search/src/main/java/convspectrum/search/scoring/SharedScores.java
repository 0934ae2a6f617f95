package convspectrum.search.scoring;

import convspectrum.executor.runtime.UnsupportedGraphException;
import convspectrum.gradients.batch.OutOfMemoryException;
import convspectrum.search.figure.FigureException;
import convspectrum.search.figure.SearchedDesign;
import convspectrum.search.proxy.Score;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Scores of networks by several proxies at once: the first request computes all of them, which
 * share passes, and later requests read theirs. Safe to share between threads.
 */
final class SharedScores {
  /** Networks whose scores are kept until all terms have read them. */
  private static final int KEPT = 4096;

  private final ProxyScorer scorer;
  private final long seed;
  private final Map<String, List<ProxyScorer.Scored>> known =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<ProxyScorer.Scored>> eldest) {
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
    List<ProxyScorer.Scored> scores;
    synchronized (known) {
      scores = known.get(key);
    }
    if (scores == null) {
      scores = compute(design);
      synchronized (known) {
        known.put(key, scores);
      }
    }
    Score score =
        scores.stream()
            .filter(one -> one.proxy().name().equals(proxy))
            .findFirst()
            .orElseThrow()
            .score();
    return switch (score) {
      case Score.Undefined(String reason) -> throw new FigureException(reason);
      case Score.Value(double value) -> value;
    };
  }

  private List<ProxyScorer.Scored> compute(SearchedDesign design) {
    try {
      return scorer.score(design.network(), seed);
    } catch (UnsupportedGraphException | OutOfMemoryException e) {
      throw new FigureException(String.valueOf(e.getMessage()));
    }
  }

  /** A key that is equal for networks of equal scored graphs. */
  String key(SearchedDesign design) {
    return GraphKey.of(design.network(), scorer.options().proxies());
  }
}
