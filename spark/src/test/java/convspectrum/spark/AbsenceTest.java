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
  private boolean present = true;
  private long seconds;
  private final Absence absence =
      new Absence(() -> present, notes::add, () -> TimeUnit.SECONDS.toNanos(seconds));

  private void checkAt(long second) {
    seconds = second;
    absence.check();
  }

  @Test
  void thatNoWorkerIsLeftIsSaidOnceAndThenGivenUp() {
    checkAt(0);
    present = false;
    checkAt(100);
    checkAt(104);
    assertThat(notes).isEmpty();
    checkAt(105);
    checkAt(159);
    assertThat(notes).containsExactly("no worker is left; another one is waited for, 60 s");
    assertThatThrownBy(() -> checkAt(160))
        .isInstanceOf(WorkFailedException.class)
        .hasMessageContaining("no worker is left, and none came for 60 s");
  }

  @Test
  void theWaitBeginsAnewWhereOneCameMeanwhile() {
    present = false;
    checkAt(0);
    checkAt(59);
    present = true;
    checkAt(60);
    present = false;
    checkAt(61);
    checkAt(120);
    assertThat(notes).hasSize(2);
  }
}
