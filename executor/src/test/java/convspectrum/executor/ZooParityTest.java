package convspectrum.executor;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.executor.measure.OutputCheck;
import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.executor.runtime.Program;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.executor.runtime.Signature;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.tensor.SeededInputs;
import convspectrum.spec.tensor.SeededWeights;
import convspectrum.spec.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
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
        OutputCheck.compare(
                graph.name(),
                "onnxruntime",
                graph,
                outputs(actual, graph),
                outputs(expected, graph),
                OutputCheck.NETWORK_TOLERANCE)
            .failure()
            .ifPresent(failures::add);
      }
      compared++;
    }
    assertThat(failures).isEmpty();
    assertThat(compared).isEqualTo(27);
  }

  private static List<Tensor> outputs(Program program, Graph graph) {
    List<Tensor> outputs = Signature.of(graph).newOutputs();
    // An output that is never written must not pass as zeros.
    outputs.forEach(tensor -> Arrays.fill(tensor.data(), Float.NaN));
    program.run(SeededInputs.of(graph, SEED), outputs);
    return outputs;
  }
}
