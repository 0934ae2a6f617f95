package convspectrum.executor.vector;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.executor.reference.ReferenceRuntime;
import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.executor.runtime.NodeTime;
import convspectrum.executor.runtime.Program;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.executor.runtime.Signature;
import convspectrum.executor.vector.code.Kernels;
import convspectrum.executor.vector.code.Lanes;
import convspectrum.executor.vector.plan.Winograd;
import convspectrum.spec.Spec;
import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Padding;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import convspectrum.spec.tensor.SeededInputs;
import convspectrum.spec.tensor.SeededWeights;
import convspectrum.spec.tensor.Tensor;
import convspectrum.spec.zoo.Zoo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Winograd's algorithm computes what {@code reference} computes. */
class WinogradTest {
  private static final long SEED = 5;
  private static final double TOLERANCE = 1e-4;
  private static final int[] CHANNELS = {16, 17, 48, 64};
  private static final int[] LANES = {1, 4, 8, 16};

  private static final Padding[] PADDINGS = {
    Padding.all(1), new Padding(0, 1, 2, 0), new Padding(2, 0, 0, 1), Padding.NONE
  };

  /** None, one inside the kernel, one after it. */
  private static final List<Optional<ActivationFunction>> ACTIVATIONS =
      List.of(
          Optional.empty(),
          Optional.of(ActivationFunction.RELU),
          Optional.of(ActivationFunction.SILU));

  @Test
  void agreesOverChannelsSizesPaddingsBatchesLanesAndThreads() {
    List<String> failures = new ArrayList<>();
    int combinations = 0;
    Random random = new Random(SEED);
    for (int lanes : LANES) {
      for (int size = 5; size <= 30; size++) {
        int inputs = CHANNELS[random.nextInt(CHANNELS.length)];
        int outputs = CHANNELS[random.nextInt(CHANNELS.length)];
        int width = 5 + random.nextInt(26);
        Shape shape = Shape.of(1 + random.nextInt(3), inputs, size, width);
        Graph graph =
            convolution(
                shape,
                outputs,
                PADDINGS[random.nextInt(PADDINGS.length)],
                random.nextBoolean(),
                ACTIVATIONS.get(random.nextInt(ACTIVATIONS.size())));
        List<Tensor> inputTensors = SeededInputs.of(graph, SEED);
        List<Tensor> expected = run(new ReferenceRuntime(), graph, inputTensors, options(1, false));
        for (int threads = 1; threads <= 2; threads++) {
          Lanes registers = Parity.registers(lanes, size);
          VectorRuntime runtime = new VectorRuntime(registers, Winograd.WHERE_POSSIBLE);
          try (Program program =
              runtime.compile(graph, new SeededWeights(SEED), options(threads, true))) {
            Kernels.warmUp(); // or loops of kernels would be compiled twice
            assertThat(operations(program, inputTensors)).contains("Winograd");
            List<Tensor> actual = newOutputs(graph);
            program.run(inputTensors, actual);
            double difference = difference(expected, actual);
            if (!(difference <= TOLERANCE)) {
              failures.add(
                  "%s to %d channels, %s, %d threads: %g"
                      .formatted(shape, outputs, registers, threads, difference));
            }
          }
          combinations++;
        }
      }
    }
    assertThat(failures).isEmpty();
    assertThat(combinations).isEqualTo(4 * 26 * 2);
  }

  /** Parts of 17 channels leave gaps between channels wherever a register holds more than one. */
  @Test
  void readsAndWritesPartsOfConcats() {
    GraphBuilder builder = new GraphBuilder("concats");
    Node input = builder.input("x", Shape.of(1, 17, 9, 10));
    Op.Conv conv = new Op.Conv(17, Window.same(3), 1, true);
    Node a = builder.add("a", conv, input);
    Node b = builder.add("b", conv, input);
    Node joined = builder.add("joined", new Op.Concat(1), a, b);
    Node c = builder.add("c", conv, joined);
    Node d = builder.add("d", conv, joined);
    Node again = builder.add("again", new Op.Concat(1), c, d, a);
    Graph graph = builder.build(builder.add("last", conv, again));
    int combinations = 0;
    for (int lanes : LANES) {
      for (int threads = 1; threads <= 2; threads++) {
        assertThat(winogradDifference(graph, lanes, threads)).isLessThan(TOLERANCE);
        combinations++;
      }
    }
    assertThat(combinations).isEqualTo(8);
  }

  @Test
  void aNetworkAgrees() {
    Spec spec = Zoo.spec("resnet-50");
    Graph graph = spec.graph(spec.design(Map.of("classes", "10")), Shape.of(1, 3, 64, 64));
    assertThat(winogradDifference(graph, 16, 2)).isLessThan(TOLERANCE);
  }

