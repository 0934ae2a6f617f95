package convspectrum.search.additive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.search.strategy.Encoding;
import convspectrum.search.strategy.EncodingSpace;
import convspectrum.search.strategy.SplitMix;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FactoredTest {
  private static final FactoringOptions OPTIONS = FactoringOptions.of(7);

  private static <T> Factored<T> factored(EncodingSpace space, Breakdown<T> breakdown)
      throws InterruptedException {
    Encoding start = Encoding.of(new int[space.parameters()]);
    return Factored.of(space, start, breakdown, OPTIONS);
  }

  private static <T> List<Integer> scope(Factored<T> factored, String position) {
    return factored.positions().stream()
        .filter(one -> one.name().equals(position))
        .findFirst()
        .orElseThrow()
        .scope()
        .parameters();
  }

  /** Every encoding of the space has what its breakdown says, and no other. */
  private static <T> void assertEqualEverywhere(Factored<T> factored, Breakdown<T> breakdown) {
    factored
        .space()
        .encodings()
        .forEach(
            one -> assertThat(factored.of(one)).as(one.toString()).isEqualTo(breakdown.of(one)));
  }

  @Test
  void findsTheParametersOfEachPositionAndItsValues() throws InterruptedException {
    EncodingSpace space = new EncodingSpace(List.of(3, 4, 5, 3, 4, 2, 3));
    Breakdown<Integer> chain =
        one ->
            Optional.of(
                Map.of(
                    "head",
                    9,
                    "a",
                    5 * one.index(0) + one.index(1),
                    "b",
                    7 * one.index(1) * one.index(2),
                    "c",
                    one.index(3) ^ one.index(4)));
    Factored<Integer> factored = factored(space, chain);
    assertThat(scope(factored, "head")).isEmpty();
    assertThat(scope(factored, "a")).containsExactly(0, 1);
    assertThat(scope(factored, "b")).containsExactly(1, 2);
    assertThat(scope(factored, "c")).containsExactly(3, 4);
    assertEqualEverywhere(factored, chain);
    assertThat(factored.checked()).isEqualTo(1000);
    assertThat(factored.isCheckedWhole()).isFalse();
  }

  @Test
  void findsAParameterThatCountsForFewChoicesOfAnother() throws InterruptedException {
    EncodingSpace space = new EncodingSpace(List.of(12, 3, 12, 12, 12));
    // Only one of 144 pairs of the other choices makes the second parameter count.
    Breakdown<Integer> rare =
        one -> Optional.of(Map.of("a", one.index(0) == 7 && one.index(2) == 5 ? one.index(1) : 3));
    Factored<Integer> factored = factored(space, rare);
    assertThat(scope(factored, "a")).containsExactly(0, 1, 2);
    assertEqualEverywhere(factored, rare);
  }

  @Test
  void positionsMayBeMissing() throws InterruptedException {
    EncodingSpace space = new EncodingSpace(List.of(4, 3, 3, 3, 3, 3, 5, 5));
    Breakdown<String> depth =
        one -> {
          Map<String, String> values = new LinkedHashMap<>();
          for (int i = 0; i <= one.index(0); i++) {
            values.put("layer " + i, "kernel " + one.index(1 + i));
          }
          return Optional.of(values);
        };
    Factored<String> factored = factored(space, depth);
    assertThat(scope(factored, "layer 0")).containsExactly(1);
    assertThat(scope(factored, "layer 3")).containsExactly(0, 4);
    assertEqualEverywhere(factored, depth);
    AdditiveFigure layers = factored.figure("layers", _ -> 1);
    assertThat(layers.of(Encoding.of(2, 0, 0, 0, 0, 0, 0, 0))).isEqualTo(3);
  }

  @Test
  void combinationsThatDoNotFitAreExcluded() throws InterruptedException {
    int[] widths = {12, 16, 18, 24, 32};
    int[] segments = {1, 2, 3, 4, 8, 16};
    EncodingSpace space = new EncodingSpace(List.of(5, 6, 5, 6, 3, 5, 6));
    Breakdown<Integer> divisible =
        one -> {
          boolean fits =
              widths[one.index(0)] % segments[one.index(1)] == 0
                  && widths[one.index(2)] % segments[one.index(3)] == 0
                  && widths[one.index(5)] % segments[one.index(6)] == 0
                  && one.index(2) + one.index(5) != 1;
          return fits
              ? Optional.of(
                  Map.of(
                      "a", widths[one.index(0)] / segments[one.index(1)],
                      "b",
                          widths[one.index(0)] * widths[one.index(2)] / segments[one.index(3)]
                              + one.index(4),
                      "c", widths[one.index(5)] / segments[one.index(6)]))
              : Optional.empty();
        };
    Factored<Integer> factored = factored(space, divisible);
    assertEqualEverywhere(factored, divisible);
    assertThat(factored.exclusions()).hasSizeGreaterThanOrEqualTo(4);
  }

  @Test
  void aChoiceThatIsNotReadHasOneValue() throws InterruptedException {
    // The second parameter is read where the first is 2, else it has to be 0.
    EncodingSpace space = new EncodingSpace(List.of(3, 6, 4, 6, 3, 5));
    Breakdown<Integer> canonical =
        one ->
            one.index(0) == 2 || one.index(1) == 0
                ? Optional.of(
                    Map.of(
                        "a",
                        one.index(0) == 2 ? 10 + one.index(1) : one.index(0),
                        "b",
                        one.index(2) * one.index(3)))
                : Optional.empty();
    assertEqualEverywhere(factored(space, canonical), canonical);
  }

  @Test
  void allDesignsOfASmallSpaceAreCompared() throws InterruptedException {
    EncodingSpace space = new EncodingSpace(List.of(5, 5, 5));
    Breakdown<Integer> some =
        one -> one.index(1) == 3 ? Optional.empty() : Optional.of(Map.of("a", one.index(0)));
    Factored<Integer> factored = factored(space, some);
    assertThat(factored.isCheckedWhole()).isTrue();
    assertThat(factored.checked()).isEqualTo(100);
  }

  @Test
  void oneDesignServesAllPositions() throws InterruptedException {
    EncodingSpace space = new EncodingSpace(List.of(6, 12, 6, 12, 6, 12, 6, 12, 6, 12, 6, 12));
    Breakdown<List<Integer>> pairs =
        one -> {
          Map<String, List<Integer>> values = new LinkedHashMap<>();
          for (int i = 0; i < 6; i++) {
            values.put("stage " + i, List.of(one.index(2 * i), one.index(2 * i + 1)));
          }
          return Optional.of(values);
        };
    Factored<List<Integer>> factored = factored(space, pairs);
    // 72 pairs at each of six positions; 5 bases with 96 neighbours each; 1,000 designs checked.
    assertThat(factored.calls()).isLessThan(5 * 97 + 1000 + 2 * 72);
    assertThat(factored.witnesses()).hasSizeLessThan(6 * 72);
  }

  @Test
  void equalSeedsGiveEqualTables() throws InterruptedException {
    EncodingSpace space = new EncodingSpace(List.of(5, 5, 5, 5, 5, 5));
    SplitMix random = new SplitMix(3);
    long[] values = new long[25];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(9);
    }
    Breakdown<Long> table =
        one -> Optional.of(Map.of("a", values[5 * one.index(2) + one.index(4)]));
    Factored<Long> once = factored(space, table);
    Factored<Long> again = factored(space, table);
    assertThat(again.witnesses()).isEqualTo(once.witnesses());
    assertThat(again.calls()).isEqualTo(once.calls());
  }

  @Test
  void aPositionThatDependsOnTooMuchIsRefused() {
    EncodingSpace space = new EncodingSpace(List.of(9, 9, 9, 9, 9, 9, 9, 9));
    Breakdown<Integer> all = one -> Optional.of(Map.of("all", one.hashCode()));
    assertThatThrownBy(() -> factored(space, all))
        .isInstanceOfSatisfying(
            NotFactoredException.class, fault -> assertThat(fault.parameters()).contains(0, 1, 2))
        .hasMessageMatching(
            "all depends on [678] parameters at once, on [0-9,]+ combinations of their choices; expected at most 200,000");
  }

  @Test
  void aSpaceWithoutDesignsIsRefused() {
    EncodingSpace space = new EncodingSpace(List.of(3, 3));
    assertThatThrownBy(() -> factored(space, _ -> Optional.<Map<String, Integer>>empty()))
        .isInstanceOf(NotFactoredException.class)
        .hasMessage("no design was found among 10,000 drawn at random");
  }

  @Test
  void anInterruptionEndsTheExperiment() {
    EncodingSpace space = new EncodingSpace(List.of(6, 6, 6, 6, 6, 6));
    int[] calls = {0};
    Breakdown<Integer> slow =
        one -> {
          if (++calls[0] == 20) {
            Thread.currentThread().interrupt();
          }
          return Optional.of(Map.of("a", one.index(0)));
        };
    assertThatThrownBy(() -> factored(space, slow)).isInstanceOf(InterruptedException.class);
    assertThat(calls[0]).isEqualTo(20);
  }

  @Test
  void sumsBeyond64BitsAreRefused() throws InterruptedException {
    EncodingSpace space = new EncodingSpace(List.of(2, 2));
    Breakdown<Integer> two = one -> Optional.of(Map.of("a", one.index(0), "b", one.index(1)));
    AdditiveFigure figure =
        factored(space, two).figure("huge", value -> value == 1 ? Long.MAX_VALUE : 0);
    assertThat(figure.of(Encoding.of(0, 1))).isEqualTo(Long.MAX_VALUE);
    assertThatThrownBy(() -> figure.of(Encoding.of(1, 1))).isInstanceOf(ArithmeticException.class);
  }
}
