package convspectrum.search.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.search.design.Network;
import convspectrum.search.scoring.ProxyScorer;
import convspectrum.search.scoring.ScoringOptions;
import convspectrum.search.scoring.images.ScoringImages;
import convspectrum.search.scoring.images.SentScoringImages;
import convspectrum.search.work.FilesToSend;
import convspectrum.spec.Spec;
import convspectrum.spec.graph.Shape;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Proxies that share a pass score as each does alone, to the bit, in any order. */
class SharedPassesTest {
  private static final String TEXT =
      """
      name: small
      input: {channels: 3, height: 12, width: 12}
      layers:
        - conv: {out: 8, kernel: 3, norm: batch}
        - activation: relu
        - conv: {out: 8, kernel: 3, norm: batch}
        - activation: relu
        - global-pool
        - flatten
        - linear: 10
      """;

  /** Drawing images takes as long as a pass of the batch, and scored networks mostly share them. */
  @Test
  void networksOfOneScorerShareTheirBatches() {
    Counted images = new Counted();
    List<AccuracyProxy> proxies = List.of(AccuracyProxies.named("grad_norm"));
    ScoringOptions options = ScoringOptions.of(proxies, Optional.of(images));
    Spec spec = Spec.parse("small.yaml", TEXT);
    Network network = Network.design(spec, spec.defaults(), Optional.empty());
    ProxyScorer scorer = new ProxyScorer(options);
    Score first = scorer.score(network, 5).getFirst().score();
    assertThat(scorer.score(network, 5).getFirst().score()).isEqualTo(first);
    assertThat(images.taken).isEqualTo(2);
    Score other = scorer.score(network, 6).getFirst().score();
    assertThat(other)
        .isNotEqualTo(first)
        .isEqualTo(new ProxyScorer(options).score(network, 6).getFirst().score());
    assertThat(scorer.score(network, 5).getFirst().score()).isEqualTo(first);
  }

  private static final class Counted implements ScoringImages {
    private int taken;

    @Override
    public String identity() {
      return "counted";
    }

    @Override
    public int count() {
      return 64;
    }

    @Override
    public SentScoringImages send(int most, FilesToSend files) {
      throw new UnsupportedOperationException("nothing is sent");
    }

    @Override
    public double[] take(Shape input, int skipped) {
      taken++;
      return new SplittableRandom(skipped).doubles(input.elements()).toArray();
    }
  }

  private static List<Score> scores(List<String> names) {
    Spec spec = Spec.parse("small.yaml", TEXT);
    Network network = Network.design(spec, spec.defaults(), Optional.empty());
    List<AccuracyProxy> proxies = names.stream().map(AccuracyProxies::named).toList();
    return new ProxyScorer(ScoringOptions.of(proxies))
        .score(network, 5).stream().map(ProxyScorer.Scored::score).toList();
  }

  @Test
  void aSharedPassChangesNoBit() {
    List<List<String>> orders =
        List.of(
            List.of("macs", "naswot", "synflow", "jacob_cov"),
            List.of("naswot", "grad_norm", "jacob_cov", "swap", "snip", "zico"),
            List.of("swap", "zen", "jacob_cov", "naswot", "zico", "grad_norm"),
            List.of("naswot", "fisher", "grad_norm", "gradsign", "swap", "plain"),
            List.of("naswot", "jacob_cov", "epe_nas", "vkdnw", "grad_norm"),
            List.of("epe_nas", "swap", "jacob_cov", "jacob_excess", "vkdnw"));
    int compared = 0;
    for (List<String> names : orders) {
      List<Score> together = scores(names);
      for (int i = 0; i < names.size(); i++) {
        assertThat(together.get(i))
            .as("%s of %s", names.get(i), names)
            .isEqualTo(scores(List.of(names.get(i))).getFirst());
        compared++;
      }
    }
    assertThat(compared).isEqualTo(32);
  }
}
