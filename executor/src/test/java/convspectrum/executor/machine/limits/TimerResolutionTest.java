package convspectrum.executor.machine.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TimerResolutionTest {
  @Test
  void timerStepIsTheSmallestDifference() {
    long[] now = {0};
    TimerResolution resolution =
        TimerResolution.measure(() -> now[0]++ % 3 == 0 ? now[0] / 3 * 40 + 40 : now[0] / 3 * 40);
    assertThat(resolution.stepNanos()).isEqualTo(40);
  }

  @Test
  void noFigureIsBelowZero() {
    assertThatThrownBy(() -> new TimerResolution(-1, 20)).hasMessageContaining("a step of -1 ns");
    assertThatThrownBy(() -> new TimerResolution(1, -20)).hasMessageContaining("a cost of -20.0");
  }
}
