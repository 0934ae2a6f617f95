package convspectrum.search.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import convspectrum.executor.statistics.Robust;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PredictorTest {
  private static final int FRESH = 400;

  @Test
  void recoversTheTimesOfStepsAndOfTheCall() {
    SyntheticTable machine = new SyntheticTable(80, 0.01);
    Predictor predictor = Predictor.of(machine.table(240, true));
    for (int step = 0; step < machine.types().size(); step++) {
      double found = predictor.picoseconds(machine.types().get(step)) / 1e3;
      // The call and what each step adds cannot be told apart where all designs have 12 steps.
      assertThat(found)
          .isCloseTo(
              machine.trueNanos(step) + SyntheticTable.CALL_NANOS / 12 / 2,
              within(0.06 * machine.trueNanos(step) + SyntheticTable.CALL_NANOS / 12 / 2));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void predictsDesignsThatWereNotMeasured(boolean profiled) {
    SyntheticTable machine = new SyntheticTable(80, 0.01);
    Predictor predictor = Predictor.of(machine.table(240, profiled));
    double[] errors = new double[FRESH];
    for (int i = 0; i < FRESH; i++) {
      List<Integer> design = machine.design();
      double found = predictor.ofTypes(machine.types(design)).milliseconds();
      errors[i] = Math.abs(found / machine.trueMs(design) - 1);
    }
    assertThat(Robust.median(errors)).isLessThan(profiled ? 0.006 : 0.02);
    assertThat(Robust.quantile(errors, 0.98)).isLessThan(profiled ? 0.02 : 0.06);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.005, 0.02, 0.05})
  void intervalsHoldNineOfTenMeasuredTimes(double noise) {
    SyntheticTable machine = new SyntheticTable(80, noise);
    Predictor predictor = Predictor.of(machine.table(200, true));
    int inside = 0;
    for (int i = 0; i < FRESH; i++) {
      List<Integer> design = machine.design();
      double measured = machine.measuredMs(design);
      Prediction prediction = predictor.ofTypes(machine.types(design));
      if (prediction.lowMs() <= measured && measured <= prediction.highMs()) {
        inside++;
      }
    }
    assertThat(inside).isBetween(FRESH * 85 / 100, FRESH * 95 / 100);
  }

  @Test
  void isTheSumOfItsParts() {
    SyntheticTable machine = new SyntheticTable(20, 0.01);
    Predictor predictor = Predictor.of(machine.table(60, true));
    List<StepType> steps = machine.types(machine.design());
    assertThat(predictor.ofTypes(steps).picoseconds())
        .isEqualTo(
            predictor.callPicoseconds() + steps.stream().mapToLong(predictor::picoseconds).sum());
    assertThat(predictor.ofTypes(steps).regressed()).isZero();
  }

  @Test
  void aStepThatNobodyMeasuredIsMarkedAndWidensTheInterval() {
    SyntheticTable machine = new SyntheticTable(80, 0.01);
    Predictor predictor = Predictor.of(machine.table(120, true));
    List<StepType> steps = new ArrayList<>(machine.types(machine.design()));
    Prediction known = predictor.ofTypes(steps);
    // The same work as the first takes about the same time.
    StepType like = steps.getFirst();
    steps.set(0, SyntheticTable.type("new", like.work().macs(), like.work().valueBytes()));
    Prediction other = predictor.ofTypes(steps);
    double share = predictor.picoseconds(like) / (double) known.picoseconds();
    assertThat(other.regressed()).isBetween(share / 3, share * 3);
    assertThat(other.milliseconds()).isCloseTo(known.milliseconds(), within(0.15));
    assertThat(width(other)).isGreaterThan(2 * width(known));
  }

  @Test
  void anErrorThatAGroupSharesIsNotTakenForThatOfItsSteps() {
    SyntheticTable machine = new SyntheticTable(80, 0.004);
    Predictor predictor = Predictor.of(machine.tableOfGroups(12, 12, 0.02));
    double[] errors = new double[FRESH];
    for (int i = 0; i < FRESH; i++) {
      List<Integer> design = machine.design();
      errors[i] = predictor.ofTypes(machine.types(design)).milliseconds() / machine.trueMs(design);
    }
    // What all predictions share is the mean of twelve errors, which no fit can know.
    double shared = Robust.median(errors);
    assertThat(shared).isCloseTo(1, within(0.012));
    double[] others = Arrays.stream(errors).map(e -> Math.abs(e / shared - 1)).toArray();
    assertThat(Robust.median(others)).isLessThan(0.003);
  }

  /** As where the baseline was not warm while the first group was timed. */
  @Test
  void aGroupThatDoesNotAgreeWithTheOthersIsLeftOut() {
    for (int groups : new int[] {5, 9, 20}) {
      SyntheticTable machine = new SyntheticTable(80, 0.01);
      Predictor predictor = Predictor.of(machine.tableWithStrangeGroup(groups, 24, 0.85));
      assertThat(predictor.groupsLeftOut()).isEqualTo(1);
      double[] errors = new double[FRESH];
      for (int i = 0; i < FRESH; i++) {
        List<Integer> design = machine.design();
        errors[i] =
            predictor.ofTypes(machine.types(design)).milliseconds() / machine.trueMs(design);
      }
      assertThat(Robust.median(errors)).isCloseTo(1, within(0.005));
    }
    assertThat(
            Predictor.of(new SyntheticTable(80, 0.01).tableOfGroups(12, 12, 0.01)).groupsLeftOut())
        .isZero();
  }

  private static double width(Prediction prediction) {
    return (prediction.highMs() - prediction.lowMs()) / prediction.milliseconds();
  }

  @Test
  void refusesATableOfTooFewDesigns() {
    LatencyTable table = new SyntheticTable(5, 0.01).table(Predictor.FEWEST_DESIGNS - 1, true);
    assertThatThrownBy(() -> Predictor.of(table))
        .isInstanceOf(LatencyTableException.class)
        .hasMessage(
            "the latency table of synthetic holds 9 designs; expected 10 or more;"
                + " try predict calibrate");
  }
}
