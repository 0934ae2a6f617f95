package convspectrum.search.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;

class SynFlowTest {
  @Test
  void isTheLogarithmOfTheFlow() {
    // |W1| (1, 1) = (3, 4), |W2| (3, 4) = (7, 10): R = 17, and so is Σ |W · ∂R/∂W| of each layer.
    assertThat(TwoLayers.score("synflow").number().orElseThrow())
        .isCloseTo(Math.log(34), offset(1e-12));
  }
}
