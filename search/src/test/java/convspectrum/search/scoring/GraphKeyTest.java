package convspectrum.search.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.search.design.Network;
import convspectrum.search.proxy.AccuracyProxies;
import convspectrum.search.proxy.Score;
import convspectrum.spec.Spec;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks of one scored graph have one key, and the same scores to the bit. */
class GraphKeyTest {
  private static Network network(String layers) {
    Spec spec =
        Spec.parse(
            "one.yaml",
            """
            input: {channels: 8, height: 6, width: 6}
            layers:
              - conv: {out: 8, kernel: 3, norm: batch, activation: relu}
              %s
              - residual: {body: [conv: {out: 8, norm: batch}], activation: relu}
              - global-pool
              - flatten
              - linear: 5
            """
                .formatted(layers));
    return Network.design(spec, spec.defaults(), Optional.empty());
  }

  private static final Network PLAIN = network("");

  private static List<Score> scores(Network network) {
    return new ProxyScorer(ScoringOptions.of(AccuracyProxies.all()))
        .score(network, 3).stream().map(ProxyScorer.Scored::score).toList();
  }

  private static String key(Network network) {
    return GraphKey.of(network, AccuracyProxies.all());
  }

  /** What is 0 is found in one walk: no deeper than a stack, and not twice as long for each sum. */
  @Test
  @Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aNetworkMayBeDeep() {
    String sums = "- repeat: {times: 60, body: [branches: {join: add, of: [[zero], [zero]]}]}";
    assertThat(key(network(sums))).isNotEmpty();
    String residuals = "- repeat: {times: 5000, body: [residual: {body: [activation: relu]}]}";
    assertThat(key(network(residuals))).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- identity",
        "- sequence: [identity, identity]",
        "- dropout: 0.2",
        "- slice: {from: 0, to: 8}",
        "- scale: {factor: 1}",
        "- pool: {kind: max, kernel: 1, stride: 1}",
        "- pool: {kind: average, kernel: 1, stride: 1}",
        "- pad: 0",
        "- shuffle: 1",
        "- shuffle: 8",
        "- upsample: 1",
        "- transpose: [0, 1, 2, 3]",
        "- activation: {function: leaky-relu, alpha: 1}",
        "- branches: {join: concat, of: [[identity]]}",
        "- branches: {join: add, of: [[identity], [zero]]}",
        "- branches: {join: add, of: [[dropout: 0.5], [identity, zero], [conv: {out: 8, kernel: 1, bias: false}, zero]]}"
      })
  void whatChangesNoValueIsNotScored(String layers) {
    Network other = network(layers);
    if (layers.contains("conv")) {
      // Its weights count for some proxies, whatever becomes of its output.
      assertThat(key(other)).isNotEqualTo(key(PLAIN));
      return;
    }
    assertThat(key(other)).isEqualTo(key(PLAIN));
    assertThat(scores(other)).isEqualTo(scores(PLAIN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- activation: relu",
        "- scale: {factor: 2}",
        "- pool: {kind: max, kernel: 3, stride: 1, padding: 1}",
        "- shuffle: 2",
        "- pad: 1",
        "- transpose: [0, 1, 3, 2]",
        "- branches: {join: add, of: [[identity], [identity]]}",
        "- activation: {function: leaky-relu, alpha: 0.5}",
        "- norm: batch"
      })
  void whatAProxyWatchesOrChangesAValueIs(String layers) {
    assertThat(key(network(layers))).isNotEqualTo(key(PLAIN));
  }

  @Test
  void everyReLUOfATensorCounts() {
    String two = "- branches: {join: add, of: [[activation: relu], [activation: relu]]}";
    String one = "- branches: {join: add, of: [[activation: relu], [identity]]}";
    assertThat(key(network(two))).isNotEqualTo(key(network(one)));
    int naswot = AccuracyProxies.all().indexOf(AccuracyProxies.named("naswot"));
    assertThat(scores(network(two)).get(naswot)).isNotEqualTo(scores(network(one)).get(naswot));
  }

  @Test
  void blocksMatterToTheProxiesThatReadThem() {
    Network grouped = network("- conv: {out: 8, norm: batch, activation: relu}");
    Network apart = network("- conv: {out: 8}\n  - norm: batch\n  - activation: relu");
    assertThat(GraphKey.of(grouped, RankSum.defaultTerms()))
        .isEqualTo(GraphKey.of(apart, RankSum.defaultTerms()));
    assertThat(key(grouped)).isNotEqualTo(key(apart));
  }
}
