package convspectrum.executor;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.executor.measure.OutputCheck;
import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.executor.runtime.Program;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.spec.Spec;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.SeededInputs;
import convspectrum.spec.tensor.SeededWeights;
import convspectrum.spec.zoo.Zoo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** ONNX Runtime computes of every network of the zoo what {@code reference} computes. */
class ZooParityTest {
  private static final long SEED = 3;

  /** Some kernels and pools without padding leave nothing of a smaller input. */
  private static final Map<String, Integer> SMALLEST =
      Map.of(
          "alexnet", 67,
          "inception-resnet-v2", 75,
          "inception-v1", 47,
          "inception-v3", 75,
          "inception-v3-first", 75,
          "nin", 55);

  private static final int SMALL = 40;

  @Test
  void everyNetworkInEveryVariant() {
    InferenceRuntime reference = Runtimes.named("reference");
    InferenceRuntime onnxRuntime = Runtimes.named("onnxruntime");
    List<String> failures = new ArrayList<>();
    int compared = 0;
    for (String name : Zoo.names()) {
      for (Graph graph : graphs(name)) {
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
    }
    assertThat(failures).isEmpty();
    assertThat(compared).isEqualTo(27);
  }

  private static List<Graph> graphs(String name) {
    Spec spec = Zoo.spec(name);
    int size = SMALLEST.getOrDefault(name, SMALL);
    Map<String, String> settings = new HashMap<>();
    if (spec.space().contains("classes")) {
      settings.put("classes", "10");
    }
    List<Graph> graphs = new ArrayList<>();
    List<String> variants =
        spec.space().contains("variant") ? List.of("torch", "keras") : List.of("");
    for (String variant : variants) {
      if (!variant.isEmpty()) {
        settings.put("variant", variant);
      }
      Graph graph = spec.graph(spec.design(settings), Shape.of(1, 3, size, size));
      graphs.add(graph.named((name + " " + variant).strip()));
    }
    return graphs;
  }
}
