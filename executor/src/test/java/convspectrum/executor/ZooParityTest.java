package convspectrum.executor;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.executor.measure.OutputCheck;
import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.executor.runtime.Program;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.tensor.SeededInputs;
import convspectrum.spec.tensor.SeededWeights;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** ONNX Runtime computes of every network of the zoo what {@code reference} computes. */
class ZooParityTest {
  private static final long SEED = 3;

  @Test
  void everyNetworkInEveryVariant() {
    InferenceRuntime reference = Runtimes.named("reference");
    InferenceRuntime onnxRuntime = Runtimes.named("onnxruntime");
    List<String> failures = new ArrayList<>();
    int compared = 0;
    for (Graph graph : ZooGraphs.all()) {
      SeededWeights weights = new SeededWeights(SEED);
      try (Program expected = reference.compile(graph, weights, RunOptions.SINGLE_THREAD);
          Program actual = onnxRuntime.compile(graph, weights, RunOptions.SINGLE_THREAD)) {
        OutputCheck.run(
                graph.name(),
                "onnxruntime",
                graph,
                actual,
                expected,
                SeededInputs.of(graph, SEED),
                OutputCheck.NETWORK_TOLERANCE)
            .failure()
            .ifPresent(failures::add);
      }
      compared++;
    }
    assertThat(failures).isEmpty();
    assertThat(compared).isEqualTo(27);
  }
}
