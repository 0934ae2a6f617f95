package convspectrum.executor.quantised;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import convspectrum.executor.reference.IntegerSums;
import convspectrum.executor.reference.ReferenceRuntime;
import convspectrum.executor.runtime.Calibration;
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
import convspectrum.spec.graph.Window;
import convspectrum.spec.quantised.LayerIntegers;
import convspectrum.spec.quantised.QuantisedGraph;
import convspectrum.spec.tensor.SeededInputs;
import convspectrum.spec.tensor.SeededWeights;
import convspectrum.spec.tensor.Tensor;
import convspectrum.spec.tensor.Weights;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class QuantiserTest {
  private static final Op.Activation RELU = Op.Activation.of(ActivationFunction.RELU);

  /** Weights 1 and −0.25 in steps of 1/127; a bias of 1 in steps of 0.1 · 1/127. */
  @Test
  void weightsAndBiasAreRoundedWithTheLargestWeight() {
    LayerIntegers layer =
        LayerRounding.of("conv", new float[] {1, -0.25f}, new float[] {1}, 0.1f, 127);
    assertThat(layer.weights()).containsExactly(127, -32);
    assertThat(layer.scales()).containsExactly((float) (1 / 127.0));
    assertThat(layer.bias()).containsExactly(1270);
    LayerIntegers reduced =
        LayerRounding.of("conv", new float[] {1, -0.25f}, new float[] {1}, 0.1f, 63);
    assertThat(reduced.weights()).containsExactly(63, -16);
  }

  /** A folded norm of a dead channel: weights of nearly 0 behind a bias of 1. */
  @Test
  void aBiasFitsHoweverSmallTheWeights() {
    LayerIntegers layer =
        LayerRounding.of("conv", new float[] {1e-12f, 0}, new float[] {1}, 0.1f, 127);
    double step = 0.1f * (double) layer.scales()[0];
    assertThat(layer.bias()[0] * step).isBetween(0.999999, 1.000001);
    assertThat(LayerRounding.of("c", new float[2], new float[1], 1, 127).scales())
        .containsExactly(1);
  }

  @Test
  void sumsBeyond32BitsAreRefused() {
    float[] ones = new float[70_000];
    Arrays.fill(ones, 1);
    assertThatExceptionOfType(UnsupportedGraphException.class)
        .isThrownBy(() -> LayerRounding.of("wide", ones, new float[1], 1, 127))
        .withMessageContaining("wide adds 70000 products");
  }

  /** Worked by hand: a row of 1, 2, 3 with the kernel 1, −1, 2 and padding. */
  @Test
  void sumsAreThoseOfIntegers() {
    GraphBuilder builder = new GraphBuilder("row");
    Node x = builder.input("x", Shape.of(1, 1, 1, 3));
    Op.Conv conv = new Op.Conv(1, new Window(1, 3, 1, 1, 1, 1, new Padding(0, 1, 0, 1)), 1, true);
    Node layer = builder.add("conv", conv, x);
    LayerIntegers integers =
        new LayerIntegers(new byte[] {1, -1, 2}, new float[] {1}, new int[] {10});
    assertThat(IntegerSums.of(layer, integers, new int[] {1, 2, 3}))
        .containsExactly(10 - 1 + 4, 10 + 1 - 2 + 6, 10 + 2 - 3);
  }

  @Test
  void foldedNormsComputeTheSame() {
    GraphBuilder builder = new GraphBuilder("folded");
    Node x = builder.input("x", Shape.of(1, 4, 5, 5));
    Node conv = builder.add("conv", new Op.Conv(6, Window.same(3), 2, true), x);
    Node norm = builder.add("norm", new Op.BatchNorm(1e-3, true, true), conv);
    Node bare = builder.add("bare", new Op.Conv(3, Window.same(1), 1, false), norm);
    Graph graph = builder.build(builder.add("plain", new Op.BatchNorm(1e-5, false, false), bare));
    Weights weights = new SeededWeights(5);
    FoldedNorms folded = FoldedNorms.of(graph, weights);
    assertThat(folded.graph().nodes()).hasSize(3);
    assertThat(difference(graph, weights, folded)).isLessThan(1e-5);
  }

  private static double difference(Graph graph, Weights weights, FoldedNorms folded) {
    List<Tensor> inputs = SeededInputs.of(graph, 3);
    float[] expected = run(graph, weights, inputs);
    float[] actual = run(folded.graph(), folded.weights(), inputs);
    double largest = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i] - actual[i]));
    }
    return largest;
  }

  private static float[] run(Graph graph, Weights weights, List<Tensor> inputs) {
    List<Tensor> outputs = Signature.of(graph).newOutputs();
    try (Program program =
        new ReferenceRuntime().compile(graph, weights, RunOptions.SINGLE_THREAD)) {
      program.run(inputs, outputs);
    }
    return outputs.getFirst().data();
  }

  @Test
  void aConvolutionAndItsReluAreOneStep() {
    GraphBuilder builder = new GraphBuilder("step");
    Node x = builder.input("x", Shape.of(1, 3, 5, 5));
    Node conv = builder.add("conv", new Op.Conv(4, Window.same(3), 1, true), x);
    Node relu = builder.add("relu", RELU, conv);
    Node silu = builder.add("silu", Op.Activation.of(ActivationFunction.SILU), relu);
    QuantisedGraph network = quantised(builder.build(builder.add("relu2", RELU, silu)));
    assertThat(network.values()).containsOnlyKeys("x", "relu");
    assertThat(network.scale(network.graph().nodes().get(2)).orElseThrow().zeroPoint()).isZero();
    assertThat(network.layers()).containsOnlyKeys("conv");
    assertThat(network.realOps().stream().map(Node::name)).containsExactly("silu", "relu2");
  }

  /** A shuffle moves integers; an addition of it has another range. */
  @Test
  void movedIntegersKeepTheirScale() {
    GraphBuilder builder = new GraphBuilder("moved");
    Node x = builder.input("x", Shape.of(1, 4, 5, 5));
    Node conv = builder.add("conv", new Op.Conv(4, Window.same(3), 1, true), x);
    Node moved = builder.add("moved", new Op.ChannelShuffle(2), conv);
    QuantisedGraph network = quantised(builder.build(builder.add("sum", new Op.Add(), moved, x)));
    assertThat(network.values()).containsOnlyKeys("x", "conv", "moved", "sum");
    assertThat(network.values().get("moved")).isEqualTo(network.values().get("conv"));
    assertThat(network.values().get("sum")).isNotEqualTo(network.values().get("conv"));
    assertThat(network.realOps()).isEmpty();
  }

  /** The ranges of a larger input are those of the smaller one, by name. */
  @Test
  void aCalibrationMayBeOfASmallerInput() {
    Graph small = pair(8);
    Graph large = pair(16);
    Weights weights = new SeededWeights(1);
    Calibration calibration = Calibration.seeded(small, weights, 1);
    assertThat(Quantiser.quantise(large, weights, calibration, 127).values())
        .isEqualTo(Quantiser.quantise(small, weights, calibration, 127).values());
  }

  private static Graph pair(int size) {
    GraphBuilder builder = new GraphBuilder("pair");
    Node x = builder.input("x", Shape.of(1, 3, size, size));
    Node conv = builder.add("conv", new Op.Conv(4, Window.same(3), 1, true), x);
    return builder.build(builder.add("norm", new Op.BatchNorm(1e-5, true, true), conv));
  }

  private static QuantisedGraph quantised(Graph graph) {
    Weights weights = new SeededWeights(1);
    return Quantiser.quantise(graph, weights, Calibration.seeded(graph, weights, 1), 127);
  }
}
