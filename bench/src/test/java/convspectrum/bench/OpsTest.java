package convspectrum.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.costmodel.Totals;
import convspectrum.spec.graph.Shape;
import org.junit.jupiter.api.Test;

final class OpsTest {
  @Test
  void wordsAreOps() {
    // 3×3 taps of 64 inputs for each of 64 outputs of 56×56 pixels; of 2 for 182 groups of 4.
    assertThat(Totals.of(Ops.graph("dense 3x3 1 64@56")).macs()).isEqualTo(9L * 64 * 64 * 56 * 56);
    assertThat(Totals.of(Ops.graph("182 3x3 1 728@19")).macs()).isEqualTo(9L * 728 * 4 * 19 * 19);
    assertThat(Totals.of(Ops.graph("depthwise 5x5 2 64@112")).macs()).isEqualTo(25L * 64 * 56 * 56);
    assertThat(Ops.graph("dense 1x7 1 192@17").outputs().getFirst().shape())
        .isEqualTo(Shape.of(1, 192, 17, 17));
  }

  @Test
  void otherWordsAreRefused() {
    assertThatThrownBy(() -> Ops.graph("dense 3x3 64@56")).hasMessageContaining("as in dense 3x3");
  }
}
