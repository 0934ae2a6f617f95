package convspectrum.search.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import convspectrum.executor.machine.Machine;
import convspectrum.executor.measure.host.WarmUp;
import convspectrum.executor.measure.jmh.Forks;
import convspectrum.executor.measure.protocol.JmhProtocol;
import convspectrum.executor.measure.protocol.QuickProtocol;
import convspectrum.executor.measure.result.Measurement;
import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.executor.measure.result.Outcome;
import convspectrum.executor.measure.result.RuntimeRatios;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.search.design.ComparedDesign;
import convspectrum.search.design.Designs;
import convspectrum.search.design.Spaces;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Times here are those of a clock that moves by a millisecond per group. */
final class LatencyStudyTest {
  private static final String ONE_WIDTH = Spaces.SPACE.replace("out: [8, 16]", "out: [8]");
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);

  private final FakeRuntime runtime = new FakeRuntime();
  private final Designs designs = Spaces.designs(ONE_WIDTH);

  @Test
  void everyDistinctDesignIsTimed() {
    Latencies latencies = study();
    MeasurementRun run = latencies.runs().getFirst();
    assertThat(latencies.runtimes()).containsExactly("fake");
    assertThat(run.conditions().date()).isEqualTo(NOON.instant());
    assertThat(run.conditions().runtimeVersion()).isEqualTo("1");
    assertThat(run.outcomes())
        .extracting(Outcome::design)
        .containsExactly("regular", "plain", "segments=2, out=8", "segments=8, out=8");
    assertThat(measured(latencies, "segments=8, out=8").medianMs()).isCloseTo(8, within(1e-9));
    assertThat(measured(latencies, "segments=2, out=8").speedup().orElseThrow().median())
        .isCloseTo(0.5, within(1e-9));
    assertThat(measured(latencies, "regular").speedup().orElseThrow().baseline())
        .isEqualTo("regular");
  }

  @Test
  void inForksEveryDistinctDesignIsTimedTooAfterItIsChecked() {
    runtime.wrong = 8;
    StudyOptions options =
        new StudyOptions(List.of(runtime), RunOptions.SINGLE_THREAD, JmhProtocol.DEFAULT, 1);
    assertThatThrownBy(
            () -> new LatencyStudy(options, runtime.instruments(), NOON, Optional.empty()))
        .hasMessage("the protocol jmh measures in forks; there are none here");
    List<String> asked = new ArrayList<>();
    ForkStarter forks =
        (of, protocol, identity) -> {
          asked.add(of.name() + " " + identity.length());
          return design -> fork(design.equals("regular") ? 6 : 3);
        };
    MeasurementRun run =
        new LatencyStudy(options, runtime.instruments(), NOON, Optional.empty(), Optional.of(forks))
            .run(designs, Machine.read(), StudyProgress.NONE)
            .runs()
            .getFirst();
    assertThat(asked).containsExactly("fake 32");
    assertThat(run.protocol()).isEqualTo(JmhProtocol.DEFAULT);
    assertThat(run.conditions().runtimeVersion()).isEqualTo("1");
    assertThat(run.outcomes())
        .extracting(Outcome::design)
        .containsExactly("regular", "plain", "segments=2, out=8", "segments=8, out=8");
    assertThat(run.measurements())
        .extracting(m -> m.speedup().orElseThrow().median())
        .containsExactly(1.0, 2.0, 2.0);
    assertThat(run.measurements()).allMatch(m -> m.samples().size() == 6);
  }

  private static Forks.Fork fork(double ms) {
    return new Forks.Fork(List.of(new Forks.Iteration(ms, 0)), 1, new WarmUp(8, 0.1, true), 0.1, 0);
  }

  @Test
  void whatIsTheSameHasItsTimeFromTheOther() {
    Latencies latencies = study();
    assertThat(measured(latencies, "segments=1, out=8")).isSameAs(measured(latencies, "plain"));
  }

  @Test
  void aDesignThatIsRefusedSaysWhyAndTheOthersGoOn() {
    runtime.refused = 8;
    Latencies latencies = study();
    assertThat(reason(latencies, "segments=8, out=8"))
        .hasValue("fake cannot run it: 8 groups; at most 7");
    assertThat(reason(latencies, "segments=2, out=8")).isEmpty();
    assertThat(latencies.runs().getFirst().measurements()).hasSize(3);
    assertThat(latencies.runs().getFirst().outcomes()).hasSize(4);
  }

  @Test
  void aDesignThatIsRefusedAfterTheCheckSaysWhyToo() {
    runtime.refusedLater = 8;
    Latencies latencies = study();
    assertThat(reason(latencies, "segments=8, out=8").orElseThrow())
        .contains("8 groups; at most 7");
    assertThat(latencies.runs().getFirst().measurements()).hasSize(3);
  }

  @Test
  void wrongOutputsAreNotTimed() {
    runtime.wrong = 8;
    Latencies latencies = study();
    assertThat(reason(latencies, "segments=8, out=8").orElseThrow())
        .startsWith("segments=8, out=8: fake does not compute what reference does")
        .contains("at element 3")
        .endsWith("Not timed.");
    assertThat(runtime.passes).as("run once, for the check").containsEntry(8, 1);
    assertThat(runtime.passes.get(2)).isGreaterThan(20);
  }

  @Test
  void withoutABaselineThereAreTimesAndNoSpeedups() {
    runtime.refused = 2;
    Designs relative =
        Spaces.designs(ONE_WIDTH.replace("baseline: regular", "baseline: {segments: 2}"));
    Latencies latencies = study(relative);
    MeasurementRun run = latencies.runs().getFirst();
    assertThat(relative.baseline()).isEqualTo("segments=2, out=8");
    assertThat(latencies.reason(run, relative.baselineRow())).isPresent();
    assertThat(run.measurements()).hasSize(3);
    assertThat(run.measurements()).allMatch(m -> m.speedup().isEmpty());
  }

  @Test
  void aBaselineThatIsTheSameAsAnotherIsThatOne() {
    Designs relative =
        Spaces.designs(ONE_WIDTH.replace("baseline: regular", "baseline: {segments: 1}"));
    MeasurementRun run = study(relative).runs().getFirst();
    assertThat(relative.baselineRow().evaluatedAs()).isEqualTo("plain");
    assertThat(run.measurements()).hasSize(4);
    assertThat(run.measurements())
        .allMatch(m -> m.speedup().orElseThrow().baseline().equals("plain"));
  }

  @Test
  void nothingWorksAndEveryRowSaysWhy() {
    runtime.refused = 1;
    Latencies latencies = study(Spaces.designs(ONE_WIDTH.replace("[1, 2, 8]", "[1]")));
    assertThat(latencies.runs().getFirst().measurements()).isEmpty();
    assertThat(latencies.runs().getFirst().outcomes()).hasSize(2);
  }

  @Test
  void progressNamesWhatIsDone() {
    List<String> tasks = new ArrayList<>();
    new LatencyStudy(options(), runtime.instruments(), NOON, Optional.empty())
        .run(
            designs,
            Machine.read(),
            (task, done, total, note) -> {
              assertThat(done).isBetween(0L, total);
              if (!tasks.contains(task)) {
                tasks.add(task);
              }
            });
    assertThat(tasks)
        .containsExactly("checking fake", "compiling for fake", "warming up fake", "timing fake");
  }

  @Test
  void aWorkerThatCannotStartIsAReasonForAll() {
    Latencies latencies =
        new LatencyStudy(
                options(new FakeRuntime("other", List.of("-XX:+Best"))),
                runtime.instruments(),
                NOON,
                Optional.of(_ -> new DeadProcess("no luck")))
            .run(designs, Machine.read(), StudyProgress.NONE);
    assertThat(latencies.runtimes()).containsExactly("other");
    assertThat(latencies.runs().getFirst().conditions().runtimeVersion()).isEqualTo("unknown");
    assertThat(latencies.runs().getFirst().measurements()).isEmpty();
    assertThat(reason(latencies, "regular"))
        .hasValue(
            "other cannot run it: the worker process of other ended with exit code 1: no luck");
  }

  @Test
  void oneRuntimeWithoutWishesIsTimedInThisProcess() {
    Latencies latencies =
        new LatencyStudy(
                options(runtime),
                runtime.instruments(),
                NOON,
                Optional.of(_ -> {
                  throw new AssertionError("no process is needed");
                }))
            .run(designs, Machine.read(), StudyProgress.NONE);
    assertThat(latencies.runs().getFirst().measurements()).hasSize(4);
  }

  @Test
  void runtimesAreTimedInTheSameRoundsAndComparedWithTheFirst() {
    FakeRuntime half = new FakeRuntime("half", List.of());
    half.slowness = 2;
    half.clock = runtime;
    half.refused = 8;
    Latencies latencies =
        new LatencyStudy(options(runtime, half), runtime.instruments(), NOON, Optional.empty())
            .run(designs, Machine.read(), StudyProgress.NONE);
    assertThat(latencies.runtimes()).containsExactly("fake", "half");
    assertThat(latencies.runs().getFirst().measurements()).hasSize(4);
    assertThat(latencies.runs().get(1).measurements()).hasSize(3);
    RuntimeRatios ratios = RuntimeRatios.of(latencies.runs()).getFirst();
    assertThat(ratios.ratios())
        .extracting(RuntimeRatios.Ratio::design)
        .containsExactly("regular", "plain", "segments=2, out=8");
    assertThat(ratios.ratios())
        .allSatisfy(ratio -> assertThat(ratio.estimate().value()).isCloseTo(2, within(1e-9)));
    assertThat(ratios.geometricMean().orElseThrow().value()).isCloseTo(2, within(1e-9));
    Measurement two =
        latencies.measurement(latencies.runs().get(1), row("segments=2, out=8")).orElseThrow();
    assertThat(two.speedup().orElseThrow().median()).isCloseTo(0.5, within(1e-9));
  }

  /** A design that fails its check is in no group, and the others are told with it. */
  @Test
  void groupsAreToldWhenTheyAreMeasured() {
    runtime.refused = 2;
    Designs pairs =
        new Designs(
            "pairs",
            List.of(),
            designs.rows(),
            "regular",
            List.of("regular", "plain", "plain", "regular", "plain"));
    List<String> told = new ArrayList<>();
    Latencies latencies =
        new LatencyStudy(options(), runtime.instruments(), NOON, Optional.empty())
            .runGroups(
                pairs,
                Machine.read(),
                StudyProgress.NONE,
                (group, until) ->
                    told.add(group + " " + until.runs().getFirst().outcomes().size()));
    assertThat(told).hasSize(2);
    assertThat(told.getFirst()).startsWith("[regular");
    assertThat(told.get(1)).startsWith("[plain");
    assertThat(told).noneMatch(group -> group.contains("segments=2,"));
    assertThat(latencies.runs().getFirst().outcomes()).hasSize(4);
    assertThat(reason(latencies, "segments=2, out=8"))
        .hasValueSatisfying(reason -> assertThat(reason).contains("2 groups; at most 7"));
  }

  private StudyOptions options(FakeRuntime... runtimes) {
    QuickProtocol protocol = QuickProtocol.DEFAULT.withBudget(Duration.ofSeconds(5));
    return new StudyOptions(List.of(runtimes), RunOptions.SINGLE_THREAD, protocol, 1);
  }

  private StudyOptions options() {
    return options(runtime);
  }

  private Latencies study() {
    return study(designs);
  }

  private Latencies study(Designs of) {
    return new LatencyStudy(options(), runtime.instruments(), NOON, Optional.empty())
        .run(of, Machine.read(), StudyProgress.NONE);
  }

  private ComparedDesign row(String label) {
    return designs.rows().stream()
        .filter(row -> row.label().equals(label))
        .findFirst()
        .orElseThrow();
  }

  private Measurement measured(Latencies latencies, String label) {
    return latencies.measurement(latencies.runs().getFirst(), row(label)).orElseThrow();
  }

  private Optional<String> reason(Latencies latencies, String label) {
    return latencies.reason(latencies.runs().getFirst(), row(label));
  }
}
