package convspectrum.executor.measure.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WarmUpTest {
  /** From twice the plateau down to it, fast and slowly: never more than 0.5 % above it is left. */
  @ParameterizedTest
  @ValueSource(doubles = {3, 20, 100, 200})
  void waitsForADecayFastOrSlow(double passesOfDecay) {
    double[] times = new double[10_000];
    Arrays.setAll(times, i -> 1 + Math.exp(-i / passesOfDecay));
    int n = WarmUp.FEWEST_PASSES;
    while (!WarmUp.isOver(times, n, 0.02)) {
      n += Math.max(1, n / 4);
    }
    assertThat(times[n - 1]).isLessThan(1.005);
    assertThat((double) n).isLessThan(14 * passesOfDecay + 20);
  }

  @Test
  void findsNoisyButLevelTimesSteady() {
    SplittableRandom random = new SplittableRandom(1);
    double[] times = random.doubles(400, 0.97, 1.03).toArray();
    assertThat(WarmUp.isOver(times, 400, 0.02)).isTrue();
  }

  @Test
  void fewPassesAreNotEnough() {
    double[] times = new double[8];
    Arrays.fill(times, 1);
    assertThat(WarmUp.isOver(times, 7, 0.02)).isFalse();
    assertThat(WarmUp.isOver(times, 8, 0.02)).isTrue();
  }

  /** Of 1 … 8 the last quarter is 7, 8. */
  @Test
  void theLastQuarterIsTheGuessAtAPass() {
    assertThat(WarmUp.nanosPerPass(new double[] {1, 2, 3, 4, 5, 6, 7, 8}, 8)).isEqualTo(7.5);
    assertThat(WarmUp.nanosPerPass(new double[] {4, 9}, 1)).isEqualTo(4);
  }
}
