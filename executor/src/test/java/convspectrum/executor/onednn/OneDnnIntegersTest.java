package convspectrum.executor.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.executor.reference.IntegerProgram;
import convspectrum.executor.runtime.NodeTime;
import convspectrum.executor.runtime.Program;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.executor.runtime.Signature;
import convspectrum.executor.runtime.UnsupportedGraphException;
import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Padding;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.UnaryFunction;
import convspectrum.spec.graph.Window;
import convspectrum.spec.quantised.LayerIntegers;
import convspectrum.spec.quantised.QuantisedGraph;
import convspectrum.spec.quantised.ValueScale;
import convspectrum.spec.tensor.SeededWeights;
import convspectrum.spec.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Networks of integers on oneDNN against the oracle of integers. */
class OneDnnIntegersTest {
  private final OneDnnRuntime runtime = new OneDnnRuntime();
  private final SplittableRandom random = new SplittableRandom(5);

  /**
   * With scales of 1 a layer that hands on real numbers gives its sums, which single precision
   * holds exactly up to 16,777,216: they are those of the oracle, bit by bit.
   */
  @Test
  void sumsOfProductsAreExact() {
    int compared = 0;
    for (int zeroPoint : new int[] {0, 3, 128, 255}) {
      for (int channels : new int[] {8, 13, 16, 48}) {
        for (int groups : new int[] {1, channels % 4 == 0 ? channels / 4 : 1, channels}) {
          for (int stride = 1; stride <= 2; stride++) {
            Padding padding = new Padding(0, 1, 2, 1);
            Op conv =
                new Op.Conv(2 * channels, new Window(3, 3, stride, 1, 1, 1, padding), groups, true);
            requireExact(conv, Shape.of(1, channels, 7, 9), zeroPoint);
            compared++;
          }
        }
        Op pointwise = new Op.Conv(24, Window.same(1), 1, true);
        requireExact(pointwise, Shape.of(2, channels, 5, 5), zeroPoint);
        requireExact(new Op.Linear(11, true), Shape.of(3, channels), zeroPoint);
        compared += 2;
      }
    }
    assertThat(compared).isEqualTo(4 * 4 * 8);
  }

  private void requireExact(Op op, Shape shape, int zeroPoint) {
    GraphBuilder builder = new GraphBuilder(op + " from " + zeroPoint);
    Node x = builder.input("x", shape);
    Graph graph = builder.build(builder.add("y", op, x));
    Node y = graph.outputs().getFirst();
    QuantisedGraph network =
        new QuantisedGraph(
            graph,
            new SeededWeights(1),
            Map.of("x", new ValueScale(1, zeroPoint)),
            Map.of("y", layer(y, 1)));
    Tensor input = Tensor.zeros(shape);
    for (int i = 0; i < input.data().length; i++) {
      input.data()[i] = random.nextInt(256) - zeroPoint;
    }
    assertThat(run(network, true, List.of(input)))
        .as(graph.name())
        .containsExactly(run(network, false, List.of(input)));
  }

