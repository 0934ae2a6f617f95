package convspectrum.executor.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import convspectrum.executor.runtime.PlaceException;
import convspectrum.executor.runtime.Program;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.executor.runtime.Signature;
import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Interpolation;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Padding;
import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import convspectrum.spec.tensor.Tensor;
import convspectrum.spec.tensor.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every op on numbers that can be followed by hand. */
class ReferenceKernelsTest {
  private static final Shape MAP_3X3 = Shape.of(1, 1, 3, 3);

  @Test
  void convolutionPadsWithZeros() {
    // A kernel of ones adds up neighbours: 1+2+4+5 in the corner, all nine in the middle.
    Op conv = new Op.Conv(1, Window.same(3), 1, true);
    assertThat(run(conv, weights("weight", ones(1, 1, 3, 3), "bias", of(10)), count(MAP_3X3)))
        .containsExactly(22, 31, 26, 37, 55, 43, 34, 49, 38);
  }

  @Test
  void convolutionIsACorrelation() {
    // The kernel is not flipped: 1·1 + 2·2 + 3·4 + 4·5.
    Op conv = new Op.Conv(1, Window.square(2, 1, 0), 1, false);
    Tensor kernel = tensor(Shape.of(1, 1, 2, 2), 1, 2, 3, 4);
    assertThat(run(conv, weights("weight", kernel), count(MAP_3X3)))
        .containsExactly(37, 47, 67, 77);
  }

  @Test
  void convolutionStridesAndDilates() {
    // 1..25 in 5 rows; taps 2 apart, outputs 2 apart: corners 1+3+11+13 and so on.
    Op conv = new Op.Conv(1, new Window(2, 2, 2, 2, 2, 2, Padding.NONE), 1, false);
    assertThat(run(conv, weights("weight", ones(1, 1, 2, 2)), count(Shape.of(1, 1, 5, 5))))
        .containsExactly(28, 36, 68, 76);
  }

  @Test
  void convolutionPadsEachSideByItself() {
    Op conv = new Op.Conv(1, new Window(1, 2, 1, 1, 1, 1, new Padding(0, 2, 1, 0)), 1, false);
    assertThat(run(conv, weights("weight", ones(1, 1, 1, 2)), tensor(Shape.of(1, 1, 1, 2), 5, 6)))
        .containsExactly(0, 5, 11, 0, 0, 0);
  }

  @Test
  void groupsSeeTheirOwnChannelsOnly() {
    // Four channels 1..4 of one pixel; group sums 3 and 7, times the factor of each output.
    Op conv = new Op.Conv(4, Window.same(1), 2, false);
    Tensor weight = tensor(Shape.of(4, 2, 1, 1), 1, 1, 2, 2, 1, 1, 3, 3);
    assertThat(run(conv, weights("weight", weight), count(Shape.of(1, 4, 1, 1))))
        .containsExactly(3, 6, 7, 21);
  }

  @Test
  void everySampleOfABatchIsConvolved() {
    Op conv = new Op.Conv(1, Window.same(1), 1, false);
    Tensor weight = tensor(Shape.of(1, 2, 1, 1), 1, 10);
    assertThat(run(conv, weights("weight", weight), count(Shape.of(2, 2, 1, 1))))
        .containsExactly(21, 43);
  }

  @Test
  void linearIsOverTheLastAxis() {
    Tensor weight = tensor(Shape.of(3, 2), 1, 0, 0, 1, 1, 1);
    assertThat(
            run(
                new Op.Linear(3, true),
                weights("weight", weight, "bias", of(10, 20, 30)),
                count(Shape.of(2, 2))))
        .containsExactly(11, 22, 33, 13, 24, 37);
  }

  @Test
  void batchNormIsPerChannel() {
    // (1 − 1)/√4·3 + 5 = 5 and (2 − 0)/√1·2 − 1 = 3; ε = 0.
    Map<String, Tensor> weights = weights("weight", of(3, 2), "bias", of(5, -1));
    weights.putAll(weights("running_mean", of(1, 0), "running_var", of(4, 1)));
    assertThat(run(new Op.BatchNorm(0, true, true), weights, count(Shape.of(1, 2, 1, 1))))
        .containsExactly(5, 3);
    // ε = 5 under the root: (1 − 1)/3 and (2 − 0)/√6.
    assertThat(run(new Op.BatchNorm(5, false, false), weights, count(Shape.of(1, 2, 1, 1))))
        .containsExactly(0, (float) (2 / Math.sqrt(6)));
  }

