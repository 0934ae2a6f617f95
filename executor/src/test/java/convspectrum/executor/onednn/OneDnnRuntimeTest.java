package convspectrum.executor.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.executor.measure.OutputCheck;
import convspectrum.executor.reference.ReferenceRuntime;
import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.executor.runtime.NodeTime;
import convspectrum.executor.runtime.Program;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.executor.runtime.RuntimeContract;
import convspectrum.executor.runtime.RuntimeStep;
import convspectrum.executor.runtime.Signature;
import convspectrum.executor.runtime.UnsupportedGraphException;
import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.UnaryFunction;
import convspectrum.spec.graph.Window;
import convspectrum.spec.tensor.SeededInputs;
import convspectrum.spec.tensor.SeededWeights;
import convspectrum.spec.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OneDnnRuntimeTest extends RuntimeContract {
  private final OneDnnRuntime runtime = new OneDnnRuntime();

  @Override
  protected InferenceRuntime runtime() {
    return runtime;
  }

  @Test
  void theVersionIsThatOfTheLibrary() {
    assertThat(runtime.version()).matches("3\\.\\d+\\.\\d+, (sse41|avx).*");
  }

  /** The memory of a sum's operand holds the result only where nobody reads the operand later. */
  @Test
  void anOperandOfASumThatIsReadAgainKeepsItsValue() {
    GraphBuilder builder = new GraphBuilder("read again");
    Node x = builder.input("x", Shape.of(1, 16, 9, 9));
    Node first = builder.add("first", new Op.Conv(16, Window.same(3), 1, true), x);
    Node second = builder.add("second", new Op.Conv(16, Window.same(3), 1, true), first);
    Node sum = builder.add("sum", new Op.Add(), second, first);
    Node view = builder.add("view", new Op.Reshape(Shape.of(1, 16, 9, 9)), first);
    Node third = builder.add("third", new Op.Conv(16, Window.same(1), 16, false), sum);
    Node last = builder.add("last", new Op.Add(), third, first);
    Node once =
        builder.add(
            "once",
            new Op.Add(),
            builder.add("c", new Op.Conv(16, Window.same(1), 1, false), last),
            last);
    requireAgreement(builder.build(last, view, once), 1);
  }

  /** Outputs in blocks of channels are copied last, one after the other. */
  @Test
  void copiesOfOutputsDoNotOverwriteEachOther() {
    GraphBuilder builder = new GraphBuilder("outputs that are copied");
    Node x = builder.input("x", Shape.of(1, 16, 9, 9));
    List<Node> outputs = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      x = builder.add("conv" + i, new Op.Conv(16, Window.same(3), 1, true), x);
      outputs.add(x);
    }
    outputs.addFirst(builder.add("mean", new Op.GlobalPool(PoolKind.AVERAGE), x));
    requireAgreement(builder.build(outputs.toArray(Node[]::new)), 1);
  }

  @Test
  void severalThreadsComputeWhatOneDoes() {
    for (int threads = 1; threads <= 3; threads++) {
      requireAgreement(network(), threads);
    }
  }

  @Test
  void aRepeatedPassComputesWhatRunComputes() {
    Graph graph = network();
    List<Tensor> inputs = SeededInputs.of(graph, 1);
    List<Tensor> outputs = Signature.of(graph).newOutputs();
    List<Tensor> again = Signature.of(graph).newOutputs();
    try (Program program = compile(graph, 2)) {
      program.run(inputs, outputs);
      program.pass(inputs, again).run();
      program.run(inputs, again);
    }
    assertThat(again.getFirst().data()).containsExactly(outputs.getFirst().data());
    assertThat(outputs.getFirst().maxAbs()).isBetween(0.1f, 100f);
  }

  @Test
  void stepsAndProfileNameTheKernelsOfTheLibrary() {
    Graph graph = network();
    List<RuntimeStep> steps = runtime.steps(graph, new SeededWeights(1), RunOptions.SINGLE_THREAD);
    assertThat(steps)
        .extracting(RuntimeStep::kernel)
        .anyMatch(name -> name.matches("Conv \\S+:\\S+"));
    assertThat(steps)
        .filteredOn(step -> step.nodes().contains("depthwise"))
        .singleElement()
        .satisfies(step -> assertThat(step.nodes()).containsExactly("depthwise", "norm", "relu"));
    try (Program program = compile(graph, 1)) {
      assertThat(program.profile(SeededInputs.of(graph, 1)))
          .extracting(NodeTime::op)
          .containsExactlyElementsOf(steps.stream().map(RuntimeStep::kernel).toList());
    }
  }

  @Test
  void anOpThatTheLibraryLacksIsNamed() {
    GraphBuilder builder = new GraphBuilder("sine");
    Node x = builder.input("x", Shape.of(3));
    Graph graph = builder.build(builder.add("wave", new Op.Unary(UnaryFunction.SIN), x));
    assertThatThrownBy(() -> compile(graph, 1))
        .isInstanceOf(UnsupportedGraphException.class)
        .hasMessage(
            "oneDNN has no primitive for SIN (wave); try the runtime onnxruntime or vector");
  }

  private void requireAgreement(Graph graph, int threads) {
    List<Tensor> inputs = SeededInputs.of(graph, 1);
    List<Tensor> expected = Signature.of(graph).newOutputs();
    List<Tensor> actual = Signature.of(graph).newOutputs();
    try (Program program =
            new ReferenceRuntime().compile(graph, new SeededWeights(1), new RunOptions(1));
        Program tested = compile(graph, threads)) {
      program.run(inputs, expected);
      // Other inputs first: nothing of a run may be left over for the next.
      tested.run(SeededInputs.of(graph, 2), actual);
      tested.run(inputs, actual);
    }
    assertThat(
            OutputCheck.compare(
                    graph.name(), "onednn", graph, actual, expected, OutputCheck.NETWORK_TOLERANCE)
                .failure())
        .isEmpty();
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
