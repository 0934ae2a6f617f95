package convspectrum.search.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.search.design.Network;
import convspectrum.search.proxy.AccuracyProxies;
import convspectrum.search.proxy.AccuracyProxy;
import convspectrum.search.proxy.Score;
import convspectrum.spec.Spec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Networks that proxies are not defined for: each says why, and takes no other with it. */
class UndefinedScoresTest {
  static final List<String> OF_LOSS =
      List.of("grad_norm", "snip", "plain", "fisher", "zico", "gradsign");

  /** The scores by all proxies of a network of 3 × 8 × 8 with these layers. */
  static Map<String, Score> scores(String layers) {
    return scores("{channels: 3, height: 8, width: 8}", layers);
  }

  static Map<String, Score> scores(String input, String layers) {
    Spec spec = Spec.parse("odd.yaml", "input: " + input + "\nlayers:\n" + layers.indent(2));
    Network network = Network.design(spec, spec.defaults(), Optional.empty());
    List<AccuracyProxy> proxies = AccuracyProxies.all();
    Map<String, Score> scores = new LinkedHashMap<>();
    new ProxyScorer(ScoringOptions.of(proxies))
        .score(network, 1)
        .forEach(scored -> scores.put(scored.proxy().name(), scored.score()));
    return scores;
  }

  static void undefined(Map<String, Score> scores, List<String> proxies, String reason) {
    for (String proxy : proxies) {
      assertThat(scores.get(proxy))
          .as(proxy)
          .isInstanceOfSatisfying(
              Score.Undefined.class, score -> assertThat(score.reason()).contains(reason));
    }
  }

  private static void defined(Map<String, Score> scores, List<String> proxies) {
    for (String proxy : proxies) {
      assertThat(scores.get(proxy)).as(proxy).isInstanceOf(Score.Value.class);
    }
  }

  @Test
  void aNetworkWithoutWeightsHasNothingToSumOver() {
    Map<String, Score> scores = scores("- activation: relu\n- pool: average\n- flatten");
    undefined(scores, OF_LOSS, "has no convolution or linear layer");
    undefined(scores, List.of("l2_norm", "synflow", "vkdnw"), "has no convolution or linear layer");
    undefined(scores, List.of("meco"), "the network has no convolution");
    assertThat(scores.get("params")).isEqualTo(Score.of(0));
    defined(scores, List.of("macs", "jacob_cov", "naswot", "swap"));
  }

  @Test
  void theLossOfOneClassIsConstant() {
    Map<String, Score> scores =
        scores(
            "- conv: {out: 8, norm: batch, activation: relu}\n- global-pool\n- flatten\n- linear: 1");
    undefined(scores, OF_LOSS, "the loss of a single class is constant");
    undefined(scores, List.of("vkdnw"), "the network has one output");
    // All images are of the one class.
    defined(scores, List.of("l2_norm", "synflow", "jacob_cov", "epe_nas", "naswot", "zen", "meco"));
  }

  @Test
  void whereNothingPassesTheGradientIsZero() {
    Map<String, Score> scores =
        scores(
            "- conv: {out: 8, norm: batch, activation: relu}\n- zero\n- conv: {out: 8}\n- global-pool\n- flatten\n- linear: 4");
    undefined(scores, List.of("synflow", "jacob_cov", "epe_nas"), "gradient");
    undefined(scores, List.of("zen"), "noise on the images does not change");
    defined(scores, List.of("params", "macs", "l2_norm", "naswot"));
  }

  /** By mathematics these gradients are 0; in floats each leaves rounding errors. */
  @Test
  void aGradientOfRoundingErrorsIsNone() {
    String body = "- conv: {out: 16, norm: batch, activation: relu}\n- global-pool\n- flatten\n";
    Map<String, Score> softmax = scores(body + "- linear: 10\n- softmax");
    undefined(softmax, List.of("synflow", "jacob_cov"), "the gradient of the outputs is 0");
    defined(softmax, OF_LOSS);
    defined(softmax, List.of("naswot", "zen"));
    Map<String, Score> temperature =
        scores(body + "- linear: 10\n- softmax\n- scale: {factor: 0.3}");
    undefined(temperature, List.of("synflow", "jacob_cov"), "the gradient of the outputs is 0");
    // Without ReLU behind it, the last batch norm gets a gradient that all its values share.
    Map<String, Score> linear =
        scores("- conv: {out: 16, norm: batch}\n- global-pool\n- flatten\n- linear: 10");
    undefined(linear, List.of("jacob_cov"), "the gradient of the outputs is 0");
    defined(linear, OF_LOSS);
    defined(linear, List.of("synflow", "zen", "meco"));
    // What is normalised over all its pixels has a mean of 0, which no weight changes.
    Map<String, Score> instance =
        scores("- conv: {out: 16}\n- norm: {kind: layer, axes: [2, 3]}\n- global-pool\n- flatten");
    undefined(instance, OF_LOSS, "gradient");
    // The last layer's weights are orthogonal to their gradient.
    Map<String, Score> orthogonal =
        scores("- conv: {out: 16, norm: batch}\n- global-pool\n- flatten");
    defined(orthogonal, List.of("grad_norm", "snip"));
  }

  @Test
  void whatOverflowsTakesNoOtherProxyWithIt() {
    Map<String, Score> scores =
        scores(
            "- conv: {out: 8, activation: relu}\n- repeat: {times: 9, body: [scale: {factor: 1e9}]}\n- global-pool\n- flatten\n- linear: 4");
    undefined(scores, OF_LOSS, "overflow");
    undefined(scores, List.of("epe_nas", "vkdnw"), "overflow");
    scores.values().stream()
        .filter(Score.Undefined.class::isInstance)
        .map(score -> ((Score.Undefined) score).reason())
        .forEach(reason -> assertThat(reason).doesNotContain("["));
    defined(scores, List.of("params", "macs", "l2_norm", "synflow", "meco"));
  }

  @Test
  void aNetworkThatTakesNoBatchKeepsItsCounts() {
    Map<String, Score> scores = scores("- conv: {out: 4}\n- reshape: [1, 256]\n- linear: 3");
    undefined(scores, OF_LOSS, "the network does not take a batch of 32: odd.yaml:");
    defined(scores, List.of("params", "macs"));
  }

  @Test
  void reLUsThatTellNothingApartHaveNoDeterminant() {
    // The first ReLU sees 32 images of one value each: its codes span no more than two dimensions.
    Map<String, Score> scores =
        scores("{channels: 1, height: 1, width: 1}", "- activation: relu\n- flatten\n- linear: 3");
    undefined(scores, List.of("naswot", "naswot_act"), "do not tell the images apart");
    undefined(scores, List.of("jacob_cov"), "of 32 images");
  }
}
