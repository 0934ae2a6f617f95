package convspectrum.search.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;

class L2NormTest {
  @Test
  void addsNormsNotSquares() {
    // 1 + 4 + 9 + 1 and 1 + 1 + 4 + 1.
    assertThat(TwoLayers.score("l2_norm").number().orElseThrow())
        .isCloseTo(Math.sqrt(15) + Math.sqrt(7), offset(1e-12));
  }
}
