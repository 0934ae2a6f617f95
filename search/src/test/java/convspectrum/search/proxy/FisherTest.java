package convspectrum.search.proxy;

import static convspectrum.search.proxy.TwoLayers.Q;
import static convspectrum.search.proxy.TwoLayers.R;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;

class FisherTest {
  @Test
  void squaresWhatChannelsContribute() {
    // Outputs times gradients of the mean loss: 0, 4q | −r/2, −3r and 2q, 2q | −r, −5r/2.
    // ¼ of 16q² + r²/4 + 9r² + 8q² + r² + 25r²/4.
    assertThat(TwoLayers.score("fisher").number().orElseThrow())
        .isCloseTo(6 * Q * Q + 4.125 * R * R, offset(1e-12));
  }
}
