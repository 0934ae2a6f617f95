package convspectrum.search.pareto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class FrontTest {
  @Test
  void whatNothingBeatsIsInTheOrderOfTheFirstCoordinate() {
    List<double[]> points =
        List.of(
            new double[] {3, 1},
            new double[] {1, 3},
            new double[] {2, 2},
            new double[] {3, 2},
            new double[] {2, 2},
            new double[] {0, Double.POSITIVE_INFINITY});
    assertThat(Front.of(points)).containsExactly(1, 2, 4, 0);
  }

  @Test
  void dominatingIsBeingBetterSomewhereAndWorseNowhere() {
    assertThat(Front.dominates(new double[] {1, 2}, new double[] {1, 3})).isTrue();
    assertThat(Front.dominates(new double[] {1, 2}, new double[] {1, 2})).isFalse();
    assertThat(Front.covers(new double[] {1, 2}, new double[] {1, 2})).isTrue();
    assertThat(Front.dominates(new double[] {1, 4}, new double[] {2, 3})).isFalse();
    assertThat(Front.covers(new double[] {Double.NaN, 0}, new double[] {1, 1})).isFalse();
  }
}
