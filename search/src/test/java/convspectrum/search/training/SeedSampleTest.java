package convspectrum.search.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import convspectrum.executor.statistics.Estimate;
import org.junit.jupiter.api.Test;

final class SeedSampleTest {
  @Test
  void intervalsAreThoseOfStudent() {
    // Tables: t(0.975) is 12.706 for 1 degree of freedom and 2.776 for 4.
    Estimate two = SeedSample.mean(new double[] {0.90, 0.92});
    assertThat(two.value()).isCloseTo(0.91, offset(1e-12));
    assertThat(two.high() - 0.91).isCloseTo(12.706 * 0.01, offset(1e-5));
    // Deviation √2.5 of five numbers, over √5.
    Estimate five = SeedSample.mean(new double[] {1, 2, 3, 4, 5});
    assertThat(five.low()).isCloseTo(3 - 2.776 * Math.sqrt(0.5), offset(1e-3));
    assertThat(SeedSample.mean(new double[] {0.9}).interval()).isEmpty();
    assertThat(SeedSample.mean(new double[] {Double.NaN, 1}).interval()).isEmpty();
  }

  @Test
  void differencesAreOfPairs() {
    Estimate difference =
        SeedSample.difference(new double[] {0.5, 0.9, 0.7}, new double[] {0.4, 0.8, 0.6, 0.1});
    assertThat(difference.value()).isCloseTo(0.1, offset(1e-12));
    assertThat(difference.high() - difference.low()).isCloseTo(0, offset(1e-9));
  }
}
