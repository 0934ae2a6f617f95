package convspectrum.search.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.spec.graph.ActivationFunction;
import org.junit.jupiter.api.Test;

class LiveUnitsTest {
  /** Four channels of 6×6 pass the first ReLU; what the second one gives is multiplied by zero. */
  @Test
  void aDeadBranchDoesNotCount() {
    assertThat(DeadBranch.score("live_units")).isEqualTo(4 * 36);
  }

  @Test
  void smoothActivationsCountAndGatesDoNot() {
    float[] second = {1, -1, 2, 1};
    for (ActivationFunction function :
        new ActivationFunction[] {
          ActivationFunction.RELU, ActivationFunction.SILU, ActivationFunction.GELU
        }) {
      assertThat(TwoLayers.score("live_units", function, second)).isEqualTo(Score.of(2));
    }
    assertThat(TwoLayers.score("live_units", ActivationFunction.SIGMOID, second))
        .isEqualTo(Score.of(0));
  }
}
