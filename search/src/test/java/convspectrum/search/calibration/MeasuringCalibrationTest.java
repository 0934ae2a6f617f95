package convspectrum.search.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import convspectrum.executor.measure.result.Speedup;
import convspectrum.executor.statistics.Estimate;
import convspectrum.executor.statistics.Interval;
import convspectrum.search.calibration.MeasuringCalibration.Load;
import convspectrum.search.calibration.MeasuringCalibration.Question;
import convspectrum.search.calibration.MeasuringCalibration.Series;
import convspectrum.search.calibration.MeasuringCalibration.Trial;
import convspectrum.search.design.Designs;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MeasuringCalibrationTest {
  private static Trial trial(double low, double high) {
    return new Trial(
        new Speedup("first", Estimate.of((low + high) / 2, new Interval(low, high)), 20), 1);
  }

  @Test
  void aNetworkAgainstItselfIsTimedTwice() {
    Designs same = MeasuringCalibration.designs(33);
    assertThat(same.distinct()).hasSize(2);
    assertThat(same.rows().get(0).fingerprint()).isEqualTo(same.rows().get(1).fingerprint());
  }

  @Test
  void oneConvolutionMoreIsThreePercentMoreWork() {
    Designs more = MeasuringCalibration.designs(34);
    double ratio =
        (double) more.rows().get(1).cost().total().macs()
            / more.rows().get(0).cost().total().macs();
    assertThat(ratio).isCloseTo(34 / 33.0, within(1e-12));
  }

  @Test
  void coverageHoldsOneAndPowerLiesBelow() {
    List<Trial> trials = List.of(trial(0.99, 1.01), trial(0.96, 0.98), trial(1.01, 1.02));
    assertThat(new Series(Question.COVERAGE, Load.IDLE, trials).hits()).isEqualTo(1);
    assertThat(new Series(Question.POWER, Load.IDLE, trials).hits()).isEqualTo(1);
  }
}
