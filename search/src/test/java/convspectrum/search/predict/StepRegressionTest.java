package convspectrum.search.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StepRegressionTest {
  private final List<StepType> types = new ArrayList<>();
  private final List<Double> nanos = new ArrayList<>();

  /** Half as fast as the rough estimate, with a spread of 10 %. */
  StepRegressionTest() {
    Random random = new Random(3);
    for (int i = 0; i < 60; i++) {
      long macs = 20_000L << random.nextInt(6);
      long bytes = 4_000L << random.nextInt(5);
      types.add(SyntheticTable.type("step " + i, macs, bytes));
      nanos.add(time(macs, bytes) * Math.exp(0.1 * random.nextGaussian()));
    }
  }

  private static double time(long macs, long bytes) {
    return 2 * (300 + macs / 40.0 + 2 * bytes / 15.0);
  }

  @Test
  void estimatesStepsAmongThoseThatWereMeasured() {
    StepRegression regression = StepRegression.of(types, nanos);
    StepType between = SyntheticTable.type("between", 100_000, 20_000);
    assertThat(regression.nanos(between) / time(100_000, 20_000)).isCloseTo(1, within(0.1));
    // 10 %, and half as much again since tails are heavy.
    assertThat(regression.error(between)).isCloseTo(0.15, within(0.04));
  }

  @Test
  void largerStepsAreEstimatedByTheirWorkAndLessSurely() {
    StepRegression regression = StepRegression.of(types, nanos);
    StepType large = SyntheticTable.type("large", 500_000_000, 4_000_000);
    assertThat(regression.nanos(large) / time(500_000_000, 4_000_000)).isBetween(0.5, 2.0);
    assertThat(regression.error(large))
        .isGreaterThan(3 * regression.error(types.getFirst()))
        .isLessThan(3);
  }

  @Test
  void withoutAnyMeasuredStepTheRoughEstimateStands() {
    StepRegression regression = StepRegression.of(List.of(), List.of());
    assertThat(regression.nanos(SyntheticTable.type("any", 40_000, 7_500)))
        .isCloseTo(300 + 1_000 + 1_000, within(1e-6));
    assertThat(regression.error(types.getFirst())).isGreaterThan(1);
  }
}
