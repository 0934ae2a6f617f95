package convspectrum.search.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class VariationTest {
  private static Variation of(List<Integer> choices, ToDoubleFunction<Encoding> excess, long seed) {
    return new Variation(new Bounded(new EncodingSpace(choices), excess), new SplitMix(seed));
  }

  private static int sum(Encoding encoding) {
    return IntStream.of(encoding.toArray()).sum();
  }

  @Test
  void aMutationTakesEveryOtherChoiceOfOneParameter() {
    Variation variation = of(List.of(3, 1, 4), _ -> 0, 1);
    Encoding before = Encoding.of(1, 0, 2);
    Set<String> seen = new TreeSet<>();
    for (int i = 0; i < 500; i++) {
      seen.add(variation.mutated(before, 1).toString());
    }
    // The parameter of one choice may be drawn too; then nothing changes.
    assertThat(seen)
        .containsExactly(
            "[0, 0, 2]", "[1, 0, 0]", "[1, 0, 1]", "[1, 0, 2]", "[1, 0, 3]", "[2, 0, 2]");
    assertThat(variation.mutated(before, 0)).isEqualTo(before);
  }

  @Test
  void aCrossTakesEachParameterOfEitherParent() {
    Variation variation = of(List.of(2, 2, 2), _ -> 0, 1);
    int[] ofFather = new int[3];
    for (int i = 0; i < 300; i++) {
      Encoding child = variation.crossed(Encoding.of(0, 0, 0), Encoding.of(1, 1, 1));
      for (int p = 0; p < 3; p++) {
        ofFather[p] += child.index(p);
      }
    }
    for (int count : ofFather) {
      assertThat(count).isBetween(110, 190);
    }
  }

  @Test
  void aRepairReducesTheViolationStepByStep() {
    for (int seed = 0; seed < 50; seed++) {
      Variation variation = of(List.of(5, 5, 5), one -> Math.max(0, sum(one) - 3), seed);
      Encoding repaired = variation.feasible(Encoding.of(4, 4, 4)).orElseThrow();
      assertThat(sum(repaired)).isLessThanOrEqualTo(3);
      assertThat(variation.feasible(Encoding.of(1, 1, 1))).contains(Encoding.of(1, 1, 1));
    }
  }

  /** The repair takes the best choice of the first parameter, in a random order, that helps. */
  @Test
  void aRepairChangesOneParameterAtATimeToItsBestChoice() {
    Set<String> found = new TreeSet<>();
    for (int seed = 0; seed < 60; seed++) {
      // Only sums of at most 4 are allowed, and the first parameter does not count.
      Variation variation =
          of(List.of(2, 5, 5), one -> Math.max(0, sum(one) - one.index(0) - 4), seed);
      found.add(variation.feasible(Encoding.of(1, 4, 4)).orElseThrow().toString());
    }
    assertThat(found).containsExactly("[1, 0, 4]", "[1, 4, 0]");
  }

  @Test
  void aRepairThatNothingHelpsFails() {
    assertThat(of(List.of(3, 3), _ -> 1, 1).feasible(Encoding.of(0, 0))).isEmpty();
  }

  @Test
  void whatIsLeftOfASpaceIsFoundWhereChanceDoesNotFindIt() {
    List<Integer> choices = Collections.nCopies(3, 20);
    Encoding allowed = Encoding.of(19, 18, 17);
    Encoding second = Encoding.of(19, 18, 18);
    // Every step of a repair leads away from the two designs that are allowed.
    Variation variation =
        of(choices, one -> one.equals(allowed) || one.equals(second) ? 0 : 1 + sum(one), 1);
    Archive archive = new Archive();
    assertThat(variation.fresh(archive, List.of())).contains(allowed);
    assertThat(variation.fresh(archive, List.of(allowed))).contains(second);
    archive.add(allowed, new double[] {1}, 0);
    assertThat(variation.fresh(archive, List.of())).contains(second);
    assertThat(variation.fresh(archive, List.of(second))).isEmpty();
  }

  @Test
  void freshDesignsAreNewOnes() {
    Variation variation = of(List.of(3, 3), _ -> 0, 1);
    Archive archive = new Archive();
    List<Encoding> taken = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      Encoding fresh = variation.fresh(archive, taken).orElseThrow();
      assertThat(archive.contains(fresh)).isFalse();
      assertThat(taken).doesNotContain(fresh);
      if (i % 2 == 0) {
        taken.add(fresh);
      } else {
        archive.add(fresh, new double[] {i}, 0);
      }
    }
    assertThat(variation.fresh(archive, taken)).isEmpty();
  }

  @Test
  void aVeryLargeSpaceIsNotWalked() {
    EncodingSpace space = new EncodingSpace(Collections.nCopies(24, 2));
    Landscape endless =
        new Landscape() {
          @Override
          public EncodingSpace space() {
            return space;
          }

          @Override
          public int objectives() {
            return 1;
          }

          @Override
          public boolean isCheap(int objective) {
            return false;
          }

          @Override
          public double cheap(int objective, Encoding encoding) {
            return 0;
          }

          @Override
          public double violation(Encoding encoding) {
            return 1;
          }

          @Override
          public java.util.stream.Stream<Encoding> designs() {
            throw new AssertionError("16,777,216 designs are not to be walked");
          }
        };
    assertThat(new Variation(endless, new SplitMix(1)).fresh(new Archive(), List.of())).isEmpty();
  }
}
