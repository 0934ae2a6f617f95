package convspectrum.search.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import convspectrum.spec.graph.ActivationFunction;
import org.junit.jupiter.api.Test;

class JacobCovTest {
  @Test
  void punishesImagesThatAreTreatedAlike() {
    // Σ logits = 3 h1 + 2 h2, so J = (6, 2) and (9, −4): of two values all are correlated, here 1.
    double large = 2 + 1e-5;
    double small = 1e-5;
    double expected = -Math.log(large) - 1 / large - Math.log(small) - 1 / small;
    float[] second = {1, -1, 2, 3};
    assertThat(TwoLayers.score("jacob_cov", ActivationFunction.RELU, second).number().orElseThrow())
        .isCloseTo(expected, offset(1e-4));
  }

  @Test
  void isUndefinedWhereNothingPasses() {
    // Σ logits = 3 h1, and h1 is off in the first sample.
    assertThat(TwoLayers.score("jacob_cov"))
        .isEqualTo(
            new Score.Undefined("the gradient of the outputs is 0 for 1 of 2 images, in float64"));
  }
}