  @Test
  void layerNormOverChannelsAndOverTheLastAxis() {
    // Channels 1, 3 at one position, 2, 6 at the other: mean 2 and 4, deviation 1 and 2.
    Tensor x = tensor(Shape.of(1, 2, 1, 2), 1, 2, 3, 6);
    Map<String, Tensor> weights = weights("weight", of(1, 10), "bias", of(0, 1));
    assertThat(run(new Op.LayerNorm(List.of(1), 0, true), weights, x))
        .containsExactly(-1, -1, 11, 11);
    // Rows (1, 2) and (3, 6) have mean 1.5 and 4.5.
    assertThat(run(new Op.LayerNorm(List.of(3), 0, false), Map.of(), x))
        .containsExactly(-1, 1, -1, 1);
    // All four: mean 3, squares 4 + 1 + 0 + 9 = 14, variance 3.5.
    float deviation = (float) Math.sqrt(3.5);
    assertThat(run(new Op.LayerNorm(List.of(1, 2, 3), 0, false), Map.of(), x))
        .containsExactly(
            new float[] {-2 / deviation, -1 / deviation, 0, 3 / deviation}, within(1e-6f));
  }

  @ParameterizedTest
  @CsvSource({
    "RELU, -2, 0",
    "RELU, 2, 2",
    "RELU6, 7, 6",
    "RELU6, -1, 0",
    "RELU6, 5, 5",
    "LEAKY_RELU, -2, -0.02",
    "LEAKY_RELU, 3, 3",
    "ELU, -1, -0.6321206",
    "ELU, 2, 2",
    "SELU, 1, 1.0507010",
    "SELU, -1, -1.1113307",
    "SIGMOID, 0, 0.5",
    "SIGMOID, 2, 0.8807971",
    "HARD_SIGMOID, -3, 0",
    "HARD_SIGMOID, 0, 0.5",
    "HARD_SIGMOID, 1, 0.6666667",
    "TANH, 1, 0.7615942",
    "SILU, 1, 0.7310586",
    "SILU, -1, -0.2689414",
    "HARD_SWISH, 1, 0.6666667",
    "HARD_SWISH, -4, 0",
    "HARD_SWISH, 4, 4",
    "GELU, 1, 0.8413447",
    "GELU, -1, -0.1586553",
    "GELU_TANH, 1, 0.8411920",
    "MISH, 1, 0.8650984",
    "SOFTPLUS, 0, 0.6931472",
    "SOFTPLUS, 100, 100"
  })
  void activations(ActivationFunction function, float x, float expected) {
    assertThat(run(Op.Activation.of(function), Map.of(), of(x)))
        .containsExactly(new float[] {expected}, within(1e-6f));
  }

  @Test
  void clipTakesItsBounds() {
    Op clip = new Op.Activation(ActivationFunction.CLIP, -1, 2);
    assertThat(run(clip, Map.of(), of(-3, 0.5f, 3))).containsExactly(-1, 0.5f, 2);
  }

  @Test
  void maximumIgnoresPadding() {
    Op pool = new Op.Pool(PoolKind.MAX, Window.square(2, 2, 1), false, true);
    Tensor x = tensor(Shape.of(1, 1, 2, 2), -1, -2, -3, -4);
    assertThat(run(pool, Map.of(), x)).containsExactly(-1, -2, -3, -4);
  }

  @Test
  void averageDividesByWhatCounts() {
    // Two columns padded to four: windows (0, 1) and (2, 0).
    Window window = new Window(1, 2, 1, 2, 1, 1, new Padding(0, 1, 0, 1));
    Tensor x = tensor(Shape.of(1, 1, 1, 2), 1, 2);
    assertThat(run(new Op.Pool(PoolKind.AVERAGE, window, false, true), Map.of(), x))
        .containsExactly(0.5f, 1);
    assertThat(run(new Op.Pool(PoolKind.AVERAGE, window, false, false), Map.of(), x))
        .containsExactly(1, 2);
  }

  @Test
  void ceilWindowsDoNotCountWhatLiesBeyondThePadding() {
    // Columns [0] 1 2 3 4 [0], kernel 3, stride 2: floor gives (0 1 2), (2 3 4); ceil adds (4 0 -),
    // whose third column is neither input nor padding.
    Window window = new Window(1, 3, 1, 2, 1, 1, new Padding(0, 1, 0, 1));
    Tensor x = count(Shape.of(1, 1, 1, 4));
    assertThat(run(new Op.Pool(PoolKind.AVERAGE, window, false, true), Map.of(), x))
        .containsExactly(1, 3);
    assertThat(run(new Op.Pool(PoolKind.AVERAGE, window, true, true), Map.of(), x))
        .containsExactly(1, 3, 2);
    assertThat(run(new Op.Pool(PoolKind.AVERAGE, window, true, false), Map.of(), x))
        .containsExactly(1.5f, 3, 4);
    assertThat(run(new Op.Pool(PoolKind.MAX, window, true, false), Map.of(), x))
        .containsExactly(2, 4, 4);
  }

