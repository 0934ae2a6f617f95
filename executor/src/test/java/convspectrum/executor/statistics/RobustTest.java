package convspectrum.executor.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RobustTest {
  @Test
  void medianOfOddAndEvenNumbers() {
    assertThat(Robust.median(new double[] {5, 1, 3})).isEqualTo(3);
    assertThat(Robust.median(new double[] {4, 1, 3, 100})).isEqualTo(3.5);
    assertThat(Robust.median(List.of(2.0))).isEqualTo(2);
  }

  /** numpy.quantile([1, 2, 4, 8], [0, 0.1, 0.25, 0.5, 0.9, 1]). */
  @Test
  void quantilesAsNumPy() {
    double[] samples = {8, 1, 4, 2};
    assertThat(Robust.quantile(samples, 0)).isEqualTo(1);
    assertThat(Robust.quantile(samples, 0.1)).isCloseTo(1.3, within(1e-12));
    assertThat(Robust.quantile(samples, 0.25)).isCloseTo(1.75, within(1e-12));
    assertThat(Robust.quantile(samples, 0.5)).isCloseTo(3, within(1e-12));
    assertThat(Robust.quantile(samples, 0.9)).isCloseTo(6.8, within(1e-12));
    assertThat(Robust.quantile(samples, 1)).isEqualTo(8);
    assertThat(samples).containsExactly(8, 1, 4, 2);
  }

  /** Median 2, deviations 1 1 0 0 2 4 7, sorted 0 0 1 1 2 4 7: the textbook example. */
  @Test
  void medianAbsoluteDeviation() {
    assertThat(Robust.mad(new double[] {1, 1, 2, 2, 4, 6, 9})).isEqualTo(1);
  }

  @Test
  void refusesNothingAndNaN() {
    assertThatThrownBy(() -> Robust.median(new double[0]))
        .hasMessage("no samples; expected at least one");
    assertThatThrownBy(() -> Robust.median(new double[] {1, Double.NaN}))
        .hasMessage("a sample is NaN");
    assertThatThrownBy(() -> Robust.quantile(new double[] {1}, 1.5))
        .hasMessage("quantile 1.5; expected 0 to 1");
  }
}
