package convspectrum.spark;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.executor.machine.Machine;
import convspectrum.search.fleet.Answer;
import convspectrum.search.fleet.Fleet;
import convspectrum.search.fleet.FleetJob;
import convspectrum.search.fleet.FleetMeasuring;
import convspectrum.search.fleet.FleetProvider;
import convspectrum.search.fleet.FleetResults;
import convspectrum.search.fleet.FleetTask;
import convspectrum.search.fleet.FleetWorker;
import convspectrum.search.fleet.MeasuringTask;
import convspectrum.search.fleet.PlacedFile;
import convspectrum.search.fleet.Visit;
import convspectrum.search.history.RunResult;
import convspectrum.search.study.StudyProgress;
import convspectrum.search.work.ClusterAddress;
import convspectrum.search.work.FoundFiles;
import convspectrum.search.work.SentFile;
import convspectrum.search.work.WorkRunnerProvider.Request;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Workers of Spark in this process. */
@Timeout(600)
final class SparkFleetTest {
  private static Fleet fleet;

  @BeforeAll
  static void start() {
    fleet =
        FleetProvider.found()
            .orElseThrow()
            .fleet(new Request(ClusterAddress.of("local[1]"), 1, Map.of(), _ -> {}));
  }

  @AfterAll
  static void end() {
    fleet.close();
  }

  private static MeasuringTask task(String... options) throws IOException {
    return new MeasuringTask(
        "convspectrum.cli.Main",
        Stream.concat(
                Stream.of(
                    "measure", "0/mobilenet-block.yaml", "--budget=1s", "--for-fleet=result.json"),
                Stream.of(options))
            .toList(),
        "result.json",
        List.of(
            new PlacedFile(
                SentFile.of(Path.of("../examples/mobilenet-block.yaml")),
                "0/mobilenet-block.yaml")),
        "");
  }

  private static FleetResults measured(String... options) throws IOException {
    return FleetResults.of(
        new FleetMeasuring(fleet, task(options), 1, false).run(StudyProgress.NONE));
  }

  @Test
  void aWorkerMeasuresByTheUsualProtocolInAProcessOfItsOwn() throws IOException {
    assertThat(fleet.workers()).extracting(FleetWorker::cores).containsExactly(1);
    FleetResults results = measured("--runtime=vector");
    assertThat(results.visits())
        .singleElement()
        .extracting(Visit::state, Visit::reason)
        .containsExactly(Visit.State.MEASURED, "");
    RunResult result = results.named().getFirst().result();
    assertThat(results.named().getFirst().name()).matches("machine-.+\\.json");
    assertThat(result.machine()).isEqualTo(Machine.read().fingerprint());
    assertThat(result.specs()).extracting(one -> one.name()).containsExactly("mobilenet-block");
    RunResult.OnRuntime vector = result.runtimes().getFirst();
    assertThat(vector.protocol()).startsWith("quick: budget 1.00 s");
    assertThat(vector.designs().getFirst().samples()).isNotEmpty();
  }

  @Test
  void whatAWorkerCannotDoComesBackInWords() throws IOException {
    FleetResults results = measured("--runtime=none");
    assertThat(results.named()).isEmpty();
    Visit visit = results.visits().getFirst();
    assertThat(visit.state()).isEqualTo(Visit.State.FAILED);
    assertThat(visit.reason()).contains("none").contains("expected one of");
  }

  /** A task that fails as none of ours should. */
  private record Broken() implements FleetTask<String> {
    private static final long serialVersionUID = 1L;

    @Override
    public List<SentFile> files() {
      return List.of();
    }

    @Override
    public String run(FoundFiles found) {
      throw new NoClassDefFoundError("some/Library");
    }
  }

  @Test
  void aLibraryThatIsMissingIsNamedWithTheMachine() throws InterruptedException {
    FleetJob<String> job = fleet.begin(fleet.workers().getFirst(), new Broken());
    Optional<Answer<String>> answer = job.poll();
    while (answer.isEmpty()) {
      Thread.sleep(20);
      answer = job.poll();
    }
    assertThat(answer.get())
        .isInstanceOfSatisfying(
            Answer.Missing.class,
            missing -> assertThat(missing.reason()).endsWith("NoClassDefFoundError: some/Library"));
  }
}
