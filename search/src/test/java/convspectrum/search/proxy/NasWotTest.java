package convspectrum.search.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.Op;
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
  void clipFromZeroIsAReluAndOthersAreNot() {
    Op.Activation saturating = new Op.Activation(ActivationFunction.CLIP, 0, 5.1);
    assertThat(TwoLayers.score("naswot", saturating, SECOND).number().orElseThrow())
        .isCloseTo(Math.log(3), offset(1e-12));
    assertThat(TwoLayers.score("swap", saturating, SECOND).number()).hasValue(2);
    for (double low : new double[] {-1, Double.NEGATIVE_INFINITY}) {
      Op.Activation other = new Op.Activation(ActivationFunction.CLIP, low, 5.1);
      assertThat(TwoLayers.score("naswot", other, SECOND))
          .isEqualTo(new Score.Undefined("the network has no ReLU"));
    }
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
