package convspectrum.search.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;

class MacsTest {
  @Test
  void countsOneSample() {
    // 2·2 twice, whatever the batch.
    assertThat(TwoLayers.score("macs").number().orElseThrow()).isCloseTo(8, offset(1e-12));
  }
}
