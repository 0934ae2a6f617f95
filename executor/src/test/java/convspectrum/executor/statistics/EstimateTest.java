package convspectrum.executor.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class EstimateTest {
  private static final Estimate NONE = new Estimate(3, Optional.empty());

  @Test
  void scalesWithItsInterval() {
    Estimate estimate = Estimate.of(4, new Interval(2, 8));
    assertThat(estimate.low()).isEqualTo(2);
    assertThat(estimate.high()).isEqualTo(8);
    assertThat(estimate.relativeHalfWidth()).isEqualTo(3.0 / 5);
    assertThat(estimate.over(2)).isEqualTo(Estimate.of(2, new Interval(1, 4)));
    assertThat(estimate.reciprocal()).isEqualTo(Estimate.of(0.25, new Interval(0.125, 0.5)));
  }

  @Test
  void withoutAnIntervalNothingIsSaid() {
    assertThat(NONE.low()).isNaN();
    assertThat(NONE.high()).isNaN();
    assertThat(NONE.relativeHalfWidth()).isInfinite();
    assertThat(NONE.over(2)).isEqualTo(new Estimate(1.5, Optional.empty()));
    assertThat(NONE.reciprocal()).isEqualTo(new Estimate(1.0 / 3, Optional.empty()));
    assertThat(NONE.verdict()).hasToString("cannot tell");
  }

  @Test
  void theWholeIntervalOfASpeedupMustBeOnOneSideOfOne() {
    assertThat(verdict(1.01, 3)).hasToString("faster");
    assertThat(verdict(1, 3)).hasToString("cannot tell");
    assertThat(verdict(0.5, 2)).hasToString("cannot tell");
    assertThat(verdict(0.5, 1)).hasToString("cannot tell");
    assertThat(verdict(0.5, 0.99)).hasToString("slower");
  }

  private static Verdict verdict(double low, double high) {
    return Estimate.of((low + high) / 2, new Interval(low, high)).verdict();
  }
}