  @Test
  void globalPools() {
    Tensor x = tensor(Shape.of(1, 2, 1, 2), 1, 2, -3, -5);
    assertThat(run(new Op.GlobalPool(PoolKind.AVERAGE), Map.of(), x)).containsExactly(1.5f, -4);
    assertThat(run(new Op.GlobalPool(PoolKind.MAX), Map.of(), x)).containsExactly(2, -3);
  }

  @Test
  void sumsAndProductsBroadcast() {
    Tensor matrix = count(Shape.of(2, 2));
    Tensor column = tensor(Shape.of(2, 1), 10, 20);
    Tensor row = of(100, 200);
    assertThat(run(new Op.Add(), Map.of(), matrix, column, row))
        .containsExactly(111, 212, 123, 224);
    assertThat(run(new Op.Multiply(), Map.of(), column, row))
        .containsExactly(1000, 2000, 2000, 4000);
  }

  @Test
  void sumsAreRoundedOnce() {
    // In single precision 1e8 + 1 is 1e8.
    assertThat(run(new Op.Add(), Map.of(), of(1e8f), of(1), of(-1e8f))).containsExactly(1);
  }

  @Test
  void concatAndSlice() {
    Tensor a = count(Shape.of(2, 1));
    Tensor b = tensor(Shape.of(2, 2), 10, 20, 30, 40);
    assertThat(run(new Op.Concat(1), Map.of(), a, b)).containsExactly(1, 10, 20, 2, 30, 40);
    assertThat(run(new Op.Concat(0), Map.of(), b, b))
        .containsExactly(10, 20, 30, 40, 10, 20, 30, 40);
    assertThat(run(new Op.Slice(1, 1, 3), Map.of(), count(Shape.of(2, 3))))
        .containsExactly(2, 3, 5, 6);
    assertThat(run(new Op.Slice(0, 1, 2), Map.of(), count(Shape.of(2, 3))))
        .containsExactly(4, 5, 6);
  }

  @Test
  void shuffleInterleavesTheGroups() {
    // Groups (1 2 3) and (4 5 6).
    assertThat(run(new Op.ChannelShuffle(2), Map.of(), count(Shape.of(1, 6, 1, 1))))
        .containsExactly(1, 4, 2, 5, 3, 6);
  }

  @Test
  void pad() {
    Op pad = new Op.Pad(new Padding(1, 2, 0, 1), 9);
    assertThat(run(pad, Map.of(), tensor(Shape.of(1, 1, 1, 2), 1, 2)))
        .containsExactly(9, 9, 9, 9, 9, 9, 9, 1, 2, 9);
  }

  @Test
  void resize() {
    Tensor x = tensor(Shape.of(1, 1, 1, 2), 0, 4);
    assertThat(run(new Op.Resize(1, 4, Interpolation.NEAREST), Map.of(), x))
        .containsExactly(0, 0, 4, 4);
    assertThat(run(new Op.Resize(1, 4, Interpolation.BILINEAR), Map.of(), x))
        .containsExactly(0, 1, 3, 4);
    assertThat(run(new Op.Resize(1, 5, Interpolation.BILINEAR_ALIGN_CORNERS), Map.of(), x))
        .containsExactly(0, 1, 2, 3, 4);
    assertThat(run(new Op.Resize(2, 2, Interpolation.NEAREST), Map.of(), count(MAP_3X3)))
        .containsExactly(1, 2, 4, 5);
  }

  @Test
  void softmaxIsStableAndAlongItsAxis() {
    // Odds 1 : 3 along rows; 1000 would overflow without the maximum taken off.
    float log3 = (float) Math.log(3);
    Tensor x = tensor(Shape.of(2, 2), 0, log3, 1000, 1000);
    assertThat(run(new Op.Softmax(1), Map.of(), x))
        .containsExactly(new float[] {0.25f, 0.75f, 0.5f, 0.5f}, within(1e-7f));
    assertThat(run(new Op.Softmax(0), Map.of(), tensor(Shape.of(2, 1), 0, log3)))
        .containsExactly(new float[] {0.25f, 0.75f}, within(1e-7f));
  }

  @Test
  void matrixProductsBroadcastTheirLeadingAxes() {
    Tensor a = count(Shape.of(2, 1, 2));
    Tensor b = tensor(Shape.of(2, 2), 1, 10, 100, 1000);
    assertThat(run(new Op.MatMul(), Map.of(), a, b)).containsExactly(201, 2010, 403, 4030);
  }

