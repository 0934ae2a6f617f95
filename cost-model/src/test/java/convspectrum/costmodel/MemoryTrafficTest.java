package convspectrum.costmodel;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.spec.composite.AffineGrid;
import convspectrum.spec.composite.ArgExtreme;
import convspectrum.spec.composite.Attention;
import convspectrum.spec.composite.CompositeOp;
import convspectrum.spec.composite.ConvNd;
import convspectrum.spec.composite.DeformConv;
import convspectrum.spec.composite.GridSample;
import convspectrum.spec.composite.LpPool;
import convspectrum.spec.composite.NonMaxSuppression;
import convspectrum.spec.composite.OverlappedBlocks;
import convspectrum.spec.composite.Recorded;
import convspectrum.spec.composite.Recurrent;
import convspectrum.spec.composite.RoiAlign;
import convspectrum.spec.composite.RoiPool;
import convspectrum.spec.composite.RotaryEmbedding;
import convspectrum.spec.composite.Scatter;
import convspectrum.spec.composite.TopK;
import convspectrum.spec.composite.TransposedConv;
import convspectrum.spec.composite.recurrent.GateFunction;
import convspectrum.spec.composite.recurrent.RecurrentCell;
import convspectrum.spec.composite.sampling.Border;
import convspectrum.spec.composite.sampling.Sampling;
import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.BinaryFunction;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Interpolation;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Padding;
import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.graph.Reduction;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Slide;
import convspectrum.spec.graph.UnaryFunction;
import convspectrum.spec.graph.Window;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Elements read and written by every op, on x of 1×8×6×6: 288 elements. */
class MemoryTrafficTest {
  private static final GraphBuilder BUILDER = new GraphBuilder("ops");
  private static final Node X = BUILDER.input("x", Shape.of(1, 8, 6, 6));
  private static final Node OTHER = BUILDER.input("other", Shape.of(1, 8, 1, 1));
  private static final Node ROW = BUILDER.input("row", Shape.of(1, 8));
  private static final Node LEFT = BUILDER.input("left", Shape.of(2, 3, 4));
  private static final Node RIGHT = BUILDER.input("right", Shape.of(2, 4, 5));

  private static final Node TABLE = BUILDER.add("table", new Op.Constant(Shape.of(50, 16), true));
  private static final Node IDS = BUILDER.input("ids", new Op.Input(Shape.of(1, 8), true));
  private static final Node SEQUENCE = BUILDER.input("sequence", Shape.of(1, 8, 10));
  private static final Node BLOCKS = BUILDER.input("blocks", Shape.of(1, 8, 9));

  private static final Node GRID = BUILDER.input("grid", Shape.of(1, 5, 4, 2));
  private static final Node MATRICES = BUILDER.input("matrices", Shape.of(1, 2, 3));
  private static final Node OFFSETS = BUILDER.input("offsets", Shape.of(1, 18, 6, 6));
  private static final Node FACTORS = BUILDER.input("factors", Shape.of(1, 9, 6, 6));
  private static final Node BOXES = BUILDER.input("boxes", Shape.of(3, 4));
  private static final Node MAPS = BUILDER.input("maps", Shape.of(3));
  private static final Node BOXES_OF_MAPS = BUILDER.input("boxes of maps", Shape.of(3, 5));
  private static final Node CANDIDATES = BUILDER.input("candidates", Shape.of(1, 9, 4));
  private static final Node SCORES = BUILDER.input("scores", Shape.of(1, 2, 9));
  private static final Node INDICES = BUILDER.input("indices", Shape.of(3, 1));
  private static final Node UPDATES = BUILDER.input("updates", Shape.of(3, 8, 6, 6));

  private static GridSample sample() {
    return new GridSample(Sampling.CUBIC, Border.ZEROS, false);
  }

  private static ConvNd row() {
    return new ConvNd(4, List.of(new Slide(3, 1, 1, 1, 1)), 2, true);
  }

  private static final Node QUERIES = BUILDER.input("q", Shape.of(1, 2, 3, 4));
  private static final Node KEYS = BUILDER.input("k", Shape.of(1, 2, 5, 4));
  private static final Node VALUES = BUILDER.input("v", Shape.of(1, 2, 5, 4));
  private static final Node ANGLES = BUILDER.input("angles", Shape.of(1, 3, 2));
  private static final Node STEPS = BUILDER.input("steps", Shape.of(2, 1, 3));

  private static Attention attention() {
    return new Attention(2, 2, 0.5, 0, true, Attention.Mask.NONE, false, false);
  }

  private static Recurrent lstm() {
    GateFunction gate = GateFunction.of(GateFunction.Kind.SIGMOID);
    return new Recurrent(
        new RecurrentCell.Lstm(List.of(gate, gate, gate), false, false),
        4,
        Recurrent.Direction.FORWARD,
        false,
        true,
        0,
        false,
        false,
        List.of(),
        Recurrent.Result.STEPS);
  }

