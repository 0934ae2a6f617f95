package convspectrum.costmodel.convention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

/** Every op under every convention, on x of 1×8×6×6: 288 elements. */
class ConventionTest {
  private static final GraphBuilder BUILDER = new GraphBuilder("ops");
  private static final Node X = BUILDER.input("x", Shape.of(1, 8, 6, 6));
  private static final Node ROW = BUILDER.input("row", Shape.of(1, 8));
  private static final Node LEFT = BUILDER.input("left", Shape.of(2, 3, 4));
  private static final Node RIGHT = BUILDER.input("right", Shape.of(2, 4, 5));

  private static final Node SEQUENCE = BUILDER.input("sequence", Shape.of(1, 8, 10));
  private static final Node VOLUME = BUILDER.input("volume", Shape.of(1, 2, 3, 4, 4));
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

  private static Recorded recorded(String type, String mode, Op definition) {
    return new Recorded(
        type,
        17,
        List.of(new Recorded.Attribute.Text("mode", mode)),
        List.of(new Recorded.Operand.Live(0)),
        List.of(X.shape()),
        List.of(),
        List.of(new Recorded.Step("only", definition, List.of(0), Map.of())));
  }

  private static GridSample sample() {
    return new GridSample(Sampling.CUBIC, Border.ZEROS, false);
  }

  private static List<Slide> cube() {
    return Collections.nCopies(3, new Slide(3, 1, 1, 1, 1));
  }

  private static List<Slide> blocks() {
    return Collections.nCopies(2, new Slide(2, 1, 1, 0, 0));
  }

  private static final Node QUERIES = BUILDER.input("q", Shape.of(1, 2, 3, 4));
  private static final Node KEYS = BUILDER.input("k", Shape.of(1, 2, 5, 4));
  private static final Node ANGLES = BUILDER.input("angles", Shape.of(1, 3, 2));
  private static final Node STEPS = BUILDER.input("steps", Shape.of(2, 1, 3));

  private static Attention attention() {
    return new Attention(2, 2, 0.5, 0, true, Attention.Mask.NONE, false, false);
  }

  private static List<GateFunction> gates(int count) {
    return Collections.nCopies(count, GateFunction.of(GateFunction.Kind.TANH));
  }

  private static Recurrent recurrent(RecurrentCell cell, boolean bias, boolean both) {
    return new Recurrent(
        cell,
        4,
        both ? Recurrent.Direction.BIDIRECTIONAL : Recurrent.Direction.FORWARD,
        false,
        bias,
        0,
        false,
        false,
        List.of(),
        Recurrent.Result.STEPS);
  }

