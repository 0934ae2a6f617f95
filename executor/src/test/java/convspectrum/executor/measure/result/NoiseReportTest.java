package convspectrum.executor.measure.result;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.executor.machine.Activity;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoiseReportTest {
  private static final double[] STEADY = {1, 1, 1, 1, 1, 1};

  private static NoiseReport judged(Activity activity) {
    return NoiseReport.of(List.of(STEADY), List.of(STEADY), 0, activity);
  }

  @Test
  void nothingThatDisturbsIsQuiet() {
    NoiseReport report = judged(new Activity(20, 10, 0, 10, 3, 0, 0.1));
    assertThat(report.level()).isEqualTo(NoiseReport.Level.QUIET);
    assertThat(report.sentence()).isEqualTo("The machine was quiet.");
  }

  /** Ten seconds of work with one in which the control group's quota was used up. */
  @Test
  void aQuotaThatStopsTheProgramIsNamedWithWhatToTry() {
    NoiseReport report = judged(new Activity(20, 9, 0, 9, 3, 0, 1));
    assertThat(report.level()).isEqualTo(NoiseReport.Level.NOISY);
    assertThat(report.sentence())
        .isEqualTo(
            "The machine was noisy: a CPU quota stopped this program for 1.0 s, 10 % of the time it"
                + " asked for. Trust differences beyond the intervals only, or allow it more CPUs or"
                + " use fewer threads and measure again.");
    assertThat(judged(new Activity(20, 5, 0, 5, 3, 0, 5)).level())
        .isEqualTo(NoiseReport.Level.VERY_NOISY);
  }

  @Test
  void eachKnownCauseHasItsAdvice() {
    assertThat(judged(new Activity(20, 15, 0, 5, 3, 0, 5)).sentence())
        .isEqualTo(
            "The machine was very noisy: other programs used 50 % of the CPUs, a CPU quota stopped"
                + " this program for 5.0 s, 50 % of the time it asked for. Do not rely on these"
                + " times; stop what else is running, allow it more CPUs or use fewer threads and"
                + " measure again.");
    assertThat(judged(new Activity(20, 10, 2, 10, 3, 0, 0)).sentence())
        .isEqualTo(
            "The machine was very noisy: other virtual machines took 10.0 %. Do not rely on these"
                + " times; choose another time or another host and measure again.");
    double[] drifting = {1, 1, 1, 1, 2, 2};
    assertThat(NoiseReport.of(List.of(drifting), List.of(drifting), 0, Activity.NONE).sentence())
        .contains("the baseline drifted by +100.0 %")
        .endsWith("stop what else is running and measure again.");
  }
}
