package convspectrum.search.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import convspectrum.search.design.Network;
import convspectrum.search.scoring.ProxyScorer;
import convspectrum.search.scoring.ScoringOptions;
import convspectrum.spec.Spec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The logarithm of the flow where the flow itself is beyond the range of float64. */
class SynFlowRangeTest {
  private static Score score(String text, Map<String, String> settings) {
    Spec spec = Spec.parse("deep.yaml", text);
    Network network = Network.design(spec, spec.design(settings), Optional.empty());
    return new ProxyScorer(ScoringOptions.of(List.of(AccuracyProxies.named("synflow"))))
        .score(network, 1)
        .getFirst()
        .score();
  }

  private static double value(String text, int depth) {
    Score score = score(text, Map.of("depth", Integer.toString(depth)));
    assertThat(score).isInstanceOf(Score.Value.class);
    return score.number().orElseThrow();
  }

  private static String repeated(String body) {
    return """
    input: {channels: 3, height: 8, width: 8}
    parameters: {depth: [10, 20, 60, 100, 110, 200]}
    layers:
      - conv: {out: 16, kernel: 3, activation: relu}
      - repeat: {times: $depth, body: [%s]}
      - conv: {out: 8, kernel: 1}
      - global-pool
      - flatten
      - linear: 10
    """
        .formatted(body);
  }

  /** A growth that is the same in every block continues beyond the range in a straight line. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "residual: {body: [conv: {out: 16, norm: batch, activation: relu}, conv: {out: 16, norm: batch}], activation: relu}",
        "residual: {body: [conv: {out: 16, activation: silu}, scale: {factor: 40}]}",
        "conv: {out: 16, kernel: 3}, scale: {factor: 1e-9}",
        "residual: {body: [conv: {out: 16, activation: gelu}, scale: {factor: 1e-9}]}, scale: {factor: 1e-9}",
        "branches: {of: [[conv: {out: 8}], [conv: {out: 8}, scale: {factor: 50}]]}, activation: hard-swish, scale: {factor: 9}"
      })
  void theLogarithmGoesOnWhereTheFlowOverflows(String body) {
    String text = repeated(body);
    double perBlock = (value(text, 20) - value(text, 10)) / 10;
    double expected = value(text, 20) + 180 * perBlock;
    assertThat(Math.abs(expected)).isGreaterThan(760);
    assertThat(value(text, 200)).isCloseTo(expected, within(0.1 * Math.abs(expected)));
  }

  @Test
  void aPlainRunAndARescaledOneAgree() {
    // The factor takes the flow out of the range, and shifts its logarithm by ln 5e299 and no more.
    String text =
        """
        input: {channels: 3, height: 6, width: 6}
        parameters: {factor: [2, 1e300]}
        layers:
          - conv: {out: 16, kernel: 3, activation: relu}
          - repeat:
              times: 12
              body:
                - residual: {body: [conv: {out: 16, activation: relu}, squeeze-excite: 0.25]}
          - scale: {factor: $factor}
          - scale: {factor: $factor}
          - global-pool
          - flatten
          - linear: 10
        """;
    double plain = score(text, Map.of("factor", "2")).number().orElseThrow();
    double rescaled = score(text, Map.of("factor", "1e300")).number().orElseThrow();
    assertThat(rescaled - plain).isCloseTo(2 * Math.log(5e299), within(1e-9));
  }
}
