package convspectrum.search.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;

class SwapTest {
  @Test
  void countsTheDifferentPatterns() {
    // Units are on in samples (2) and (1, 2).
    assertThat(TwoLayers.score("swap").number().orElseThrow()).isCloseTo(2, offset(1e-12));
  }
}
