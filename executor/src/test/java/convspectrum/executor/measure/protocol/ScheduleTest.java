package convspectrum.executor.measure.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 17, 18})
  void eachDesignIsAtEachPositionEquallyOften(int n) {
    int[][] counts = new int[n][n];
    for (int round = 0; round < n; round++) {
      int[] order = Schedule.order(n, round);
      assertThat(order).hasSize(n);
      for (int position = 0; position < n; position++) {
        counts[order[position]][position]++;
      }
    }
    for (int[] ofDesign : counts) {
      assertThat(ofDesign).containsOnly(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 17, 18})
  void eachDesignFollowsEachOtherEquallyOften(int n) {
    int squares = n % 2 == 0 ? 1 : 2;
    int[][] counts = new int[n][n];
    for (int round = 0; round < squares * n; round++) {
      int[] order = Schedule.order(n, round);
      for (int position = 1; position < n; position++) {
        counts[order[position - 1]][order[position]]++;
      }
    }
    int pairs = 0;
    for (int before = 0; before < n; before++) {
      for (int after = 0; after < n; after++) {
        assertThat(counts[before][after]).isEqualTo(before == after ? 0 : squares);
        pairs += before == after ? 0 : 1;
      }
    }
    assertThat(pairs).isEqualTo(n * (n - 1));
  }
}
