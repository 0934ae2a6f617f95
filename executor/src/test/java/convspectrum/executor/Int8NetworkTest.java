package convspectrum.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import convspectrum.costmodel.DataType;
import convspectrum.executor.machine.Machine;
import convspectrum.executor.measure.QuantisationNoise;
import convspectrum.executor.onednn.OneDnnRuntime;
import convspectrum.executor.onednn.plan.Plan;
import convspectrum.executor.onednn.plan.PlannedStep;
import convspectrum.executor.onednn.plan.Planner;
import convspectrum.executor.onnxruntime.OrtRuntime;
import convspectrum.executor.quantised.CalibrationException;
import convspectrum.executor.quantised.Quantiser;
import convspectrum.executor.reference.IntegerProgram;
import convspectrum.executor.runtime.Calibration;
import convspectrum.executor.runtime.NodeTime;
import convspectrum.executor.runtime.Program;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.executor.runtime.Signature;
import convspectrum.executor.runtime.UnsupportedGraphException;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.UnaryFunction;
import convspectrum.spec.graph.Window;
import convspectrum.spec.quantised.QuantisedGraph;
import convspectrum.spec.tensor.SeededInputs;
import convspectrum.spec.tensor.SeededWeights;
import convspectrum.spec.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whole networks of integers. */
final class Int8NetworkTest {
  private static final long SEED = 7;

  private final OrtRuntime onnxruntime = new OrtRuntime();
  private final OneDnnRuntime onednn = new OneDnnRuntime();

  /** Small networks, and whole ones on small pictures. */
  private static List<Graph> networks() {
    return Stream.concat(NetworkGraphs.all().stream(), ZooGraphs.deployed().stream()).toList();
  }

  @Test
  void networksAreNearerToTheOracleThanTheOracleIsToRealNumbers() {
    int compared = 0;
    for (Graph graph : networks()) {
      QuantisedGraph network = quantised(graph);
      List<Tensor> inputs = SeededInputs.of(graph, SEED);
      List<Tensor> real =
          run(
              Runtimes.named("reference")
                  .compile(graph, new SeededWeights(SEED), RunOptions.SINGLE_THREAD),
              graph,
              inputs);
      List<Tensor> oracle = run(IntegerProgram.compile(network), network.graph(), inputs);
      List<Tensor> actual =
          run(onnxruntime.compile(network, RunOptions.SINGLE_THREAD), network.graph(), inputs);
      for (int i = 0; i < real.size(); i++) {
        double noise = decibels(real.get(i), oracle.get(i));
        assertThat(noise).as(graph.name()).isBetween(10.0, 60.0);
        assertThat(decibels(oracle.get(i), actual.get(i)))
            .as(graph.name())
            .isGreaterThan(noise + 6);
      }
      // oneDNN rounds a few values to their other neighbours, which change others behind them.
      actual = run(onednn.compile(network, RunOptions.SINGLE_THREAD), network.graph(), inputs);
      assertThat(QuantisationNoise.failure(graph.name(), "onednn", actual, oracle, real)).isEmpty();
      compared++;
    }
    assertThat(compared).isEqualTo(6 + 4);
  }

  @Test
  void onnxRuntimeComputesConvolutionsWithIntegerKernels() {
    for (Graph graph : NetworkGraphs.all()) {
      QuantisedGraph network = quantised(graph);
      Set<String> ops = new HashSet<>();
      try (Program program = onnxruntime.compile(network, RunOptions.SINGLE_THREAD)) {
        program.profile(SeededInputs.of(graph, SEED)).forEach(time -> ops.add(time.op()));
      }
      assertThat(ops).as(graph.name()).doesNotContain("Conv", "FusedConv", "Gemm", "FusedGemm");
      if (!network.layers().isEmpty()) {
        assertThat(ops).as(graph.name()).containsAnyOf("QLinearConv", "QGemm");
      }
    }
  }

