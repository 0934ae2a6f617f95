package convspectrum.search.proxy;

import static convspectrum.search.proxy.TwoLayers.Q;
import static convspectrum.search.proxy.TwoLayers.R;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;

class PlainTest {
  @Test
  void keepsSigns() {
    // ½ (8q − 7r) in each layer: a ReLU network is homogeneous in each layer's weights.
    assertThat(TwoLayers.score("plain").number().orElseThrow())
        .isCloseTo(8 * Q - 7 * R, offset(1e-12));
  }
}
