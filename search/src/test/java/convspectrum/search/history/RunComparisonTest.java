package convspectrum.search.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import convspectrum.search.history.RunComparison.Row;
import convspectrum.search.history.RunComparison.Verdict;
import convspectrum.search.history.SavedRun.OnRuntime;
import convspectrum.search.history.SavedRun.Timed;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class RunComparisonTest {
  private static Timed timed(String design, String graph, double ms, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return new Timed(
        design,
        graph,
        100,
        Stream.generate(() -> ms * (1 + 0.02 * random.nextGaussian())).limit(40).toList(),
        null);
  }

  private static SavedRun run(String machine, String protocol, int threads, Timed... designs) {
    return new SavedRun(
        SavedRun.FORMAT,
        "0.1.0",
        "tiny",
        "regular",
        machine,
        "2026-01-01T12:00:00Z",
        List.of(
            new OnRuntime(
                "fast", "1", threads, "float32", protocol, false, "quiet", List.of(designs))));
  }

  private static SavedRun run(Timed... designs) {
    return run("m", "quick", 1, designs);
  }

  @Test
  void whatChangedIsFoundAndWhatDidNotIsNot() {
    RunComparison comparison =
        RunComparison.of(
            run(timed("a", "g", 10, 1), timed("b", "h", 10, 2), timed("c", "i", 10, 3)),
            run(timed("a", "g", 10, 4), timed("b", "h", 11, 5), timed("c", "i", 9, 6)),
            0.03,
            1);
    assertThat(comparison.rows())
        .extracting(Row::verdict)
        .containsExactly(Verdict.SAME, Verdict.SLOWER, Verdict.FASTER);
    Row slower = comparison.rows().get(1);
    assertThat(slower.ratio()).isCloseTo(1.1, within(0.02));
    assertThat(slower.interval().contains(slower.ratio())).isTrue();
    assertThat(slower.corrected()).isBetween(slower.p(), 0.001);
    assertThat(comparison.count(Verdict.SLOWER)).isEqualTo(1);
    assertThat(comparison.leftOut()).isEmpty();
  }

  @Test
  void changesBelowTheLeastAreNone() {
    SavedRun before = run(timed("a", "g", 10, 1));
    SavedRun after = run(timed("a", "g", 10.4, 2));
    assertThat(RunComparison.of(before, after, 0.1, 1).count(Verdict.SLOWER)).isZero();
    assertThat(RunComparison.of(before, after, 0.01, 1).count(Verdict.SLOWER)).isEqualTo(1);
  }

  /** Of 100 pairs of equal runs of ten designs, any is said to differ in at most one of twenty. */
  @Test
  void manyComparisonsDoNotMakeDifferences() {
    int wrong = 0;
    for (int trial = 0; trial < 100; trial++) {
      int seed = 1000 * trial;
      Timed[] before = new Timed[10];
      Timed[] after = new Timed[10];
      for (int i = 0; i < 10; i++) {
        before[i] = timed("d" + i, "g", 10, seed + i);
        after[i] = timed("d" + i, "g", 10, seed + 100 + i);
      }
      RunComparison comparison = RunComparison.of(run(before), run(after), 0, 1);
      wrong += comparison.count(Verdict.SAME) < 10 ? 1 : 0;
    }
    assertThat(wrong).isLessThanOrEqualTo(9); // two standard errors above 5
  }

  /** 0.01·4, 0.02·3, 0.03·2, and 0.9·1; no smaller than the one before. */
  @Test
  void holmMultipliesByWhatIsLeft() {
    assertThat(RunComparison.holm(new double[] {0.03, 0.01, Double.NaN, 0.9, 0.02}))
        .containsExactly(new double[] {0.06, 0.04, Double.NaN, 0.9, 0.06}, within(1e-12));
  }

  @Test
  void fewSamplesGiveNoVerdict() {
    Timed few = new Timed("a", "g", 1, List.of(1.0, 1.01, 1.02), null);
    Timed slow = new Timed("a", "g", 1, List.of(2.0, 2.01, 2.02), null);
    Row row = RunComparison.of(run(few), run(slow), 0, 1).rows().getFirst();
    assertThat(row.p()).isNaN();
    assertThat(row.verdict()).isEqualTo(Verdict.SAME);
    assertThat(row.ratio()).isCloseTo(2.01 / 1.01, within(1e-12));
  }

  @Test
  void whatIsInOneRunOnlyOrAnotherNetworkIsLeftOut() {
    RunComparison comparison =
        RunComparison.of(
            run(timed("a", "g", 10, 1), timed("b", "h", 10, 2)),
            run(timed("b", "changed", 10, 3), timed("c", "i", 10, 4)),
            0.03,
            1);
    assertThat(comparison.rows()).isEmpty();
    assertThat(comparison.leftOut())
        .containsExactly(
            "fast: a is in the first run only.",
            "fast: b is another network now, of 100 MACs instead of 100.",
            "fast: c is in the second run only.");
  }

  @Test
  void machinesProtocolsAndThreadsAreObstacles() {
    Timed design = timed("a", "g", 10, 1);
    SavedRun one = run("m", "quick", 1, design);
    assertThat(RunComparison.obstacles(one, run("m", "quick", 1, design))).isEmpty();
    assertThat(RunComparison.obstacles(one, run("other", "slow", 2, design)))
        .containsExactly(
            "measured on different machines: m and other",
            "fast: protocol differ: 'quick' and 'slow'",
            "fast: threads differ: '1' and '2'");
  }
}
