package convspectrum.search.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ThreadRunnerTest {
  /** Squares, but for a number that has none. */
  private record Squares(long missing) implements Work<Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public Worker<Long> open(FoundFiles found) {
      return number -> {
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
}
