package convspectrum.search.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;

class GradSignTest {
  @Test
  void countsAgreeingSigns() {
    // W2: 0 and +, − and +, 0 and −, + and −; W1: 0 and −, 0 and 0, + and −, + and 0.
    assertThat(TwoLayers.score("gradsign").number().orElseThrow()).isCloseTo(4, offset(1e-12));
  }
}
