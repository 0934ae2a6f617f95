package convspectrum.executor.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.executor.runtime.NodeTime;
import convspectrum.executor.runtime.Program;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.executor.runtime.RuntimeContract;
import convspectrum.executor.runtime.Signature;
import convspectrum.executor.runtime.UnsupportedGraphException;
import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import convspectrum.spec.tensor.SeededInputs;
import convspectrum.spec.tensor.SeededWeights;
import convspectrum.spec.tensor.Tensor;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OrtRuntimeTest extends RuntimeContract {
  private final OrtRuntime runtime = new OrtRuntime();

  @Override
  protected InferenceRuntime runtime() {
    return runtime;
  }

  @Test
  void theVersionIsThatOfTheLibrary() {
    assertThat(runtime.version()).matches("1\\.\\d+\\.\\d+");
  }

  @Test
  void aRepeatedPassComputesWhatRunComputes() {
    Graph graph = network();
    List<Tensor> inputs = SeededInputs.of(graph, 1);
    List<Tensor> outputs = Signature.of(graph).newOutputs();
    try (Program program = compile(graph, 2)) {
      program.pass(inputs, outputs).run();
      program.run(inputs, outputs);
    }
    assertThat(outputs.getFirst().maxAbs()).isBetween(0.1f, 100f);
  }

  @Test
  void profileNamesNodesOfTheGraph() {
    Graph graph = network();
    Set<String> names = graph.nodes().stream().map(Node::name).collect(Collectors.toSet());
    try (Program program = compile(graph, 1)) {
      List<NodeTime> times = program.profile(SeededInputs.of(graph, 1));
      assertThat(times).hasSizeGreaterThanOrEqualTo(2);
      assertThat(times).allMatch(time -> time.nanos() >= 0);
      // What the optimiser inserts, such as ReorderOutput, has a name of its own.
      assertThat(times.stream().filter(time -> names.contains(time.node())).count())
          .isGreaterThanOrEqualTo(2);
      assertThat(times.stream().mapToLong(NodeTime::nanos).sum()).isPositive();
    }
  }

  @Test
  void weightsBeyondOneModelAreRefusedBeforeTheyAreMade() {
    GraphBuilder builder = new GraphBuilder("huge");
    Node x = builder.input("x", Shape.of(1, 1 << 15));
    Graph graph = builder.build(builder.add("y", new Op.Linear(1 << 15, false), x));
    assertThatThrownBy(() -> compile(graph, 1))
        .isInstanceOf(UnsupportedGraphException.class)
        .hasMessage(
            "huge has 4294967296 bytes of weights; one ONNX model in memory holds at most"
                + " 2080374784");
  }

  private Program compile(Graph graph, int threads) {
    return runtime.compile(graph, new SeededWeights(1), new RunOptions(threads));
  }

  private static Graph network() {
    GraphBuilder builder = new GraphBuilder("network");
    Node x = builder.input("x", Shape.of(1, 16, 20, 20));
    x = builder.add("depthwise", new Op.Conv(16, Window.same(3), 16, false), x);
    x = builder.add("norm", new Op.BatchNorm(1e-5, true, true), x);
    x = builder.add("relu", Op.Activation.of(ActivationFunction.RELU), x);
    x = builder.add("pointwise", new Op.Conv(32, Window.same(1), 1, false), x);
    x = builder.add("gelu", Op.Activation.of(ActivationFunction.GELU), x);
    return builder.build(x);
  }
}
