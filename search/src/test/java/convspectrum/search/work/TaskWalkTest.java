package convspectrum.search.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TaskWalkTest {
  private static NumberRange range(long first, long count) {
    return new NumberRange(BigInteger.valueOf(first), count);
  }

  @Test
  void tasksAreCutThroughRangesAndGathered() {
    List<List<NumberRange>> tasks = new ArrayList<>();
    new TaskWalk(List.of(range(0, 7), range(10, 1), range(20, 2)).iterator(), 3)
        .forEachRemaining(tasks::add);
    assertThat(tasks)
        .containsExactly(
            List.of(range(0, 3)),
            List.of(range(3, 3)),
            List.of(range(6, 1), range(10, 1), range(20, 1)),
            List.of(range(21, 1)));
  }

  @Test
  void tasksGrowWithTheSpaceBetweenTheirBounds() {
    assertThat(TaskWalk.size(BigInteger.valueOf(15_625), 256, 4_096)).isEqualTo(256);
    assertThat(TaskWalk.size(BigInteger.valueOf(2_000_000), 256, 4_096)).isEqualTo(1_000);
    assertThat(TaskWalk.size(BigInteger.TEN.pow(30), 256, 4_096)).isEqualTo(4_096);
  }

  @Test
  void noRangeIsNoTask() {
    assertThat(new TaskWalk(List.<NumberRange>of().iterator(), 3)).isExhausted();
  }
}
