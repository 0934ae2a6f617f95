package convspectrum.search.proxy;

import convspectrum.search.design.Network;
import convspectrum.search.scoring.ProxyScorer;
import convspectrum.search.scoring.ScoringOptions;
import convspectrum.spec.Spec;
import java.util.List;
import java.util.Optional;

/**
 * A network whose second convolution is multiplied by zero. First convolution: 4 · 27 weights and 8
 * of the norm at 36 pixels, and a ReLU; second: 4 · 36 weights, and a ReLU; the linear layer: 4 · 2
 * weights and 2 biases.
 */
final class DeadBranch {
  private static final String TEXT =
      """
      name: dead
      input: {channels: 3, height: 6, width: 6}
      layers:
        - conv: {out: 4, kernel: 3, norm: batch, activation: relu}
        - residual:
            body:
              - conv: {out: 4, kernel: 3, activation: relu}
              - zero
        - global-pool
        - flatten
        - linear: 2
      """;

  private DeadBranch() {}

  /** Its score by a proxy. */
  static double score(String proxy) {
    Spec spec = Spec.parse("dead.yaml", TEXT);
    Network network = Network.design(spec, spec.defaults(), Optional.empty());
    return new ProxyScorer(ScoringOptions.of(List.of(AccuracyProxies.named(proxy))))
        .score(network, 1)
        .getFirst()
        .score()
        .number()
        .orElseThrow();
  }
}
