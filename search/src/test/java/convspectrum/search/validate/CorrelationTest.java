package convspectrum.search.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Figures checked against SciPy's spearmanr, kendalltau and linregress. */
final class CorrelationTest {
  private static final double[] MACS = {1, 2, 3, 4, 5, 6, 7, 8};

  @Test
  void theVeryOrderIsOne() {
    Correlation correlation =
        Correlation.of("macs", MACS, new double[] {1, 4, 9, 16, 25, 36, 49, 64}, 1).orElseThrow();
    assertThat(correlation.designs()).isEqualTo(8);
    assertThat(correlation.spearman().value()).isCloseTo(1, within(1e-12));
    assertThat(correlation.kendall().value()).isCloseTo(1, within(1e-12));
    assertThat(correlation.kendall().low()).isCloseTo(1, within(1e-12));
  }

  /**
   * Of 28 pairs four are in reverse: τ = (24 − 4) / 28; squared differences add up to 10: ρ = 1 −
   * 6·10 / (8·63).
   */
  @Test
  void aWorkedOrder() {
    Correlation correlation =
        Correlation.of("macs", MACS, new double[] {1, 2, 4, 3, 5, 8, 7, 6}, 1).orElseThrow();
    assertThat(correlation.kendall().value()).isCloseTo(20.0 / 28, within(1e-12));
    assertThat(correlation.spearman().value()).isCloseTo(1 - 6.0 * 10 / (8 * 63), within(1e-12));
    assertThat(correlation.kendall().low()).isLessThan(20.0 / 28);
    assertThat(correlation.kendall().interval().orElseThrow().contains(20.0 / 28)).isTrue();
  }

  @Test
  void equalSeedsGiveEqualIntervals() {
    double[] times = {1, 2, 4, 3, 5, 8, 7, 6};
    assertThat(Correlation.of("macs", MACS, times, 7))
        .isEqualTo(Correlation.of("macs", MACS, times, 7));
  }

  @Test
  void ofFewDesignsOrEqualOnesThereIsNone() {
    assertThat(Correlation.of("macs", new double[] {1, 2, 3, 4}, new double[] {1, 2, 3, 4}, 1))
        .isEmpty();
    assertThat(Correlation.of("macs", new double[8], MACS, 1)).isEmpty();
  }

  @Test
  void timeThatGrowsAsTheRootOfMacsHasSlopeOneHalf() {
    double[] times = new double[MACS.length];
    java.util.Arrays.setAll(times, i -> 3 * Math.sqrt(MACS[i]));
    Regression line = Regression.of(MACS, times).orElseThrow();
    assertThat(line.slope().value()).isCloseTo(0.5, within(1e-9));
    assertThat(line.slope().interval().orElseThrow().contains(line.slope().value())).isTrue();
    assertThat(line.rSquared()).isCloseTo(1, within(1e-9));
  }

  /** Logs to base e of 1, 2, 4, 8 on 1, 2, 8, 8: slope 1.1, of Student's t with two degrees ±. */
  @Test
  void theIntervalOfASlopeIsStudents() {
    Regression line =
        Regression.of(new double[] {1, 2, 4, 8}, new double[] {1, 2, 8, 8}).orElseThrow();
    assertThat(line.slope().value()).isCloseTo(1.1, within(1e-9));
    // Residuals −0.1, −0.2, 0.7, −0.4 over a variance sum of 5: √(0.7 / 2 / 5) · 4.3027 = 1.1384.
    assertThat(line.slope().high() - 1.1).isCloseTo(1.1384, within(1e-3));
  }

  @Test
  void equalMacsHaveNoLine() {
    assertThat(Regression.of(new double[] {5, 5, 5, 5}, new double[] {1, 2, 3, 4})).isEmpty();
    assertThat(Regression.of(new double[] {1, 2, 3}, new double[] {1, 2, 3})).isEmpty();
  }
}