  @Test
  void transposeAndReshape() {
    assertThat(run(new Op.Transpose(List.of(1, 0)), Map.of(), count(Shape.of(2, 3))))
        .containsExactly(1, 4, 2, 5, 3, 6);
    assertThat(run(new Op.Transpose(List.of(2, 0, 1)), Map.of(), count(Shape.of(1, 2, 2))))
        .containsExactly(1, 3, 2, 4);
    assertThat(run(new Op.Reshape(Shape.of(3, 2)), Map.of(), count(Shape.of(2, 3))))
        .containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void gatherTakesWhatPlacesName() {
    // (2, 3) with places (2): rows, then columns; −1 is the last.
    Tensor table = count(Shape.of(2, 3));
    assertThat(run(new Op.Gather(0), Map.of(), table, of(1, 0))).containsExactly(4, 5, 6, 1, 2, 3);
    assertThat(run(new Op.Gather(1), Map.of(), table, of(-1, 1))).containsExactly(3, 2, 6, 5);
    for (float wrong : new float[] {3, -4, Float.NaN}) {
      assertThatThrownBy(() -> run(new Op.Gather(1), Map.of(), table, of(wrong)))
          .isInstanceOf(PlaceException.class)
          .hasMessageStartingWith("y: place " + (Float.isNaN(wrong) ? "NaN" : (int) wrong))
          .hasMessageEndingWith("of an axis of size 3; expected -3 to 2; try other inputs");
    }
  }

  @Test
  void factorsIdentityAndZero() {
    assertThat(run(new Op.Scale(0.5), Map.of(), of(1, -2))).containsExactly(0.5f, -1);
    assertThat(
            run(new Op.ChannelScale(1), weights("weight", of(2, 3)), count(Shape.of(1, 2, 1, 2))))
        .containsExactly(2, 4, 9, 12);
    assertThat(run(new Op.Identity(), Map.of(), of(1, Float.NaN))).containsExactly(1, Float.NaN);
    assertThat(run(new Op.Zero(), Map.of(), of(Float.NaN, 1 / 0f))).containsExactly(0, 0);
  }

  @Test
  void constantsAreTheirValue() {
    GraphBuilder builder = new GraphBuilder("constant");
    Graph graph = builder.build(builder.add("c", new Op.Constant(Shape.of(2), true)));
    Weights weights = (node, slot) -> of(3, 4);
    List<Tensor> outputs = Signature.of(graph).newOutputs();
    try (Program program =
        new ReferenceRuntime().compile(graph, weights, RunOptions.SINGLE_THREAD)) {
      program.run(List.of(), outputs);
    }
    assertThat(outputs.getFirst().data()).containsExactly(3, 4);
  }

  private static float[] run(Op op, Map<String, Tensor> weights, Tensor... inputs) {
    GraphBuilder builder = new GraphBuilder("one op");
    List<Node> nodes = new ArrayList<>();
    for (Tensor input : inputs) {
      nodes.add(builder.input("x", input.shape()));
    }
    Graph graph = builder.build(builder.add("y", op, nodes.toArray(Node[]::new)));
    Weights stored = (node, slot) -> Objects.requireNonNull(weights.get(slot.role()), slot.role());
    List<Tensor> outputs = Signature.of(graph).newOutputs();
    try (Program program =
        new ReferenceRuntime().compile(graph, stored, RunOptions.SINGLE_THREAD)) {
      program.run(List.of(inputs), outputs);
    }
    return outputs.getFirst().data();
  }

  private static Map<String, Tensor> weights(String role, Tensor value) {
    return new HashMap<>(Map.of(role, value));
  }

  private static Map<String, Tensor> weights(String a, Tensor first, String b, Tensor second) {
    return new HashMap<>(Map.of(a, first, b, second));
  }

  private static Tensor of(float... values) {
    return Tensor.of(Shape.of(values.length), values);
  }

  private static Tensor tensor(Shape shape, float... values) {
    return Tensor.of(shape, values);
  }

  private static Tensor ones(int... dims) {
    Tensor tensor = Tensor.zeros(Shape.of(dims));
    Arrays.fill(tensor.data(), 1);
    return tensor;
  }

  /** 1, 2, 3, …. */
  private static Tensor count(Shape shape) {
    Tensor tensor = Tensor.zeros(shape);
    IntStream.range(0, tensor.data().length).forEach(i -> tensor.data()[i] = i + 1);
    return tensor;
  }
}
