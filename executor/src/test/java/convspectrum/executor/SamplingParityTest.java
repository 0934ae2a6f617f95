package convspectrum.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.executor.runtime.PlaceException;
import convspectrum.executor.runtime.Program;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.executor.runtime.Signature;
import convspectrum.executor.runtime.UnsupportedGraphException;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.tensor.SeededInputs;
import convspectrum.spec.tensor.SeededWeights;
import convspectrum.spec.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ops that read at live places: runtimes agree, or say that they have no kernel. */
class SamplingParityTest {
  private static final long SEED = 3;

  @Test
  void definitionsAgreeOnEveryRuntime() {
    assertAgree(SamplingGraphs.defined(), "onnxruntime");
    assertAgree(SamplingGraphs.defined(), "vector");
    assertThat(SamplingGraphs.defined()).hasSizeGreaterThanOrEqualTo(60);
  }

  @Test
  void opsWithoutADefinitionAgreeWithOnnxRuntime() {
    assertAgree(SamplingGraphs.indexed(), "onnxruntime");
    assertThat(SamplingGraphs.indexed()).hasSizeGreaterThanOrEqualTo(20);
  }

  @Test
  void vectorNamesTheOpThatItDoesNotRun() {
    for (Graph graph : SamplingGraphs.indexed()) {
      assertThatThrownBy(() -> run("vector", graph, SeededInputs.of(graph, SEED)))
          .isInstanceOf(UnsupportedGraphException.class)
          .hasMessageContaining("y: the vector runtime has no kernel for")
          .hasMessageContaining(graph.nodes().getLast().op().typeName());
    }
  }

  @Test
  void indexBeyondTheAxisIsNamed() {
    Graph graph = SamplingGraphs.indexed().getLast();
    List<Tensor> inputs = SeededInputs.of(graph, SEED);
    inputs.get(1).data()[0] = 4;
    assertThatThrownBy(() -> run("reference", graph, inputs))
        .isInstanceOf(PlaceException.class)
        .hasMessage("y: place 4 of an axis of size 4; expected -4 to 3; try other inputs");
  }

  private static void assertAgree(List<Graph> graphs, String name) {
    List<String> failures = new ArrayList<>();
    for (Graph graph : graphs) {
      List<Tensor> inputs = SeededInputs.of(graph, SEED);
      Tensor expected = run("reference", graph, inputs);
      Tensor actual = run(name, graph, inputs);
      double largest = 0;
      for (int i = 0; i < expected.data().length; i++) {
        double difference = Math.abs(expected.data()[i] - actual.data()[i]);
        largest = Double.isNaN(difference) ? difference : Math.max(largest, difference);
      }
      if (!(largest <= 1e-5 * Math.max(expected.maxAbs(), 1))) {
        failures.add(graph.name() + " differs by " + largest);
      }
    }
    assertThat(failures).as(name).isEmpty();
  }

  private static Tensor run(String name, Graph graph, List<Tensor> inputs) {
    InferenceRuntime runtime = Runtimes.named(name);
    List<Tensor> outputs = Signature.of(graph).newOutputs();
    try (Program program =
        runtime.compile(graph, new SeededWeights(SEED), RunOptions.SINGLE_THREAD)) {
      program.run(inputs, outputs);
    }
    return outputs.getFirst();
  }
}
