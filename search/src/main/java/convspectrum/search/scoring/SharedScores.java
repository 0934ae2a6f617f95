package convspectrum.search.scoring;

import convspectrum.executor.gradient.batch.OutOfMemoryException;
import convspectrum.executor.runtime.UnsupportedGraphException;
import convspectrum.search.figure.FigureException;
import convspectrum.search.figure.Subject;
import convspectrum.search.proxy.NotFiniteException;
import convspectrum.search.proxy.ProxyScorer;
import convspectrum.search.proxy.Score;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Scores of networks by several proxies at once: the first that is asked for computes all, which
 * share passes, and the others find theirs. Safe to share between threads.
 */
final class SharedScores {
  /** Networks whose scores are kept until all terms have asked. */
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

  /** What scores depend on beside the network. */
  String conditions() {
    return "batch %d, %s, seed %d"
        .formatted(
            scorer.options().batch(),
            scorer.options().precision().name().toLowerCase(java.util.Locale.ROOT),
            seed);
  }

  /**
   * The score by a proxy.
   *
   * @throws FigureException where it is not defined, not finite, or too large to compute
   */
  double score(Subject subject, String proxy) {
    String key = key(subject);
    List<ProxyScorer.Scored> scores;
    synchronized (known) {
      scores = known.get(key);
    }
    if (scores == null) {
      scores = compute(subject);
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
      case Score.Undefined(String reason) -> throw new FigureException(proxy + ": " + reason);
      case Score.Value(double value) when Double.isInfinite(value) ->
          throw new FigureException(proxy + " is infinite");
      case Score.Value(double value) -> value;
    };
  }

  private List<ProxyScorer.Scored> compute(Subject subject) {
    try {
      return scorer.score(subject.network(), seed);
    } catch (NotFiniteException | UnsupportedGraphException | OutOfMemoryException e) {
      throw new FigureException(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Equal for networks whose scored graphs are equal node by node, names included, since weights
   * are drawn by them. Equal by a canonical form would not do: two equal activations of one tensor
   * each count.
   */
  static String key(Subject subject) {
    Graph graph = subject.graph();
    Map<Node, Integer> numbers = new IdentityHashMap<>();
    StringBuilder text = new StringBuilder();
    for (Node node : graph.nodes()) {
      text.append(node.name()).append(' ').append(node.op());
      node.inputs().forEach(input -> text.append(' ').append(numbers.get(input)));
      text.append('\n');
      numbers.put(node, numbers.size());
    }
    graph.outputs().forEach(output -> text.append(numbers.get(output)).append(' '));
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] hash = digest.digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
