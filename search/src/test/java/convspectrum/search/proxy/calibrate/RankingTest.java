package convspectrum.search.proxy.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RankingTest {
  private static double spearman(double[] x, double[] y) {
    return Ranking.spearman(new Ranking(x), new Ranking(y));
  }

  @Test
  void tiesShareTheirMeanRank() {
    double[] x = {1, 2, 2, Double.NEGATIVE_INFINITY};
    assertThat(new Ranking(x).ranks(new int[] {1, 1, 1, 1})).containsExactly(1, 2.5, 2.5, 0);
    // scipy: spearmanr([1, 2, 2, 0], [1, 3, 2, 4]).
    double[] y = {1, 3, 2, 4};
    assertThat(spearman(x, y)).isCloseTo(-0.316227766016838, offset(1e-14));
    assertThat(spearman(y, y)).isEqualTo(1);
  }

  @Test
  void whatIsNoNumberRanksHighestAndIsEqualToNothing() {
    double[] x = {Double.NaN, 2, Double.NaN, 1};
    assertThat(new Ranking(x).ranks(new int[] {1, 1, 1, 1})).containsExactly(2, 1, 3, 0);
  }

  @Test
  void aResampleIsRankedAsIfItsRowsWereWrittenOut() {
    Random random = new Random(1);
    double[] x = random.ints(40, 0, 12).asDoubleStream().toArray();
    double[] y = random.ints(40, 0, 30).asDoubleStream().toArray();
    for (int trial = 0; trial < 20; trial++) {
      int[] rows = random.ints(40, 0, 40).toArray();
      int[] counts = new int[40];
      Arrays.stream(rows).forEach(row -> counts[row]++);
      double[] first = Arrays.stream(rows).mapToDouble(row -> x[row]).toArray();
      double[] second = Arrays.stream(rows).mapToDouble(row -> y[row]).toArray();
      assertThat(Ranking.spearman(new Ranking(x), new Ranking(y), counts))
          .isCloseTo(spearman(first, second), offset(1e-14));
    }
  }
}