  /** Figures in the order of {@link Convention#all()}. */
  static Stream<Arguments> ops() {
    return Stream.of(
        // 4 filters of 3×3 over 8 channels, 6×6: 4 · 36 · 72 = 10,368; 144 outputs.
        op("conv", new Op.Conv(4, Window.same(3), 1, false), X)
            .is(10368, 10368, 10368, 10368, 10368, 20736, 20736, 20736, 10368),
        op("conv with bias", new Op.Conv(4, Window.same(3), 1, true), X)
            .is(10368, 10368, 10512, 10512, 10368, 20736, 20880, 20880, 10512),
        // Four groups of two channels: 8 · 36 · 9 · 2.
        op("grouped conv", new Op.Conv(8, Window.same(3), 4, false), X)
            .is(5184, 5184, 5184, 5184, 5184, 10368, 10368, 10368, 5184),
        // Depthwise, stride 2: 8 · 9 · 9.
        op("depthwise conv", new Op.Conv(8, Window.square(3, 2, 1), 8, false), X)
            .is(648, 648, 648, 648, 648, 1296, 1296, 1296, 648),
        // 16 taps to 4 / 2 outputs from each of 288 inputs: 9,216; 4×12×12 = 576 outputs. ptflops
        // and
        // THOP: 576 · 16 · 4; DeepSpeed divides by the groups twice, and adds a bias at 3×3 places;
        // TensorFlow: 2 · 576 · 16 · 4 / 4; onnx-tool: 576 · 16 · 2.
        op("transposed conv", TransposedConv.of(4, Window.square(4, 2, 1), 0, 2, true), X)
            .is(9216, 9216, 37440, 9792, 36864, 18432, 9234, 19008, 19008),
        // Without padding, stride 1: 4 · 8 · 36 · 9; 4×8×8 = 256 outputs of 9 · 8 and 9 · 4.
        op("transposed conv, dense", TransposedConv.of(4, Window.square(3, 1, 0), 0, 1, false), X)
            .is(10368, 10368, 18432, 10368, 18432, 20736, 20736, 36864, 9216),
        // 40 outputs of 3 · 4.
        op("conv of a row", new ConvNd(4, List.of(new Slide(3, 1, 1, 1, 1)), 2, true), SEQUENCE)
            .is(480, 480, 520, 520, 480, 960, 1000, 1000, 520),
        // 4·3×4×4 = 192 outputs of 27 · 2.
        op("conv of a volume", new ConvNd(4, cube(), 1, false), VOLUME)
            .is(10368, 10368, 10368, 10368, 10368, 20736, 20736, 20736, 10368),
        // 1,152 outputs: 259 for THOP, 8 for onnx-tool.
        op("cubic", recorded("Resize", "cubic", new Op.Resize(12, 12, Interpolation.BILINEAR)), X)
            .is(0, 0, 1152, 0, 298368, 0, 1152, 0, 9216),
        // onnx-tool by the norm in its definition: 7 · 288 + 29 · 48.
        op(
                "instance norm",
                recorded("InstanceNormalization", "", new Op.LayerNorm(List.of(2, 3), 1e-5, false)),
                X)
            .is(0, 1440, 576, 0, 1152, 0, 1440, 0, 3408),
        op("sign of two ops", recorded("Softsign", "", new Op.Unary(UnaryFunction.ABS)), X)
            .isFree(),
        op("blocks", new OverlappedBlocks(blocks(), List.of(4, 4)), BLOCKS).isFree(),
        // fvcore takes any for a linear one, 4 per output; no other tool has a figure.
        op("grid sample", sample(), X, GRID).is(0, 640, 0, 0, 0, 0, 0, 0, 0),
        // 5 · 4 · 2 coordinates of 3 products; seen where the product of matrices is.
        op("affine grid", new AffineGrid(List.of(5, 4), false), MATRICES)
            .is(120, 0, 0, 120, 0, 240, 0, 0, 0),
        // 4 · 36 outputs of 9 · 8; tools do not know the op.
        op(
                "deformable conv",
                new DeformConv(4, Window.same(3), 1, 1, true, true),
                X,
                OFFSETS,
                FACTORS)
            .is(10368, 0, 0, 0, 0, 0, 0, 0, 0),
        op("power pool", new LpPool(2, Window.square(2, 2, 0), false), X).isFree(),
        op("aligned regions", new RoiAlign(PoolKind.MAX, 2, 2, 0, 1, true), X, BOXES, MAPS)
            .isFree(),
        // 288 values, 36 places.
        op("place of the largest", new ArgExtreme(1, true, false), X)
            .is(0, 0, 0, 0, 0, 0, 0, 252, 0),
        op("largest", new TopK(1, 3, true, true), X).isFree(),
        op("regions", new RoiPool(2, 2, 1), X, BOXES_OF_MAPS).isFree(),
        op("suppression", new NonMaxSuppression(4, 0.5, 0, false), CANDIDATES, SCORES).isFree(),
        op(
                "scatter",
                new Scatter(new Scatter.OfLastAxis(), Scatter.Combination.ADD),
                X,
                INDICES,
                UPDATES)
            .isFree(),
        // 2 heads of 3 queries and 5 keys: 30 products of 4 features, and as many of the values.
        op("attention", attention(), QUERIES, KEYS, KEYS).is(240, 0, 0, 0, 0, 480, 480, 630, 1320),
        // 2 steps of 4 gates of 4 · (3 + 4) products, 112 a step.
        op("LSTM", recurrent(new RecurrentCell.Lstm(gates(3), false, false), true, false), STEPS)
            .is(224, 0, 368, 224, 352, 448, 528, 480, 2048),
        // 2 steps, both ways, of 3 · 28 products.
        op("GRU", recurrent(new RecurrentCell.Gru(gates(4), true), false, true), STEPS)
            .is(336, 0, 448, 336, 448, 672, 688, 672, 1400),
        op("RNN", recurrent(new RecurrentCell.Plain(gates(1)), false, false), STEPS)
            .is(56, 0, 64, 56, 64, 112, 104, 112, 0),
        op("rotary embedding", new RotaryEmbedding(2, 4, false, false), QUERIES, ANGLES, ANGLES)
            .isFree(),
        op("linear", new Op.Linear(5, true), ROW).is(40, 40, 45, 45, 40, 80, 80, 85, 45),
        op("linear without bias", new Op.Linear(5, false), ROW)
            .is(40, 40, 40, 40, 40, 80, 80, 80, 40),
        // 2 · 3 · 5 · 4.
        op("product", new Op.MatMul(), LEFT, RIGHT).is(120, 120, 120, 120, 0, 240, 240, 240, 120),
        op("batch norm", new Op.BatchNorm(1e-5, true, true), X)
            .is(0, 576, 576, 0, 1152, 0, 576, 0, 8928),
        op("batch norm, not affine", new Op.BatchNorm(1e-5, false, false), X)
            .is(0, 288, 288, 0, 576, 0, 288, 0, 8928),
        // 36 rows of 8 channels: 7 · 288 + 29 · 36 for onnx-tool.
        op("layer norm", new Op.LayerNorm(List.of(1), 1e-6, true), X)
            .is(0, 1440, 288, 0, 1152, 0, 1440, 0, 3060),
        op("layer norm, not affine", new Op.LayerNorm(List.of(1), 1e-6, false), X)
            .is(0, 1152, 288, 0, 576, 0, 1152, 0, 3060),
        op("relu", Op.Activation.of(ActivationFunction.RELU), X)
            .is(0, 0, 288, 0, 0, 0, 288, 0, 288),
        op("silu", Op.Activation.of(ActivationFunction.SILU), X)
            .is(0, 0, 288, 0, 0, 0, 288, 0, 9504),
        op("tanh", Op.Activation.of(ActivationFunction.TANH), X).is(0, 0, 0, 0, 0, 0, 0, 0, 18432),
        // 8×3×3 = 72 outputs of 9 taps.
        op("max pool", new Op.Pool(PoolKind.MAX, Window.square(3, 2, 1), false, false), X)
            .is(0, 0, 288, 0, 0, 0, 288, 648, 648),
        op("average pool", new Op.Pool(PoolKind.AVERAGE, Window.square(3, 2, 1), false, true), X)
            .is(0, 0, 288, 0, 72, 0, 288, 648, 648),
        // thop: (36 + 1) · 8; onnx-tool: 288 + 4 · 8.
        op("global average pool", new Op.GlobalPool(PoolKind.AVERAGE), X)
            .is(0, 288, 288, 0, 296, 0, 288, 288, 320),
        op("global max pool", new Op.GlobalPool(PoolKind.MAX), X).is(0, 0, 288, 0, 0, 0, 288, 0, 0),
        op("square root", new Op.Unary(UnaryFunction.SQRT), X).is(0, 0, 0, 0, 0, 0, 0, 0, 6912),
        op("negation", new Op.Unary(UnaryFunction.NEGATE), X).is(0, 0, 0, 0, 0, 0, 0, 288, 288),
        op("quotient", new Op.Binary(BinaryFunction.DIVIDE), X, X)
            .is(0, 0, 0, 0, 0, 0, 0, 288, 1152),
        op("choice", new Op.Where(), X, X, X).is(0, 0, 0, 0, 0, 0, 0, 0, 288),
        // 36 rows of 8 channels; onnx-tool: 288 + 4 · 36.
        op("mean", new Op.Reduce(Reduction.MEAN, List.of(1)), X).is(0, 0, 0, 0, 0, 0, 0, 288, 432),
        op("sum over channels", new Op.Reduce(Reduction.SUM, List.of(1)), X)
            .is(0, 0, 0, 0, 0, 0, 0, 252, 288),
        op("sum of three", new Op.Add(), X, X, X).is(0, 0, 576, 0, 0, 0, 576, 576, 576),
        op("product of two", new Op.Multiply(), X, X).is(0, 0, 288, 0, 0, 0, 288, 288, 288),
        // 8×12×12 = 1152 outputs.
        op("nearest", new Op.Resize(12, 12, Interpolation.NEAREST), X)
            .is(0, 1152, 1152, 0, 1152, 0, 1152, 0, 0),
        op("bilinear", new Op.Resize(12, 12, Interpolation.BILINEAR), X)
            .is(0, 4608, 1152, 0, 12672, 0, 1152, 0, 4608),
        // One row of 8: 3 · 8 − 1.
        op("softmax", new Op.Softmax(1), ROW).is(0, 0, 8, 0, 23, 0, 8, 40, 288),
        op("scale", new Op.Scale(0.5), X).is(0, 0, 288, 0, 0, 0, 288, 288, 288),
        op("channel scale", new Op.ChannelScale(1), X).is(0, 0, 288, 0, 0, 0, 288, 288, 288),
        op("concat", new Op.Concat(1), X, X).isFree(),
        op("slice", new Op.Slice(1, 0, 4), X).isFree(),
        op("shuffle", new Op.ChannelShuffle(2), X).isFree(),
        op("pad", new Op.Pad(Padding.all(1), 0), X).isFree(),
        op("transpose", new Op.Transpose(List.of(0, 2, 3, 1)), X).isFree(),
        op("gather", new Op.Gather(1), LEFT, ROW).isFree(),
        op("reshape", new Op.Reshape(Shape.of(1, 288)), X).isFree(),
        op("identity", new Op.Identity(), X).isFree(),
        op("zero", new Op.Zero(), X).isFree(),
        op("constant", new Op.Constant(Shape.of(3), true)).isFree(),
        op("input", new Op.Input(Shape.of(3))).isFree());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ops")
  void handWorked(String name, Node node, List<Long> figures) {
    assertThat(Convention.all().stream().map(convention -> convention.operations(node)).toList())
        .isEqualTo(figures);
  }

  @Test
  void everyOpIsWorkedByHand() {
    assertThat(ops().<Class<?>>map(row -> ((Node) row.get()[1]).op().getClass()).distinct())
        .containsExactlyInAnyOrderElementsOf(records(Op.class).toList());
  }

  private static Stream<Class<?>> records(Class<?> type) {
    if (type == Op.Composite.class) {
      return records(CompositeOp.class);
    }
    return type.isRecord()
        ? Stream.of(type)
        : Arrays.stream(type.getPermittedSubclasses()).flatMap(ConventionTest::records);
  }

  @Test
  void namesAreThoseOfTheTools() {
    assertThat(Convention.all().stream().map(Convention::name))
        .containsExactly(
            "paper",
            "fvcore",
            "ptflops",
            "ptflops-aten",
            "thop",
            "torch",
            "deepspeed",
            "keras",
            "onnx-tool");
    assertThat(Convention.all()).allMatch(c -> Convention.named(c.name()).equals(c));
    assertThat(Convention.all()).noneMatch(c -> c.policy().isBlank());
  }

  @Test
  void anUnknownNameListsTheKnown() {
    assertThatThrownBy(() -> Convention.named("flops"))
        .hasMessage(
            "no convention 'flops'; expected one of paper, fvcore, ptflops, ptflops-aten, thop,"
                + " torch, deepspeed, keras, onnx-tool");
  }

  private static Row op(String name, Op op, Node... inputs) {
    return new Row(name, BUILDER.add(name, op, inputs));
  }

  private record Row(String name, Node node) {
    Arguments is(long... figures) {
      return Arguments.of(name, node, Arrays.stream(figures).boxed().toList());
    }

    Arguments isFree() {
      return is(0, 0, 0, 0, 0, 0, 0, 0, 0);
    }
  }
}
