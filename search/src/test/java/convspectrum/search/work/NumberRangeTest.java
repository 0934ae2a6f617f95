package convspectrum.search.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NumberRangeTest {
  private static List<NumberRange> of(long... numbers) {
    return NumberRange.of(LongStream.of(numbers).mapToObj(BigInteger::valueOf));
  }

  private static NumberRange range(long first, long count) {
    return new NumberRange(BigInteger.valueOf(first), count);
  }

  @Test
  void numbersThatFollowEachOtherAreOneRange() {
    assertThat(of(3, 4, 5, 9, 2)).containsExactly(range(3, 3), range(9, 1), range(2, 1));
    assertThat(of()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 100})
  void tasksHoldEveryNumberOnceInOrder(int grain) {
    List<NumberRange> ranges = of(3, 4, 5, 6, 9, 20, 21, 0);
    List<List<NumberRange>> tasks = NumberRange.tasks(ranges, grain);
    Stream<BigInteger> numbers = tasks.stream().flatMap(List::stream).flatMap(NumberRange::numbers);
    assertThat(numbers.map(BigInteger::longValue))
        .containsExactly(3L, 4L, 5L, 6L, 9L, 20L, 21L, 0L);
    assertThat(tasks).hasSize((8 + grain - 1) / grain);
  }

  @Test
  void manyNumbersAreFewTasks() {
    List<List<NumberRange>> tasks = NumberRange.tasks(List.of(range(0, 100_000_000)), 10);
    assertThat(tasks).hasSize(20_000);
    assertThat(tasks.stream().mapToLong(NumberRange::count).sum()).isEqualTo(100_000_000);
  }
}