  /**
   * In a network of convolutions, sums and pools real numbers are left where it begins and where it
   * ends.
   */
  @Test
  void oneDnnComputesSumsAndPoolsWithIntegersToo() {
    Map<String, List<String>> real = new TreeMap<>();
    for (Graph graph : ZooGraphs.deployed()) {
      try (Plan plan = Planner.plan(quantised(graph))) {
        List<String> names =
            plan.steps().stream()
                .filter(Int8NetworkTest::movesRealNumbers)
                .flatMap(step -> step.names().stream())
                .toList();
        real.put(graph.name(), names);
      }
    }
    List<String> ends = List.of("round input", "reorder layers.classifier.linear");
    assertThat(real)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "mobilenet-v2", ends,
                "resnet-18", ends,
                "shufflenet-v1", ends,
                "squeezenet-1.0", List.of("round input", "reorder layers.15.flatten")));
  }

  /** Whether a step reads or writes real numbers that are no constants. */
  private static boolean movesRealNumbers(PlannedStep step) {
    return step.arguments().values().stream()
        .anyMatch(value ->
            value.buffer().filling().isEmpty()
                && value.layout().type() == convspectrum.executor.onednn.library.DataType.F32);
  }

  /** ONNX Runtime changes the names of kernels that it moves to channels last. */
  @Test
  void kernelsOfIntegersAreNamedAfterTheirLayer() {
    for (Graph graph : networks()) {
      QuantisedGraph network = quantised(graph);
      Map<String, Node> byName = new TreeMap<>();
      network.graph().nodes().forEach(node -> byName.put(node.name(), node));
      List<Node> computed = new ArrayList<>();
      try (Program program = onnxruntime.compile(network, RunOptions.SINGLE_THREAD)) {
        for (NodeTime time : program.profile(SeededInputs.of(graph, SEED))) {
          if (time.op().equals("QLinearConv")) {
            assertThat(byName.keySet()).as(graph.name()).contains(time.node());
            Node node = Objects.requireNonNull(byName.get(time.node()));
            // A ReLU behind a convolution is part of its kernel.
            computed.add(node.op() instanceof Op.Conv ? node : node.inputs().getFirst());
          }
        }
      }
      assertThat(computed)
          .as(graph.name())
          .containsExactlyInAnyOrderElementsOf(
              network.graph().nodes().stream()
                  .filter(node -> node.op() instanceof Op.Conv)
                  .toList());
    }
  }

  @Test
  void valuesThatAreNoNumbersNameTheirLayer() {
    GraphBuilder builder = new GraphBuilder("roots");
    Node x = builder.input("x", Shape.of(1, 2, 3, 3));
    Node root = builder.add("root", new Op.Unary(UnaryFunction.SQRT), x);
    Graph graph =
        builder.build(builder.add("conv", new Op.Conv(2, Window.same(3), 1, false), root));
    assertThatExceptionOfType(CalibrationException.class)
        .isThrownBy(() -> quantised(graph))
        .withMessageContaining("int8: the values of root (Unary) include NaN; expected finite");
  }

  @Test
  void vectorSaysWhyItHasNoIntegerKernels() {
    Graph graph = NetworkGraphs.all().getFirst();
    assertThatExceptionOfType(UnsupportedGraphException.class)
        .isThrownBy(() ->
            Runtimes.of(Runtimes.named("vector"), DataType.INT8)
                .compile(graph, new SeededWeights(SEED), RunOptions.SINGLE_THREAD))
        .withMessageContaining("vector has no int8 kernels");
  }

  private static QuantisedGraph quantised(Graph graph) {
    SeededWeights weights = new SeededWeights(SEED);
    int limit = Machine.read().processor().addsByteProductsIn32Bits() ? 127 : 63;
    return Quantiser.quantise(graph, weights, Calibration.seeded(graph, weights, SEED), limit);
  }

  /** Of a signal and what became of it. */
  private static double decibels(Tensor signal, Tensor other) {
    double power = 0;
    double noise = 0;
    for (int i = 0; i < signal.data().length; i++) {
      power += (double) signal.data()[i] * signal.data()[i];
      noise += Math.pow((double) signal.data()[i] - other.data()[i], 2);
    }
    return 10 * Math.log10(power / noise);
  }

  private static List<Tensor> run(Program made, Graph graph, List<Tensor> inputs) {
    List<Tensor> outputs = Signature.of(graph).newOutputs();
    try (Program program = made) {
      program.run(inputs, outputs);
    }
    return outputs;
  }
}
