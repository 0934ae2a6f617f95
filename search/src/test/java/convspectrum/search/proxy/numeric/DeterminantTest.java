package convspectrum.search.proxy.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;

class DeterminantTest {
  @Test
  void ofThreeByThree() {
    // 2·(3·4 − 1) − 1·(4 − 0) = 18.
    double[] a = {2, 1, 0, 1, 3, 1, 0, 1, 4};
    assertThat(Determinant.logAbsolute(a, 3)).isCloseTo(Math.log(18), offset(1e-14));
    assertThat(Determinant.logAbsolute(new double[] {0, 2, 3, 0}, 2))
        .isCloseTo(Math.log(6), offset(1e-14));
  }

  @Test
  void ofASingularMatrix() {
    assertThat(Determinant.logAbsolute(new double[] {3, 3, 3, 3}, 2)).isNegative().isInfinite();
    double[] twice = {5, 2, 5, 2, 7, 2, 5, 2, 5};
    assertThat(Determinant.logAbsolute(twice, 3)).isEqualTo(Double.NEGATIVE_INFINITY);
  }
}
