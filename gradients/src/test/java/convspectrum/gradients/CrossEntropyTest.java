package convspectrum.gradients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;

final class CrossEntropyTest {
  private static final double STEP = 1e-5;

  @Test
  void crossEntropyIsTheLogarithmOfTheShare() {
    // ln(e¹ + e² + e³) − 2 and ln 3.
    double[] logits = {1, 2, 3, 0, 0, 0};
    assertThat(CrossEntropy.loss(logits, new int[] {1, 2}))
        .isCloseTo((1.4076059644443804 + Math.log(3)) / 2, offset(1e-15));
    double[] slope = CrossEntropy.gradient(logits, new int[] {1, 2});
    for (int i = 0; i < logits.length; i++) {
      double[] moved = logits.clone();
      moved[i] += STEP;
      double up = CrossEntropy.loss(moved, new int[] {1, 2});
      moved[i] -= 2 * STEP;
      double down = CrossEntropy.loss(moved, new int[] {1, 2});
      assertThat(slope[i]).isCloseTo((up - down) / (2 * STEP), offset(1e-9));
    }
    assertThat(CrossEntropy.loss(new double[] {1000, 0}, new int[] {1})).isEqualTo(1000);
  }
}