  /** What is rounded may differ by one integer: oneDNN multiplies by a reciprocal. */
  @Test
  void aNetworkDiffersByFewSteps() {
    GraphBuilder builder = new GraphBuilder("network");
    Node x = builder.input("x", Shape.of(1, 16, 12, 12));
    Node first = builder.add("first", new Op.Conv(32, Window.same(3), 4, true), x);
    Node relu = builder.add("relu", Op.Activation.of(ActivationFunction.RELU), first);
    Node second = builder.add("second", new Op.Conv(32, Window.same(1), 1, true), relu);
    Node sum = builder.add("sum", new Op.Add(), second, relu);
    Node flat = builder.add("flat", new Op.Reshape(Shape.of(1, 32 * 144)), sum);
    Node classes = builder.add("classes", new Op.Linear(10, true), flat);
    Graph graph = builder.build(classes, sum);
    ValueScale sums = new ValueScale(4f, 100);
    QuantisedGraph network =
        new QuantisedGraph(
            graph,
            new SeededWeights(1),
            Map.of(
                "x", new ValueScale(0.02f, 128),
                "relu", new ValueScale(1.5f, 0),
                "second", new ValueScale(3f, 90),
                "sum", sums,
                "flat", sums),
            Map.of(
                "first", layer(graph.nodes().get(1), 0.01f),
                "second", layer(graph.nodes().get(3), 0.01f),
                "classes", layer(graph.nodes().get(6), 0.01f)));
    Tensor input = Tensor.zeros(Shape.of(1, 16, 12, 12));
    for (int i = 0; i < input.data().length; i++) {
      input.data()[i] = (float) (2 * random.nextDouble() - 1);
    }
    List<Tensor> expected = outputs(network, false, List.of(input));
    List<Tensor> actual = outputs(network, true, List.of(input));
    float[] oracle = expected.getLast().data();
    int different = 0;
    for (int i = 0; i < oracle.length; i++) {
      float difference = Math.abs(oracle[i] - actual.getLast().data()[i]);
      assertThat(difference).isLessThanOrEqualTo(sums.scale());
      different += difference > 0 ? 1 : 0;
    }
    assertThat(different).isLessThan(oracle.length / 50);
    float largest = expected.getFirst().maxAbs();
    for (int i = 0; i < 10; i++) {
      assertThat(actual.getFirst().data()[i] / largest)
          .isCloseTo(expected.getFirst().data()[i] / largest, Offset.offset(0.02f));
    }
  }

  /** oneDNN 3.13 computes other sums there, so that the graph is refused. */
  @Test
  void windowsInThePaddingAloneAreRefused() {
    GraphBuilder builder = new GraphBuilder("padded");
    Node x = builder.input("x", Shape.of(1, 4, 5, 5));
    Window window = new Window(3, 3, 1, 1, 1, 1, Padding.all(3));
    Node y = builder.add("y", new Op.Conv(8, window, 4, true), x);
    QuantisedGraph network =
        new QuantisedGraph(
            builder.build(y),
            new SeededWeights(1),
            Map.of("x", new ValueScale(1, 100)),
            Map.of("y", layer(y, 1)));
    assertThatThrownBy(() -> runtime.compile(network, RunOptions.SINGLE_THREAD))
        .isInstanceOf(UnsupportedGraphException.class)
        .hasMessageStartingWith("y has windows that lie in its padding alone");
  }

  /** No runtime is named that has no integers. */
  @Test
  void anOpThatIsLackingSuggestsRuntimesWithIntegers() {
    GraphBuilder builder = new GraphBuilder("sine");
    Node x = builder.input("x", Shape.of(1, 4, 5, 5));
    Node wave = builder.add("wave", new Op.Unary(UnaryFunction.SIN), x);
    QuantisedGraph network =
        new QuantisedGraph(builder.build(wave), new SeededWeights(1), Map.of(), Map.of());
    assertThatThrownBy(() -> runtime.compile(network, RunOptions.SINGLE_THREAD))
        .isInstanceOf(UnsupportedGraphException.class)
        .hasMessage("oneDNN has no primitive for SIN (wave); try the runtime onnxruntime");
  }

  /** A product of values with zero points, in every case of these. */
  @Test
  void productsAndSumsHaveZeroPoints() {
    int compared = 0;
    for (Op op : List.of(new Op.Add(), new Op.Multiply())) {
      for (int[] zeros : new int[][] {{0, 0}, {9, 0}, {0, 200}, {130, 77}, {255, 1}}) {
        for (Shape second :
            List.of(Shape.of(1, 19, 5, 3), Shape.of(1, 19, 1, 1), Shape.of(19, 1, 1))) {
          requireOneStep(op, second, zeros[0], zeros[1]);
          compared++;
        }
      }
    }
    assertThat(compared).isEqualTo(2 * 5 * 3);
  }

