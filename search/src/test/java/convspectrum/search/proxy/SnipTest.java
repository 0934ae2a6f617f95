package convspectrum.search.proxy;

import static convspectrum.search.proxy.TwoLayers.Q;
import static convspectrum.search.proxy.TwoLayers.R;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;

class SnipTest {
  @Test
  void weighsGradientsInSize() {
    // W2: ½ (r + (4q − 3r) + 2r + (4q − 3r)); W1: ½ (r + 0 + 3 (2q − 2r) + 2q).
    assertThat(TwoLayers.score("snip").number().orElseThrow())
        .isCloseTo(8 * Q - 4 * R, offset(1e-12));
  }
}
