package convspectrum.search.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ThreadRunnerTest {
  /**
   * Squares, but for a number that has none.
   *
   * @param begun gets the numbers whose squares were asked for
   */
  private record Squares(long missing, Set<BigInteger> begun) implements Work<Long> {
    private static final long serialVersionUID = 1L;

    Squares(long missing) {
      this(missing, ConcurrentHashMap.newKeySet());
    }

    @Override
    public Worker<Long> open(FoundFiles found) {
      return number -> {
        begun.add(number);
        if (number.longValue() == missing) {
          throw new IllegalStateException("no square of " + number);
        }
        return number.longValue() * number.longValue();
      };
    }

    @Override
    public String name() {
      return "squaring";
    }

    @Override
    public boolean computesOnVectors() {
      return false;
    }

    @Override
    public int grain() {
      return 3;
    }
  }

  private static final List<NumberRange> NUMBERS = List.of(new NumberRange(BigInteger.TWO, 50));

  @Test
  void everyResultComesOnceInTheCallersThread() throws InterruptedException {
    Thread caller = Thread.currentThread();
    Map<BigInteger, Long> found = new HashMap<>();
    try (WorkRunner runner = new ThreadRunner(4)) {
      runner.run(
          new Squares(-1),
          NUMBERS,
          (number, square) -> {
            assertThat(Thread.currentThread()).isSameAs(caller);
            assertThat(found.put(number, square)).isNull();
          });
    }
    assertThat(found).hasSize(50).containsEntry(BigInteger.valueOf(51), 2601L);
  }

  /** The first task takes longest; those behind it wait, and no more are begun than the window. */
  @Test
  void resultsComeInOrderWhileFewTasksAreTaken() throws InterruptedException {
    List<BigInteger> numbers = new ArrayList<>();
    long[] asked = {0};
    Iterator<NumberRange> endless =
        Stream.iterate(BigInteger.ZERO, BigInteger.ONE::add)
            .limit(1_000)
            .peek(_ -> asked[0]++)
            .map(number -> new NumberRange(number, 1))
            .iterator();
    try (WorkRunner runner = new ThreadRunner(3)) {
      runner.runInOrder(
          new Squares(-1),
          new TaskWalk(endless, 2),
          (number, square) -> {
            numbers.add(number);
            assertThat(square).isEqualTo(number.longValue() * number.longValue());
            assertThat(asked[0] - numbers.size()).isLessThan(40);
          });
    }
    assertThat(numbers)
        .containsExactlyElementsOf(
            Stream.iterate(BigInteger.ZERO, BigInteger.ONE::add).limit(1_000).toList());
  }

  @Test
  void aFailureInOrderIsThatOfTheCallerToo() {
    List<BigInteger> before = new ArrayList<>();
    try (WorkRunner runner = new ThreadRunner(2)) {
      assertThatThrownBy(() ->
              runner.runInOrder(
                  new Squares(20),
                  new TaskWalk(NUMBERS.iterator(), 4),
                  (number, square) -> before.add(number)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("no square of 20");
    }
    assertThat(before).hasSizeLessThan(20).isSorted();
  }

  @Test
  void aFailureOfWorkIsThatOfTheCaller() {
    try (WorkRunner runner = new ThreadRunner(2)) {
      assertThatThrownBy(() -> runner.run(new Squares(20), NUMBERS, (number, square) -> {}))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("no square of 20");
    }
  }

  @Test
  void anInterruptionEndsIt() {
    try (WorkRunner runner = new ThreadRunner(2)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> runner.run(new Squares(-1), NUMBERS, (number, square) -> {}))
          .isInstanceOf(InterruptedException.class);
    }
  }

  /** Two tasks are being done when the first result comes; they end, and no others begin. */
  @Test
  void whatEndsAfterAnInterruptionIsHandedOn() {
    Squares squares = new Squares(-1);
    List<BigInteger> taken = new ArrayList<>();
    try (WorkRunner runner = new ThreadRunner(2)) {
      assertThatThrownBy(() ->
              runner.run(
                  squares,
                  NUMBERS,
                  (number, square) -> {
                    taken.add(number);
                    if (taken.size() == 1) {
                      Thread.currentThread().interrupt();
                    }
                  }))
          .isInstanceOf(InterruptedException.class);
    }
    assertThat(taken).hasSizeGreaterThan(1).containsExactlyInAnyOrderElementsOf(squares.begun());
  }

  /** Also where all results are there before they are asked for. */
  @Test
  void anInterruptionEndsTheOrderedOne() {
    List<BigInteger> taken = new ArrayList<>();
    try (WorkRunner runner = new ThreadRunner(2)) {
      assertThatThrownBy(() ->
              runner.runInOrder(
                  new Squares(-1),
                  new TaskWalk(NUMBERS.iterator(), 1),
                  (number, square) -> {
                    taken.add(number);
                    if (taken.size() == 3) {
                      LockSupport.parkNanos(20_000_000); // the window of tasks is done by then
                      Thread.currentThread().interrupt();
                    }
                  }))
          .isInstanceOf(InterruptedException.class);
    }
    assertThat(taken).hasSize(3);
  }
}
