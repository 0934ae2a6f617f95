package convspectrum.executor.machine.limits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimerResolutionTest {
  @Test
  void timerStepIsTheSmallestDifference() {
    long[] now = {0};
    TimerResolution resolution =
        TimerResolution.measure(() -> now[0]++ % 3 == 0 ? now[0] / 3 * 40 + 40 : now[0] / 3 * 40);
    assertThat(resolution.stepNanos()).isEqualTo(40);
  }
}
