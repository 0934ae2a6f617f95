package convspectrum.search.proxy.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;

class RankCorrelationTest {
  @Test
  void tiesShareTheirMeanRank() {
    double[] x = {1, 2, 2, Double.NEGATIVE_INFINITY};
    assertThat(RankCorrelation.ranks(x)).containsExactly(1, 2.5, 2.5, 0);
    // scipy: spearmanr([1, 2, 2, 0], [1, 3, 2, 4]) and kendalltau.
    double[] y = {1, 3, 2, 4};
    assertThat(RankCorrelation.spearman(x, y)).isCloseTo(-0.316227766016838, offset(1e-14));
    assertThat(RankCorrelation.kendall(x, y)).isCloseTo(-0.182574185835055, offset(1e-14));
    assertThat(RankCorrelation.spearman(y, y)).isEqualTo(1);
  }
}
