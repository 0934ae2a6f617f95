package convspectrum.search.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import convspectrum.spec.graph.ActivationFunction;
import org.junit.jupiter.api.Test;

class NasWotTest {
  private static final float[] SECOND = {1, -1, 2, 1};

  @Test
  void isTheDeterminantOfAgreements() {
    // Codes 01 and 11: K = (2 1; 1 2).
    assertThat(TwoLayers.score("naswot").number().orElseThrow())
        .isCloseTo(Math.log(3), offset(1e-12));
  }

  @Test
  void isNotDefinedWithoutRelu() {
    for (String proxy : new String[] {"naswot", "swap"}) {
      assertThat(TwoLayers.score(proxy, ActivationFunction.SIGMOID, SECOND))
          .isEqualTo(new Score.Undefined("the network has no ReLU"));
    }
    // naswot_act reads SiLU too, whose inputs have the same signs.
    assertThat(TwoLayers.score("naswot", ActivationFunction.SILU, SECOND).number()).isEmpty();
    assertThat(
            TwoLayers.score("naswot_act", ActivationFunction.SILU, SECOND).number().orElseThrow())
        .isCloseTo(Math.log(3), offset(1e-12));
  }
}
