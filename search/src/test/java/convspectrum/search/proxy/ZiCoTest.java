package convspectrum.search.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;

class ZiCoTest {
  @Test
  void addsLogarithmsPerLayer() {
    // |a| + |b| over |a − b|: gradients of the second batch are those of sample 2.
    // W2: r/2 and r make 3, twice; opposite signs make 1, twice.
    // W1: 3, then none where both are 0, then 1 and 1.
    assertThat(TwoLayers.score("zico").number().orElseThrow())
        .isCloseTo(Math.log(8) + Math.log(5), offset(1e-12));
  }
}