  /** Elements of activations read, elements of parameters read, elements written. */
  static Stream<Arguments> ops() {
    return Stream.of(
        op("input", new Op.Input(Shape.of(3)), 0, 0, 0),
        // A constant is read by its readers.
        op("constant", new Op.Constant(Shape.of(3), true), 0, 0, 0),
        op("conv", new Op.Conv(4, Window.same(3), 1, true), 288, 4 * 72 + 4, 4 * 36, X),
        // 8 · 4 / 2 · 16 weights.
        op(
            "transposed conv",
            TransposedConv.of(4, Window.square(4, 2, 1), 0, 2, true),
            288,
            256 + 4,
            4 * 144,
            X),
        // Only its own input and output, whatever its definition moves.
        op(
            "sum of squares",
            new Recorded(
                "ReduceSumSquare",
                18,
                List.of(),
                List.of(new Recorded.Operand.Live(0)),
                List.of(X.shape()),
                List.of(),
                List.of(
                    new Recorded.Step("square", new Op.Multiply(), List.of(0, 0), Map.of()),
                    new Recorded.Step(
                        "sum", new Op.Reduce(Reduction.SUM, List.of(1)), List.of(1), Map.of()))),
            288,
            0,
            36,
            X),
        op("conv of a row", row(), 80, 4 * 4 * 3 + 4, 40, SEQUENCE),
        op(
            "blocks",
            new OverlappedBlocks(Collections.nCopies(2, new Slide(2, 1, 1, 0, 0)), List.of(4, 4)),
            72,
            0,
            32,
            BLOCKS),
        // 8 · 5 · 4 values; 288 pixels and 40 coordinates.
        op("grid sample", sample(), 288 + 40, 0, 160, X, GRID),
        op("affine grid", new AffineGrid(List.of(5, 4), false), 6, 0, 40, MATRICES),
        op(
            "deformable conv",
            new DeformConv(4, Window.same(3), 1, 1, true, true),
            288 + 648 + 324,
            288 + 4,
            144,
            X,
            OFFSETS,
            FACTORS),
        op("power pool", new LpPool(2, Window.square(2, 2, 0), false), 288, 0, 72, X),
        op(
            "aligned regions",
            new RoiAlign(PoolKind.MAX, 2, 2, 0, 1, true),
            288 + 12 + 3,
            0,
            96,
            X,
            BOXES,
            MAPS),
        op("place of the largest", new ArgExtreme(1, true, false), 288, 0, 36, X),
        op("largest", new TopK(1, 3, true, false), 288, 0, 108, X),
        op("regions", new RoiPool(2, 2, 1), 288 + 15, 0, 96, X, BOXES_OF_MAPS),
        op(
            "suppression",
            new NonMaxSuppression(4, 0.5, 0, false),
            36 + 18,
            0,
            24,
            CANDIDATES,
            SCORES),
        op(
            "scatter",
            new Scatter(new Scatter.OfLastAxis(), Scatter.Combination.ADD),
            288 + 3 + 864,
            0,
            288,
            X,
            INDICES,
            UPDATES),
        op("linear", new Op.Linear(5, true), 8, 45, 5, ROW),
        op("product", new Op.MatMul(), 24 + 40, 0, 30, LEFT, RIGHT),
        op("batch norm", new Op.BatchNorm(1e-5, true, false), 288, 8 + 16, 288, X),
        op("layer norm", new Op.LayerNorm(List.of(1), 1e-6, true), 288, 16, 288, X),
        op("softmax", new Op.Softmax(1), 8, 0, 8, ROW),
        op("pool", new Op.Pool(PoolKind.MAX, Window.square(3, 2, 1), false, false), 288, 0, 72, X),
        op("global pool", new Op.GlobalPool(PoolKind.MAX), 288, 0, 8, X),
        op("resize", new Op.Resize(12, 12, Interpolation.NEAREST), 288, 0, 1152, X),
        op("relu", Op.Activation.of(ActivationFunction.RELU), 288, 0, 288, X),
        op("root", new Op.Unary(UnaryFunction.SQRT), 288, 0, 288, X),
        op("scale", new Op.Scale(0.5), 288, 0, 288, X),
        op("channel scale", new Op.ChannelScale(1), 288, 8, 288, X),
        // x is read once, however often it is an input.
        op("sum", new Op.Add(), 288 + 8, 0, 288, X, OTHER, X),
        op("gate", new Op.Multiply(), 288 + 8, 0, 288, X, OTHER),
        op("quotient", new Op.Binary(BinaryFunction.DIVIDE), 288, 0, 288, X, X),
        op("choice", new Op.Where(), 288 + 8, 0, 288, X, OTHER, X),
        op("mean", new Op.Reduce(Reduction.MEAN, List.of(1)), 288, 0, 36, X),
        op("concat", new Op.Concat(1), 288, 0, 576, X, X),
        op("slice", new Op.Slice(1, 0, 4), 144, 0, 144, X),
        op("shuffle", new Op.ChannelShuffle(2), 288, 0, 288, X),
        op("pad", new Op.Pad(Padding.all(1), 0), 288, 0, 512, X),
        op("transpose", new Op.Transpose(List.of(0, 2, 3, 1)), 288, 0, 288, X),
        op("attention", attention(), 24 + 40 + 40, 0, 24, QUERIES, KEYS, VALUES),
        // 4 gates of 4: 48 and 64 weights, and two biases of 16.
        op("LSTM", lstm(), 6, 48 + 64 + 32, 8, STEPS),
        // Cosines and sines are one table here.
        op(
            "rotary",
            new RotaryEmbedding(2, 4, true, false),
            24 + 6,
            0,
            24,
            QUERIES,
            ANGLES,
            ANGLES),
        // Eight rows of a table of 50, and where they are.
        op("gather", new Op.Gather(0), 8 + 128, 0, 128, TABLE, IDS),
        op("zero", new Op.Zero(), 0, 0, 288, X),
        op("reshape", new Op.Reshape(Shape.of(1, 288)), 0, 0, 0, X),
        op("identity", new Op.Identity(), 0, 0, 0, X));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ops")
  void handWorked(String name, Node node, long read, long parameters, long written) {
    assertThat(MemoryTraffic.read(node)).as("read").isEqualTo(read);
    assertThat(MemoryTraffic.parametersRead(node)).as("parameters").isEqualTo(parameters);
    assertThat(MemoryTraffic.written(node)).as("written").isEqualTo(written);
    assertThat(MemoryTraffic.isView(node.op()))
        .isEqualTo(node.op() instanceof Op.Reshape || node.op() instanceof Op.Identity);
  }

  @Test
  void everyOpIsWorkedByHand() {
    assertThat(ops().<Class<?>>map(row -> ((Node) row.get()[1]).op().getClass()))
        .containsExactlyInAnyOrderElementsOf(records(Op.class).toList());
  }

  @Test
  void elementsHaveTheWidthOfTheirType() {
    assertThat(Arrays.stream(DataType.values()).map(type -> type + " " + type.bytes()))
        .containsExactly("FLOAT32 4", "FLOAT16 2", "BFLOAT16 2", "INT8 1");
  }

  /** In integers a bias and the scale of an output channel take four bytes each. */
  @Test
  void parametersOfIntegersAreWeightsBiasesAndScales() {
    GraphBuilder builder = new GraphBuilder("layers");
    Node x = builder.input("x", Shape.of(1, 16, 5, 5));
    Node conv = builder.add("conv", new Op.Conv(32, Window.same(3), 1, true), x);
    Node grouped = builder.add("grouped", new Op.Conv(32, Window.same(3), 4, false), x);
    Node norm = builder.add("norm", new Op.BatchNorm(1e-5, true, true), conv);
    Node flat = builder.add("flat", new Op.Reshape(Shape.of(1, 800)), norm);
    Node linear = builder.add("linear", new Op.Linear(10, true), flat);
    assertThat(ParameterBytes.read(conv, DataType.INT8)).isEqualTo(4_608 + 4 * 32 + 4 * 32);
    assertThat(ParameterBytes.read(grouped, DataType.INT8)).isEqualTo(1_152 + 4 * 32);
    assertThat(ParameterBytes.read(norm, DataType.INT8)).isEqualTo(4 * 4 * 32);
    assertThat(ParameterBytes.read(linear, DataType.INT8)).isEqualTo(8_000 + 4 * 10 + 4 * 10);
    assertThat(ParameterBytes.read(conv, DataType.FLOAT32)).isEqualTo(4 * 4_640);
    assertThat(ParameterBytes.read(conv, DataType.BFLOAT16)).isEqualTo(2 * 4_640);
    NetworkCost real = NetworkCost.of(builder.build(linear), CostOptions.DEFAULT);
    NetworkCost integers = real.in(DataType.INT8);
    assertThat(integers.nodes().get(1).cost().bytes()).isEqualTo(400 + 800 + 4_864);
    assertThat(integers.total().macs()).isEqualTo(real.total().macs());
    assertThat(integers.peakActivationBytes()).isEqualTo(real.peakActivationBytes() / 4);
    assertThat(new FusedCost(integers).of(List.of(conv, norm)).bytes())
        .as("the norm is in the weights")
        .isEqualTo(400 + 800 + 4_864);
  }

  private static Stream<Class<?>> records(Class<?> type) {
    if (type == Op.Composite.class) {
      return records(CompositeOp.class);
    }
    return type.isRecord()
        ? Stream.of(type)
        : Arrays.stream(type.getPermittedSubclasses()).flatMap(MemoryTrafficTest::records);
  }

  private static Arguments op(
      String name, Op op, long read, long parameters, long written, Node... inputs) {
    return Arguments.of(name, BUILDER.add(name, op, inputs), read, parameters, written);
  }
}
