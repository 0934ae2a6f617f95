package convspectrum.search.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.search.fleet.Visit.State;
import convspectrum.search.history.ResultFile;
import convspectrum.search.history.RunResult;
import convspectrum.search.history.RunResult.OnRuntime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FleetResultsTest {
  @TempDir private Path folder;

  private static Visit visit(String result) {
    return new Visit(
        new FleetWorker("0", "10.0.0.1", 4),
        "node/1",
        Optional.of(PretendedFleet.sighting("node/1", "boot", "abc")),
        State.MEASURED,
        Optional.of(new MachineRun(Instant.EPOCH, Instant.EPOCH, 0, result, List.of())),
        "");
  }

  private String result(String machine) throws IOException {
    OnRuntime timed =
        new OnRuntime(
            "vector",
            "1",
            1,
            "float32",
            "quick",
            false,
            "",
            List.of(new RunResult.Timed("regular", "graph", 1, List.of(1.0, 2.0), null)));
    OnRuntime empty =
        new OnRuntime("onnxruntime", "unknown", 1, "float32", "quick", false, "", List.of());
    Path file = folder.resolve("result.json");
    ResultFile.write(
        file,
        new RunResult(
            RunResult.SCHEMA,
            "0.2.0",
            "measure",
            "a",
            "regular",
            machine,
            "2026-11-30T00:00:00Z",
            null,
            List.of(),
            List.of(empty, timed)));
    return ResultFile.text(file);
  }

  @Test
  void aResultHasTheNameOfItsMachineAndWhatWasTimed() throws IOException {
    FleetResults results = FleetResults.of(List.of(visit(result("abc"))));
    assertThat(results.visits()).extracting(Visit::state).containsExactly(State.MEASURED);
    assertThat(results.named())
        .singleElement()
        .satisfies(named -> {
          assertThat(named.name()).isEqualTo("machine-node_1.json");
          assertThat(named.host()).isEqualTo("node/1");
          assertThat(named.result().runtimes())
              .extracting(OnRuntime::runtime)
              .containsExactly("vector");
        });
  }

  @Test
  void aResultOfAnotherMachineIsNone() throws IOException {
    FleetResults results = FleetResults.of(List.of(visit(result("def"))));
    assertThat(results.named()).isEmpty();
    assertThat(results.visits())
        .singleElement()
        .satisfies(visit -> {
          assertThat(visit.state()).isEqualTo(State.FAILED);
          assertThat(visit.reason())
              .isEqualTo(
                  "the result of node/1 is of the machine def; expected abc, which the worker runs on");
        });
  }

  @Test
  void whatIsNoResultIsAFailureOfItsWorkerAlone() throws IOException {
    FleetResults results =
        FleetResults.of(
            List.of(
                visit("{\"schema\": \"convspectrum/result/9\"}"),
                visit("[]"),
                visit(result("abc"))));
    assertThat(results.named()).hasSize(1);
    assertThat(results.visits())
        .extracting(Visit::state)
        .containsExactly(State.FAILED, State.FAILED, State.MEASURED);
    assertThat(results.visits().getFirst().reason())
        .contains("the result of node/1")
        .contains("a newer version of convspectrum wrote");
  }
}
