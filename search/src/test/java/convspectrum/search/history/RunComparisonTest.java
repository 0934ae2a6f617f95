package convspectrum.search.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import convspectrum.executor.measure.protocol.JmhProtocol;
import convspectrum.executor.measure.protocol.QuickProtocol;
import convspectrum.executor.statistics.Estimate;
import convspectrum.executor.statistics.Verdict;
import convspectrum.search.history.RunComparison.Row;
import convspectrum.search.history.RunResult.OnRuntime;
import convspectrum.search.history.RunResult.Timed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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

  private static RunResult run(String machine, String protocol, int threads, Timed... designs) {
    return new RunResult(
        RunResult.SCHEMA,
        "0.1.0",
        "explore",
        "tiny",
        "regular",
        machine,
        "2026-01-01T12:00:00Z",
        null,
        List.of(),
        List.of(
            new OnRuntime(
                "fast", "1", threads, "float32", protocol, false, "quiet", List.of(designs))));
  }

  private static RunResult run(Timed... designs) {
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
        .containsExactly(Verdict.CANNOT_TELL, Verdict.SLOWER, Verdict.FASTER);
    Row slower = comparison.rows().get(1);
    assertThat(slower.ratio().value()).isCloseTo(1.1, within(0.02));
    assertThat(slower.ratio().value()).isBetween(slower.ratio().low(), slower.ratio().high());
    assertThat(slower.needed()).isEmpty();
    assertThat(slower.corrected()).isBetween(slower.p(), 0.001);
    assertThat(comparison.count(Verdict.SLOWER)).isEqualTo(1);
    assertThat(comparison.leftOut()).isEmpty();
  }

  @Test
  void changesBelowTheLeastAreNone() {
    RunResult before = run(timed("a", "g", 10, 1));
    RunResult after = run(timed("a", "g", 10.4, 2));
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
      wrong += comparison.count(Verdict.CANNOT_TELL) < 10 ? 1 : 0;
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
    assertThat(row.verdict()).isEqualTo(Verdict.CANNOT_TELL);
    assertThat(row.ratio()).isEqualTo(new Estimate(2.01 / 1.01, Optional.empty()));
    assertThat(row.needed())
        .map(Needed::words)
        .contains("8 repetitions in each run; found 3 and 3: about 2.7 times the budget");
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

  /** Equal times with intervals of some ±1 %, and of some ±20 %. */
  @Test
  void whatCannotBeToldSaysWhatItNeeds() {
    Row sure = only(timed("a", "g", 10, 1), timed("a", "g", 10, 2));
    assertThat(sure.verdict()).isEqualTo(Verdict.CANNOT_TELL);
    assertThat(sure.needed())
        .map(Needed::words)
        .contains("nothing: any difference is below 3.00 %");
    Timed wide = new Timed("a", "g", 1, List.of(7., 13., 8., 12., 9., 11., 10., 10., 7.5), null);
    Row unsure = only(wide, timed("a", "g", 10.2, 2));
    assertThat(unsure.verdict()).isEqualTo(Verdict.CANNOT_TELL);
    assertThat(unsure.needed().orElseThrow().factor()).isGreaterThan(1.1);
    assertThat(unsure.needed().orElseThrow().words()).contains("times the budget");
  }

  private static Row only(Timed before, Timed after) {
    return RunComparison.of(run(before), run(after), 0.03, 1).rows().getFirst();
  }

  @Test
  void machinesProtocolsAndThreadsAreObstacles() {
    Timed design = timed("a", "g", 10, 1);
    RunResult one = run("m", "quick", 1, design);
    assertThat(RunDifference.between(one, run("m", "quick", 1, design))).isEmpty();
    assertThat(RunDifference.between(one, run("other", "slow", 2, design)))
        .containsExactly(
            new RunDifference("", "machine", "m", "other", true),
            new RunDifference("fast", "threads", "1", "2", true),
            new RunDifference("fast", "protocol", "quick", "slow", true));
  }

  @Test
  void runsThatDifferInBudgetAndRoundsAloneAreComparable() {
    Timed design = timed("a", "g", 10, 1);
    String quick = QuickProtocol.DEFAULT.describe();
    String longer = QuickProtocol.DEFAULT.withBudget(Duration.ofSeconds(80)).describe();
    assertThat(RunDifference.between(run("m", quick, 1, design), run("m", longer, 1, design)))
        .containsExactly(new RunDifference("fast", "budget", "40.0 s", "80.0 s", false));
    String more = quick.replace("20 to 400 rounds", "30 to 500 rounds");
    assertThat(RunDifference.between(run("m", quick, 1, design), run("m", more, 1, design)))
        .containsExactly(new RunDifference("fast", "rounds", "20 to 400", "30 to 500", false));
    String one = QuickProtocol.DEFAULT.withPlacements(1).describe();
    assertThat(RunDifference.between(run("m", quick, 1, design), run("m", one, 1, design)))
        .containsExactly(
            new RunDifference("fast", "placements", "9 placements or more", "one placement", true));
    String shorter = quick.replace("samples of 2.00 ms", "samples of 1.00 ms");
    assertThat(RunDifference.between(run("m", quick, 1, design), run("m", shorter, 1, design)))
        .hasSize(1)
        .allMatch(RunDifference::obstacle);
  }

  @Test
  void everyFieldOfAProtocolIsFound() {
    assertThat(ProtocolFields.of(QuickProtocol.DEFAULT.describe()))
        .hasToString(
            "{protocol=quick, budget=40.0 s, precision=±1.00 %, rounds=20 to 400, placements=9"
                + " placements or more, sample=2.00 ms or more, warm-up=3.00 s, steady within=2.00"
                + " %, resamples=2000, seed=1, pinned=the measuring thread pinned to one CPU}");
    assertThat(ProtocolFields.of(JmhProtocol.DEFAULT.describe()))
        .hasToString(
            "{protocol=jmh, budget=150 s, precision=±1.00 %, forks=6 to 30, warm-up=3.00 s, steady"
                + " within=2.00 %, iterations=20 iterations of 10 ms, seed=1, pinned=the measuring"
                + " thread pinned to one CPU}");
  }
}
