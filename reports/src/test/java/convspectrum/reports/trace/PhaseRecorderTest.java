package convspectrum.reports.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class PhaseRecorderTest {
  private long now = 1_000;
  private final PhaseRecorder recorder = new PhaseRecorder(() -> now);

  private void at(long nanos, String task, long done, long total, String note) {
    now = 1_000 + nanos;
    recorder.report(task, done, total, note);
  }

  @Test
  void aPhaseLastsUntilTheNextAndAPartUntilMoreIsDone() {
    recorder.begin("reading");
    at(10, "checking fast", 0, 2, "one");
    at(25, "checking fast", 1, 2, "two");
    at(40, "timing fast", 0, 30, "");
    now = 1_100;
    recorder.end();
    assertThat(recorder.phases())
        .containsExactly(
            new Phase("reading", 0, 10, List.of()),
            new Phase(
                "checking fast",
                10,
                40,
                List.of(
                    new Phase("1/2 one", 10, 25, List.of()),
                    new Phase("2/2 two", 25, 40, List.of()))),
            new Phase("timing fast", 40, 100, List.of()));
  }

  @Test
  void nothingIsRecordedBeforeTheFirstPhase() {
    recorder.end();
    assertThat(recorder.phases()).isEmpty();
  }
}
