package convspectrum.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.search.work.WorkFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A cluster whose workers go, by a clock of its own. */
final class AbsenceTest {
  private final List<String> notes = new ArrayList<>();
  private Presence present = Presence.STEADY;
  private long seconds;
  private final Absence absence =
      new Absence(
          () -> present, () -> "; a reason", notes::add, () -> TimeUnit.SECONDS.toNanos(seconds));

  private void checkAt(long second) {
    seconds = second;
    absence.check();
  }

  @Test
  void thatNoWorkerIsLeftIsSaidOnceAndThenGivenUp() {
    checkAt(0);
    present = Presence.NONE;
    checkAt(100);
    checkAt(104);
    assertThat(notes).isEmpty();
    checkAt(105);
    checkAt(159);
    assertThat(notes)
        .containsExactly("no worker is left; a reason; another one is waited for, 60 s");
    assertThatThrownBy(() -> checkAt(160))
        .isInstanceOf(WorkFailedException.class)
        .hasMessageContaining(
            "no worker is left, and none came for 60 s that could do anything; a reason;");
  }

  @Test
  void theWaitBeginsAnewWhereOneCameMeanwhile() {
    present = Presence.NONE;
    checkAt(0);
    checkAt(59);
    present = Presence.STEADY;
    checkAt(60);
    present = Presence.NONE;
    checkAt(61);
    checkAt(120);
    assertThat(notes).hasSize(2);
  }

  /** As where a disk is full: each ends when it unpacks its jars, and Spark starts another one. */
  @Test
  void executorsThatComeAndGoAreNoWorkers() {
    for (int second = 0; second < 60; second++) {
      present = second % 3 == 0 ? Presence.NONE : Presence.NEW;
      checkAt(second);
    }
    assertThat(notes).hasSize(1);
    assertThatThrownBy(() -> checkAt(60)).isInstanceOf(WorkFailedException.class);
  }

  @Test
  void aNewExecutorThatBringsAResultIsAWorker() {
    present = Presence.NONE;
    checkAt(0);
    present = Presence.NEW;
    checkAt(10);
    absence.end();
    checkAt(300);
    present = Presence.NONE;
    checkAt(301);
    checkAt(360);
    assertThat(notes).hasSize(2);
  }
}
