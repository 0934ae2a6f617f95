package convspectrum.search.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;

class ParamsTest {
  @Test
  void countsWhatIsLearned() {
    // Two matrices of 2·2.
    assertThat(TwoLayers.score("params").number().orElseThrow()).isCloseTo(8, offset(1e-12));
  }
}
