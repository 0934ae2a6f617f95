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

/** ONNX Runtime and oneDNN compute of every network of the zoo what {@code reference} computes. */
class ZooParityTest {
  private static final long SEED = 3;

  @Test
  void everyNetworkInEveryVariant() {
    InferenceRuntime reference = Runtimes.named("reference");
    List<InferenceRuntime> tested =
        List.of(Runtimes.named("onnxruntime"), Runtimes.named("onednn"));
    List<String> failures = new ArrayList<>();
    int compared = 0;
    for (Graph graph : ZooGraphs.all()) {
      SeededWeights weights = new SeededWeights(SEED);
      List<Tensor> expected = outputs(reference, graph, weights);
      for (InferenceRuntime runtime : tested) {
        OutputCheck.compare(
                graph.name(),
                runtime.name(),
                graph,
                outputs(runtime, graph, weights),
                expected,
                OutputCheck.NETWORK_TOLERANCE)
            .failure()
            .ifPresent(failures::add);
        compared++;
      }
    }
    assertThat(failures).isEmpty();
    assertThat(compared).isEqualTo(2 * 27);
  }

  private static List<Tensor> outputs(
      InferenceRuntime runtime, Graph graph, SeededWeights weights) {
    List<Tensor> outputs = Signature.of(graph).newOutputs();
    // An output that is never written must not pass as zeros.
    outputs.forEach(tensor -> Arrays.fill(tensor.data(), Float.NaN));
    try (Program program = runtime.compile(graph, weights, RunOptions.SINGLE_THREAD)) {
      program.run(SeededInputs.of(graph, SEED), outputs);
    }
    return outputs;
  }
}
