package convspectrum.spec.quantised;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

/** The numbers of ONNX's page of QuantizeLinear, and some worked by hand. */
final class ValueScaleTest {
  /** The example of ONNX's QuantizeLinear: y_scale 2, y_zero_point 128. */
  @Test
  void roundsAndSaturatesAsOnnxDoes() {
    ValueScale scale = new ValueScale(2, 128);
    float[] reals = {0, 2, 3, 1000, -254, -1000};
    int[] integers = {128, 129, 130, 255, 1, 0};
    for (int i = 0; i < reals.length; i++) {
      assertThat(scale.integer(reals[i])).as("%s", reals[i]).isEqualTo(integers[i]);
    }
    assertThat(scale.saturates(1000)).isTrue();
    assertThat(scale.saturates(-1000)).isTrue();
    assertThat(scale.saturates(254)).isFalse();
  }

  @Test
  void halvesGoToEven() {
    ValueScale scale = new ValueScale(1, 0);
    assertThat(scale.integer(0.5f)).isEqualTo(0);
    assertThat(scale.integer(1.5f)).isEqualTo(2);
    assertThat(scale.integer(2.5f)).isEqualTo(2);
  }

  @Test
  void everyIntegerComesBackAsItself() {
    ValueScale scale = ValueScale.covering(-1.7f, 3.1f);
    for (int q = 0; q <= ValueScale.MAX; q++) {
      assertThat(scale.integer(scale.real(q))).isEqualTo(q);
    }
  }

  /** (3 − −2) / 255, and 2 / (5 / 255) = 102. */
  @Test
  void aRangeHasZeroExactly() {
    assertThat(ValueScale.covering(-2, 3)).isEqualTo(new ValueScale((float) (5 / 255.0), 102));
    assertThat(ValueScale.covering(1, 2)).isEqualTo(new ValueScale((float) (2 / 255.0), 0));
    assertThat(ValueScale.covering(-2, -1)).isEqualTo(new ValueScale((float) (2 / 255.0), 255));
    assertThat(ValueScale.covering(0, 0)).isEqualTo(new ValueScale(1, 0));
  }

  @Test
  void aScaleIsAboveZero() {
    for (float wrong : new float[] {0, -1, Float.NaN, Float.POSITIVE_INFINITY}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new ValueScale(wrong, 0))
          .withMessageContaining("a scale of " + wrong + "; expected a number above 0");
    }
    assertThatIllegalArgumentException().isThrownBy(() -> new ValueScale(1, 256));
  }

  /** 255 · (64 + 64) is 32,640, and 255 · (64 + 65) is 32,895, beyond 16 bits. */
  @Test
  void channelsThatMaySaturateHaveTwoLargeWeightsOfOneSign() {
    byte[] weights = {64, 1, 64, 64, 0, 65, 100, -100, 1, -65, 3, -64};
    LayerIntegers layer =
        new LayerIntegers(weights, new float[] {1, 1, 1, 1}, new int[] {0, 0, 0, 0});
    assertThat(layer.channelsThatMaySaturate()).isEqualTo(2);
    byte[] reduced = {63, 63, -63, -63};
    assertThat(new LayerIntegers(reduced, new float[] {1}, new int[] {0}).channelsThatMaySaturate())
        .isZero();
    assertThat(WeightRange.AUTO.limit(false)).isEqualTo(63);
    assertThat(WeightRange.AUTO.limit(true)).isEqualTo(127);
  }
}
