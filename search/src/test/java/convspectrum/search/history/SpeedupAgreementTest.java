package convspectrum.search.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import convspectrum.executor.statistics.Interval;
import convspectrum.search.history.RunResult.OnRuntime;
import convspectrum.search.history.RunResult.Timed;
import convspectrum.search.history.SpeedupAgreement.Row;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SpeedupAgreementTest {
  private static Timed timed(String design, Double... samples) {
    List<Double> twice = Stream.of(samples, samples).flatMap(Stream::of).toList();
    return new Timed(design, "graph of " + design, 100, twice, null);
  }

  private static Timed relative(
      String design, String graph, long macs, List<Double> samples, String baseline) {
    return new Timed(
        design, "", Map.of(), List.of(), graph, macs, samples, null, List.of(), baseline);
  }

  private static RunResult run(String baseline, Timed... designs) {
    OnRuntime runtime =
        new OnRuntime("fast", "1", 1, "float32", "p", false, "quiet", List.of(designs));
    return new RunResult(
        RunResult.SCHEMA,
        "0.1.0",
        "explore",
        "tiny",
        baseline,
        "m",
        "2026-01-01T12:00:00Z",
        null,
        List.of(),
        List.of(runtime));
  }

  /**
   * Ratios of {@code near}: 2 always, and 2.08: 4 % more, with no overlap. Of {@code far}: 2 and
   * 2.2. Of {@code wide}: 1, 2, 3 and 1.5, 2.5, 3.5: medians 25 % apart, ranges overlap, so that it
   * cannot be told.
   */
  @Test
  void speedupsAgreeWhereTheyDifferByLittle() {
    RunResult before =
        run(
            "regular",
            timed("regular", 6.0, 6.0, 6.0),
            timed("near", 3.0, 3.0, 3.0),
            timed("far", 3.0, 3.0, 3.0),
            timed("wide", 6.0, 3.0, 2.0));
    RunResult after =
        run(
            "regular",
            timed("regular", 10.4, 10.4, 10.4),
            timed("near", 5.0, 5.0, 5.0),
            timed("far", 10.4 / 2.2, 10.4 / 2.2, 10.4 / 2.2),
            timed("wide", 10.4 / 1.5, 10.4 / 2.5, 10.4 / 3.5));
    SpeedupAgreement agreement = SpeedupAgreement.of(before, after, 0.05, 1);
    assertThat(agreement.rows())
        .extracting(Row::design)
        .containsExactly("regular", "near", "far", "wide");
    assertThat(agreement.rows())
        .extracting(Row::agree)
        .containsExactly(
            Optional.of(true), Optional.of(true), Optional.of(false), Optional.empty());
    assertThat(agreement.rows().get(1).difference()).isCloseTo(0.04, within(1e-12));
    assertThat(agreement.rows().get(3).before().interval()).contains(new Interval(1, 3));
    assertThat(agreement.rows().get(3).difference()).isCloseTo(0.25, within(1e-12));
    assertThat(agreement.runtimes()).containsExactly("fast");
  }

  /** Of two shapes, each design is relative to the regular one of its own. */
  @Test
  void designsWithBaselinesOfTheirOwn() {
    List<Double> six = Collections.nCopies(6, 6.0);
    List<Double> three = Collections.nCopies(6, 3.0);
    RunResult run =
        run(
            "kind=regular",
            relative("small", "g", 1, six, "small"),
            relative("large", "h", 1, three, "large"),
            relative("a", "i", 1, three, "small"),
            relative("b", "j", 1, six, "large"));
    assertThat(SpeedupAgreement.of(run, run, 0.05, 1).rows())
        .extracting(row -> row.design() + " " + row.after().value())
        .containsExactly("small 1.0", "large 1.0", "a 2.0", "b 0.5");
  }

  /** Two figures of the same ratio are no evidence. */
  @Test
  void fewFiguresDoNotTell() {
    RunResult run = run("regular", timed("regular", 6.0), timed("a", 3.0));
    assertThat(SpeedupAgreement.of(run, run, 0.05, 1).rows())
        .extracting(Row::agree)
        .containsOnly(Optional.empty());
  }

  @Test
  void whatHasNoPairIsLeftOut() {
    RunResult before = run("regular", timed("regular", 6.0), timed("a", 3.0), timed("b", 3.0));
    RunResult after = run("regular", timed("regular", 6.0), timed("b", 3.0, 2.0));
    assertThat(SpeedupAgreement.of(before, after, 0.05, 1).rows())
        .extracting(Row::design)
        .containsExactly("regular", "b");
    assertThat(SpeedupAgreement.of(before, run("b", timed("b", 3.0)), 0.05, 1).rows()).isEmpty();
    assertThat(SpeedupAgreement.of(before, run("regular", timed("b", 3.0)), 0.05, 1).rows())
        .isEmpty();
  }
}