  @Test
  void isUsedOnlyWhenAskedForAndWhereItGains() {
    VectorRuntime runtime = new VectorRuntime(new Lanes(16));
    assertThat(operations(runtime, square(64, 56, 1), options(1, false))).containsExactly("Conv");
    assertThat(operations(runtime, square(64, 56, 1), options(1, true)))
        .containsExactly("Winograd");
    assertThat(operations(runtime, square(256, 14, 1), options(1, true)))
        .containsExactly("Winograd");
    // Four tiles for 49 pixels do not pay for reading four times the weights; 16 tiles do.
    assertThat(operations(runtime, square(512, 7, 1), options(1, true))).containsExactly("Conv");
    assertThat(operations(runtime, square(512, 7, 4), options(1, true)))
        .containsExactly(RunOptions.WINOGRAD_STEP);
  }

  @Test
  void isNotUsedForOtherConvolutions() {
    List<Op.Conv> others =
        List.of(
            new Op.Conv(16, Window.same(3), 4, true),
            new Op.Conv(16, Window.same(5), 1, true),
            new Op.Conv(16, Window.square(3, 2, 1), 1, true),
            new Op.Conv(16, new Window(3, 3, 1, 1, 2, 2, Padding.all(2)), 1, true),
            new Op.Conv(15, Window.same(3), 1, true));
    VectorRuntime runtime = new VectorRuntime(Lanes.SCALAR, Winograd.WHERE_POSSIBLE);
    for (Op.Conv conv : others) {
      GraphBuilder builder = new GraphBuilder("other");
      Graph graph =
          builder.build(builder.add("conv", conv, builder.input("x", Shape.of(1, 16, 9, 9))));
      assertThat(operations(runtime, graph, options(1, true)))
          .as(conv.toString())
          .contains("Conv")
          .doesNotContain("Winograd");
    }
  }

  @Test
  void itsNameTells() {
    VectorRuntime runtime = new VectorRuntime();
    assertThat(runtime.name(options(1, true))).isEqualTo("vector+winograd");
    assertThat(runtime.name(options(1, false))).isEqualTo("vector");
    assertThat(RunOptions.isWinograd(runtime.name(options(1, true)))).isTrue();
    assertThat(RunOptions.isWinograd(runtime.name(options(1, false)))).isFalse();
    assertThat(new ReferenceRuntime().name(options(1, true))).isEqualTo("reference");
  }

  private static RunOptions options(int threads, boolean winograd) {
    return new RunOptions(threads, winograd);
  }

  private static Graph convolution(
      Shape shape,
      int outputs,
      Padding padding,
      boolean added,
      Optional<ActivationFunction> activation) {
    GraphBuilder builder = new GraphBuilder("winograd");
    Window window = new Window(3, 3, 1, 1, 1, 1, padding);
    Node last =
        builder.add("conv", new Op.Conv(outputs, window, 1, true), builder.input("x", shape));
    if (added) {
      last = builder.add("sum", new Op.Add(), last, builder.input("y", last.shape()));
    }
    if (activation.isPresent()) {
      last = builder.add("end", Op.Activation.of(activation.get()), last);
    }
    return builder.build(last);
  }

  private static Graph square(int channels, int size, int batch) {
    return convolution(
        Shape.of(batch, channels, size, size), channels, Padding.all(1), false, Optional.empty());
  }

  private static double winogradDifference(Graph graph, int lanes, int threads) {
    List<Tensor> inputs = SeededInputs.of(graph, SEED);
    List<Tensor> expected = run(new ReferenceRuntime(), graph, inputs, options(1, false));
    VectorRuntime runtime = new VectorRuntime(new Lanes(lanes), Winograd.WHERE_POSSIBLE);
    return difference(expected, run(runtime, graph, inputs, options(threads, true)));
  }

  private static List<String> operations(InferenceRuntime runtime, Graph graph, RunOptions run) {
    try (Program program = runtime.compile(graph, new SeededWeights(SEED), run)) {
      return operations(program, SeededInputs.of(graph, SEED));
    }
  }

  private static List<String> operations(Program program, List<Tensor> inputs) {
    return program.profile(inputs).stream().map(NodeTime::op).toList();
  }

  private static List<Tensor> run(
      InferenceRuntime runtime, Graph graph, List<Tensor> inputs, RunOptions options) {
    List<Tensor> outputs = newOutputs(graph);
    try (Program program = runtime.compile(graph, new SeededWeights(SEED), options)) {
      program.run(inputs, outputs);
    }
    return outputs;
  }

  private static List<Tensor> newOutputs(Graph graph) {
    List<Tensor> outputs = Signature.of(graph).newOutputs();
    outputs.forEach(tensor -> Arrays.fill(tensor.data(), Float.NaN));
    return outputs;
  }

  /** The largest difference relative to the largest value. */
  private static double difference(List<Tensor> expected, List<Tensor> actual) {
    double worst = 0;
    for (int i = 0; i < expected.size(); i++) {
      double largest = 0;
      float[] values = expected.get(i).data();
      for (int k = 0; k < values.length; k++) {
        double difference = Math.abs(values[k] - actual.get(i).data()[k]);
        largest = Math.max(largest, Double.isNaN(difference) ? Double.MAX_VALUE : difference);
      }
      worst = Math.max(worst, largest / expected.get(i).maxAbs());
    }
    return worst;
  }
}