  private void requireOneStep(Op op, Shape second, int firstZero, int secondZero) {
    GraphBuilder builder = new GraphBuilder(op + " " + second + " " + firstZero + " " + secondZero);
    Node a = builder.input("a", Shape.of(1, 19, 5, 3));
    Node b = builder.input("b", second);
    Node y = builder.add("y", op, a, b);
    Node relu = builder.add("relu", new Op.Activation(ActivationFunction.CLIP, -1, 2), y);
    Graph graph = builder.build(relu);
    ValueScale result = new ValueScale(0.05f, 100);
    QuantisedGraph network =
        new QuantisedGraph(
            graph,
            new SeededWeights(1),
            Map.of(
                "a", new ValueScale(0.02f, firstZero),
                "b", new ValueScale(0.03f, secondZero),
                "relu", result),
            Map.of());
    List<Tensor> inputs = List.of(random(Shape.of(1, 19, 5, 3)), random(second));
    float[] expected = run(network, false, inputs);
    float[] actual = run(network, true, inputs);
    for (int i = 0; i < expected.length; i++) {
      assertThat(Math.abs(result.integer(expected[i]) - result.integer(actual[i])))
          .as(graph.name())
          .isLessThanOrEqualTo(1);
    }
    try (Program program = runtime.compile(network, RunOptions.SINGLE_THREAD)) {
      assertThat(program.profile(inputs))
          .extracting(NodeTime::node)
          .as(graph.name())
          .doesNotContain("reorder a", "reorder b", "round y");
    }
  }

  private Tensor random(Shape shape) {
    Tensor tensor = Tensor.zeros(shape);
    for (int i = 0; i < tensor.data().length; i++) {
      tensor.data()[i] = (float) (4 * random.nextDouble() - 2);
    }
    return tensor;
  }

  @Test
  void stepsOfBytesHaveKernelsForBytes() {
    GraphBuilder builder = new GraphBuilder("one");
    Node x = builder.input("x", Shape.of(1, 64, 14, 14));
    Node y = builder.add("y", new Op.Conv(64, Window.same(1), 1, true), x);
    Graph graph = builder.build(y);
    QuantisedGraph network =
        new QuantisedGraph(
            graph,
            new SeededWeights(1),
            Map.of("x", new ValueScale(0.1f, 7), "y", new ValueScale(0.3f, 9)),
            Map.of("y", layer(y, 0.01f)));
    try (Program program = runtime.compile(network, RunOptions.SINGLE_THREAD)) {
      List<NodeTime> times = program.profile(List.of(Tensor.zeros(Shape.of(1, 64, 14, 14))));
      assertThat(times).extracting(NodeTime::node).contains("round x", "y", "reorder y");
    }
  }

  private LayerIntegers layer(Node node, float scale) {
    int outputs =
        switch (node.op()) {
          case Op.Conv conv -> conv.outChannels();
          case Op.Linear linear -> linear.outFeatures();
          default -> throw new IllegalArgumentException(node.toString());
        };
    byte[] weights = new byte[Math.toIntExact(node.parameters().getFirst().shape().elements())];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (byte) (random.nextInt(255) - 127);
    }
    float[] scales = new float[outputs];
    Arrays.fill(scales, scale);
    int[] bias = new int[outputs];
    for (int i = 0; i < outputs; i++) {
      bias[i] = random.nextInt(2001) - 1000;
    }
    return new LayerIntegers(weights, scales, bias);
  }

  private float[] run(QuantisedGraph network, boolean oneDnn, List<Tensor> inputs) {
    return outputs(network, oneDnn, inputs).getFirst().data();
  }

  private List<Tensor> outputs(QuantisedGraph network, boolean oneDnn, List<Tensor> inputs) {
    List<Tensor> outputs = Signature.of(network.graph()).newOutputs();
    outputs.forEach(tensor -> Arrays.fill(tensor.data(), Float.NaN));
    try (Program program =
        oneDnn
            ? runtime.compile(network, RunOptions.SINGLE_THREAD)
            : IntegerProgram.compile(network)) {
      program.run(inputs, outputs);
    }
    return outputs;
  }
}
