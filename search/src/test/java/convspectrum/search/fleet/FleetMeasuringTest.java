package convspectrum.search.fleet;

import static convspectrum.search.fleet.PretendedFleet.run;
import static convspectrum.search.fleet.PretendedFleet.sighting;
import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.search.fleet.Visit.State;
import convspectrum.search.study.StudyProgress;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class FleetMeasuringTest {
  private static final FleetTask<MachineRun> TASK =
      new MeasuringTask("Main", List.of("measure"), "result.json", List.of(), "");

  private final PretendedFleet fleet = new PretendedFleet();

  private List<Visit> measured(boolean every) {
    List<Visit> visits = new FleetMeasuring(fleet, TASK, 1, every).run(StudyProgress.NONE);
    assertThat(fleet.isIdle()).isTrue();
    return visits;
  }

  private static List<State> states(List<Visit> visits) {
    return visits.stream().map(Visit::state).toList();
  }

  @Test
  void oneOfEachKindMeasures() {
    fleet.with("0", "a", run(0)).with("1", "b", run(0)).with("2", "a", run(0));
    List<Visit> visits = measured(false);
    assertThat(states(visits)).containsExactly(State.MEASURED, State.MEASURED, State.ALIKE);
    assertThat(fleet.measured).containsExactly("0", "1");
    assertThat(visits.get(2).isLike(visits.get(0))).isTrue();
    assertThat(visits.get(1).isLike(visits.get(0))).isFalse();
  }

  /** A worker may be told by any variable of its environment to leave instructions out. */
  @Test
  void unlikeInstructionsOrOptionsAreOtherKinds() {
    Sighting one = sighting("one", "one", "a");
    fleet
        .with("0", one, 4, run(0))
        .with("1", like(one, "two", "", "UseAVX=2"), 4, run(0))
        .with("2", like(one, "three", "JAVA_TOOL_OPTIONS=-Xint", "UseAVX=3"), 4, run(0))
        .with("3", like(one, "four", "", "UseAVX=3"), 4, run(0));
    assertThat(states(measured(false)))
        .containsExactly(State.MEASURED, State.MEASURED, State.MEASURED, State.ALIKE);
  }

  private static Sighting like(Sighting one, String host, String options, String vectors) {
    return new Sighting(
        host,
        host,
        one.fingerprint(),
        one.words(),
        one.jvm(),
        options,
        vectors,
        one.logicalCores());
  }

  @Test
  void allMeasureWhereThatIsAsked() {
    fleet.with("0", "a", run(0)).with("1", "a", run(0));
    assertThat(states(measured(true))).containsOnly(State.MEASURED);
    assertThat(fleet.measured).containsExactly("0", "1");
  }

  @Test
  void anotherOfItsKindMeasuresForOneThatFails() {
    fleet
        .with("0", "a", run(1, "onnxruntime: nothing was timed: no library."))
        .with("1", "a", run(0))
        .with("2", "a", run(0));
    List<Visit> visits = measured(false);
    assertThat(states(visits)).containsExactly(State.FAILED, State.MEASURED, State.ALIKE);
    assertThat(visits.getFirst().reason()).isEqualTo("onnxruntime: nothing was timed: no library.");
    assertThat(visits.getFirst().run()).isPresent();
  }

  /** Two containers of a machine may have unlike limits, and so be of different kinds. */
  @Test
  void workersOfOneMachineMeasureOneAfterTheOther() {
    fleet
        .with("0", sighting("one", "boot", "a"), 2, run(0))
        .with("1", sighting("two", "boot", "b"), 2, run(0))
        .with("2", sighting("one", "boot", "c"), 2, run(0));
    List<Visit> visits = measured(false);
    assertThat(states(visits)).containsOnly(State.MEASURED);
    assertThat(fleet.overlaps).isEmpty();
    assertThat(fleet.measured).containsExactly("0", "1", "2");
    assertThat(visits).extracting(Visit::name).containsExactly("one", "two", "one-2");
  }

  @Test
  void measuringOfOneMachineNeverOverlaps() {
    for (int i = 0; i < 6; i++) {
      fleet.with("" + i, sighting("one", "boot", "a"), 1, run(0));
    }
    measured(true);
    assertThat(fleet.measured).containsExactly("0", "1", "2", "3", "4", "5");
    assertThat(fleet.overlaps).isEmpty();
  }

  @Test
  void aWorkerWithFewerCoresThanThreadsDoesNotMeasure() {
    fleet.with("0", sighting("one", "boot", "a"), 1, run(0));
    List<Visit> visits = new FleetMeasuring(fleet, TASK, 2, false).run(StudyProgress.NONE);
    assertThat(states(visits)).containsExactly(State.FAILED);
    assertThat(visits.getFirst().reason())
        .isEqualTo("the worker is lent 1 core; expected 2 at least, for --threads 2");
    assertThat(fleet.measured).isEmpty();
  }

  @Test
  void aWorkerThatDoesNotAnswerIsNamed() {
    fleet.silent("0", "the worker was lost while it was at work").with("1", "a", run(0));
    List<Visit> visits = measured(false);
    assertThat(states(visits)).containsExactly(State.FAILED, State.MEASURED);
    assertThat(visits.getFirst().name()).isEqualTo("host0");
    assertThat(visits.getFirst().reason()).contains("was lost");
  }

  /** A cluster may keep its task until a worker comes, which is never. */
  @Test
  void aWorkerThatGoesWhileItMeasuresIsNotWaitedFor() {
    fleet.with("0", "a", run(0)).losing("0");
    List<Visit> visits = measured(false);
    assertThat(states(visits)).containsExactly(State.FAILED);
    assertThat(visits.getFirst().reason())
        .isEqualTo("the worker was lost while it measured: a reason");
    assertThat(visits.getFirst().name()).isEqualTo("host0");
  }

  @Test
  void anotherOfItsKindMeasuresForOneThatGoes() {
    fleet.with("0", "a", run(0)).with("1", "a", run(0)).losing("0");
    assertThat(states(measured(false))).containsExactly(State.FAILED, State.MEASURED);
    assertThat(fleet.measured).containsExactly("0", "1");
  }

  @Test
  void anInterruptionKeepsWhatHasCome() {
    fleet.with("0", "a", run(0)).with("1", "b", run(0));
    Thread.currentThread().interrupt();
    List<Visit> visits = new FleetMeasuring(fleet, TASK, 1, false).run(StudyProgress.NONE);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(states(visits)).containsOnly(State.INTERRUPTED).hasSize(2);
    assertThat(fleet.isIdle()).isTrue();
  }

  /** As where a disk is full: executors end at once, and the cluster starts others for ever. */
  @Test
  void workersThatComeAndGoAtOnceAreGivenUp() {
    Fleet fleeting =
        new Fleet() {
          private int came;

          @Override
          public List<FleetWorker> workers() {
            return List.of(new FleetWorker("" + ++came, "a", 4));
          }

          @Override
          public String loss(FleetWorker worker) {
            return "No space left on device";
          }

          @Override
          public Duration settling() {
            return Duration.ofMillis(300);
          }

          @Override
          public <R extends Serializable> FleetJob<R> begin(FleetWorker worker, FleetTask<R> task) {
            return new FleetJob<>() {
              @Override
              public Optional<Answer<R>> poll() {
                return Optional.empty();
              }

              @Override
              public void cancel() {}
            };
          }

          @Override
          public void close() {}
        };
    List<Visit> visits = new FleetMeasuring(fleeting, TASK, 1, false).run(StudyProgress.NONE);
    assertThat(visits)
        .hasSize(10)
        .allSatisfy(visit ->
            assertThat(visit.reason())
                .isEqualTo("the worker was lost before it measured: No space left on device"));
  }
}
