package convspectrum.search.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class WeightedMaximumTest {
  private static final double FAILED = Double.POSITIVE_INFINITY;

  private final Archive archive = new Archive();

  private Archive.Entry entry(double violation, double... values) {
    return archive.add(Encoding.of(archive.size()), values, violation);
  }

  /**
   * The weighted maximum as its definition says, with weights that are not divided by their sum.
   */
  private static double expected(double[] weights, List<Archive.Entry> all, Archive.Entry one) {
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < weights.length; i++) {
      int objective = i;
      double low = all.stream().mapToDouble(entry -> entry.value(objective)).min().orElseThrow();
      double high = all.stream().mapToDouble(entry -> entry.value(objective)).max().orElseThrow();
      most = Math.max(most, weights[i] * (one.value(i) - low) / (high - low));
    }
    return most;
  }

  @Test
  void theBestHasTheLeastLargestWeightedObjective() {
    Random random = new Random(1);
    int notFirst = 0;
    for (int seed = 0; seed < 200; seed++) {
      List<Archive.Entry> entries = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        entries.add(entry(0, 10 + random.nextDouble(), 1e6 * random.nextDouble() - 3e5));
      }
      SplitMix twin = new SplitMix(seed);
      double[] weights = {-Math.log(1 - twin.nextDouble()), -Math.log(1 - twin.nextDouble())};
      Archive.Entry least = entries.getFirst();
      for (Archive.Entry one : entries) {
        if (expected(weights, entries, one) < expected(weights, entries, least)) {
          least = one;
        }
      }
      Archive.Entry best = WeightedMaximum.drawn(entries, new SplitMix(seed)).best(entries);
      assertThat(best).as("seed %d", seed).isSameAs(least);
      notFirst += best == entries.getFirst() ? 0 : 1;
    }
    assertThat(notFirst).isGreaterThan(100);
  }

  @Test
  void aSingleObjectiveNeedsNoWeight() {
    List<Archive.Entry> entries = List.of(entry(0, 3), entry(0, 1), entry(0, 1), entry(0, 2));
    SplitMix random = new SplitMix(1);
    assertThat(WeightedMaximum.drawn(entries, random).best(entries)).isSameAs(entries.get(1));
    assertThat(random.nextLong()).as("nothing was drawn").isEqualTo(new SplitMix(1).nextLong());
  }

  @Test
  void whatFailedIsWorstAndDoesNotScale() {
    List<Archive.Entry> entries =
        List.of(entry(0, FAILED, 0), entry(0, 5, 10), entry(0, 5, 9), entry(0, FAILED, 1));
    for (int seed = 0; seed < 20; seed++) {
      assertThat(WeightedMaximum.drawn(entries, new SplitMix(seed)).best(entries))
          .isSameAs(entries.get(2));
    }
    List<Archive.Entry> nothing = List.of(entry(0, FAILED), entry(0, FAILED));
    assertThat(WeightedMaximum.drawn(nothing, new SplitMix(1)).best(nothing))
        .isSameAs(nothing.getFirst());
  }

  @Test
  void aSmallerViolationIsBetterThanAnyObjective() {
    List<Archive.Entry> entries =
        List.of(entry(2, 0), entry(1, 7), entry(1, 9), entry(3, -5), entry(1, 6), entry(2, -1));
    assertThat(WeightedMaximum.drawn(entries, new SplitMix(1)).best(entries))
        .isSameAs(entries.get(4));
  }
}
