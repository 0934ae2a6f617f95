package convspectrum.search.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RankedTest {
  private final Archive archive = new Archive();

  private void add(double violation, double... values) {
    archive.add(Encoding.of(archive.size()), values, violation);
  }

  private static List<Integer> numbers(List<Ranked> ranked) {
    return ranked.stream().map(one -> one.entry().encoding().index(0)).toList();
  }

  @Test
  void layersByDominanceAndInALayerTheLoneliestFirst() {
    add(0, 1, 9);
    add(0, 5, 5);
    add(0, 6, 4);
    add(0, 9, 1);
    add(0, 6, 6); // behind 1 and 2
    add(0, 9, 9); // behind 4
    add(0, 2, 9); // behind 0
    List<Ranked> best = Ranked.best(archive.entries(), 7);
    assertThat(numbers(best)).containsExactly(0, 3, 1, 2, 4, 6, 5);
    assertThat(best.stream().map(Ranked::rank)).containsExactly(0, 0, 0, 0, 1, 1, 2);
    assertThat(best.get(2).crowding()).isEqualTo(5 / 8. + 5 / 8.);
    assertThat(numbers(Ranked.best(archive.entries(), 3))).containsExactly(0, 3, 1);
  }

  @Test
  void ofOneObjectiveTheSmallest() {
    add(0, 3);
    add(0, 1);
    add(0, 2);
    add(0, 1);
    List<Ranked> best = Ranked.best(archive.entries(), 3);
    assertThat(numbers(best)).containsExactly(1, 3, 2);
    assertThat(best.stream().map(Ranked::rank)).containsExactly(0, 0, 1);
  }

  @Test
  void whatBreaksConstraintsComesLastByItsViolation() {
    add(0.5, 1, 1);
    add(0.2, 2, 2);
    add(0, 9, 9);
    add(0, Double.POSITIVE_INFINITY, 9);
    assertThat(numbers(Ranked.best(archive.entries(), 9))).containsExactly(2, 3, 1, 0);
  }

  @Test
  void ofTwoDrawnTheBetterIsTheParent() {
    IntStream.range(0, 4).forEach(i -> add(0, i));
    List<Ranked> ranked = Ranked.best(archive.entries(), 4);
    SplitMix random = new SplitMix(1);
    int[] drawn = new int[4];
    for (int i = 0; i < 4000; i++) {
      drawn[Ranked.parent(ranked, random).index(0)]++;
    }
    // The better of two is the i-th of four with probability (7 − 2i) / 16.
    for (int i = 0; i < 4; i++) {
      assertThat(drawn[i]).isBetween(250 * (7 - 2 * i) - 120, 250 * (7 - 2 * i) + 120);
    }
  }
}
