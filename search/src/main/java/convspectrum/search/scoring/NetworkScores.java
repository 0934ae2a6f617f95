package convspectrum.search.scoring;

import convspectrum.executor.runtime.UnsupportedGraphException;
import convspectrum.gradients.batch.OutOfMemoryException;
import convspectrum.search.design.Network;
import convspectrum.search.proxy.AccuracyProxy;
import convspectrum.search.proxy.Score;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.graph.ShapeException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The scores of a network as other machines send them.
 *
 * @param scores in the order of the proxies; none where there is a failure
 * @param failure why the network cannot be scored at all; empty where it can
 */
public record NetworkScores(List<One> scores, String failure) implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * A score.
   *
   * @param value NaN where it is undefined
   * @param reason why it is undefined; empty where it is not
   * @param seconds that it took
   */
  public record One(double value, String reason, double seconds) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  public NetworkScores {
    scores = List.copyOf(scores);
  }

  /** The scores of a network with a seed. */
  static NetworkScores of(ProxyScorer scorer, Supplier<Network> network, long seed) {
    try {
      return of(scorer.score(network.get(), seed));
    } catch (UnsupportedGraphException | OutOfMemoryException | SpecException | ShapeException e) {
      return new NetworkScores(List.of(), String.valueOf(e.getMessage()));
    }
  }

  /** Scores as a scorer gives them. */
  static NetworkScores of(List<ProxyScorer.Scored> scored) {
    return new NetworkScores(scored.stream().map(NetworkScores::one).toList(), "");
  }

  private static One one(ProxyScorer.Scored scored) {
    return switch (scored.score()) {
      case Score.Value(double value) -> new One(value, "", scored.seconds());
      case Score.Undefined(String reason) -> new One(Double.NaN, reason, scored.seconds());
    };
  }

  /**
   * The same as a scorer gives them.
   *
   * @param proxies that it was asked for, in its order
   */
  public List<ProxyScorer.Scored> scored(List<AccuracyProxy> proxies) {
    List<ProxyScorer.Scored> all = new ArrayList<>();
    for (int i = 0; i < scores.size(); i++) {
      One one = scores.get(i);
      Score score = one.reason.isEmpty() ? Score.of(one.value) : new Score.Undefined(one.reason);
      all.add(new ProxyScorer.Scored(proxies.get(i), score, one.seconds));
    }
    return all;
  }
}
