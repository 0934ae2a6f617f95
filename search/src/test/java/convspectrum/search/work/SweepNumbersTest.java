package convspectrum.search.work;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.search.design.Sweep;
import convspectrum.spec.Spec;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SweepNumbersTest {
  private static final String SIMPLE =
      """
      name: simple
      input: {channels: 8, height: 6, width: 6}
      parameters:
        kernel: [1, 3, 5]
        groups: [1, 2]
      layers:
        - conv: {out: 8, kernel: $kernel, groups: $groups}
      """;

  /** The second choice is read where the first one is a convolution. */
  private static final String CONDITIONAL =
      """
      name: conditional
      input: {channels: 8, height: 6, width: 6}
      layers:
        - choose:
            - identity
            - conv:
                out: 8
                kernel: {choose: [1, 3, 5]}
      """;

  private static List<NumberRange> ranges(Sweep sweep) {
    List<NumberRange> ranges = new ArrayList<>();
    SweepNumbers.of(sweep).forEachRemaining(ranges::add);
    return ranges;
  }

  private static void numbersAreThoseOfTheDesigns(Sweep sweep) {
    List<BigInteger> numbers = ranges(sweep).stream().flatMap(NumberRange::numbers).toList();
    assertThat(numbers)
        .containsExactlyElementsOf(sweep.designs().map(sweep::number).toList())
        .hasSizeGreaterThan(3);
    assertThat(SweepNumbers.count(sweep, 1_000)).isEqualTo(numbers.size());
    assertThat(SweepNumbers.count(sweep, 2)).isEqualTo(3);
  }

  @Test
  void eachNumberIsADesignWhereEachChoiceIsRead() {
    Sweep sweep = Sweep.all(Spec.parse("a.yaml", SIMPLE));
    assertThat(ranges(sweep)).containsExactly(new NumberRange(BigInteger.ZERO, 6));
    numbersAreThoseOfTheDesigns(sweep);
  }

  @Test
  void numbersOfChoicesThatAreNotReadAreLeftOut() {
    Sweep sweep = Sweep.all(Spec.parse("a.yaml", CONDITIONAL));
    assertThat(sweep.size()).isEqualTo(6);
    assertThat(ranges(sweep))
        .containsExactly(
            new NumberRange(BigInteger.ZERO, 1), new NumberRange(BigInteger.valueOf(3), 3));
    numbersAreThoseOfTheDesigns(sweep);
  }

  /** Nobody could walk through these. */
  @Test
  void designsOfALargeSpaceAreNotCountedOneByOne() {
    String parameters =
        Stream.iterate(0, i -> i + 1)
            .limit(15)
            .map(i -> "  p%d: [1, 2, 3, 4, 5, 6, 7, 8]%n".formatted(i))
            .reduce("", String::concat);
    Sweep sweep =
        Sweep.all(Spec.parse("a.yaml", SIMPLE.replace("  kernel:", parameters + "  kernel:")));
    assertThat(SweepNumbers.count(sweep, 1_000_000_000)).isEqualTo(1_000_000_001);
  }
}
