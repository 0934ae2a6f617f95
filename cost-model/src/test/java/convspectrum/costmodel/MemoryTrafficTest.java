package convspectrum.costmodel;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.spec.composite.CompositeOp;
import convspectrum.spec.composite.ConvNd;
import convspectrum.spec.composite.OverlappedBlocks;
import convspectrum.spec.composite.Recorded;
import convspectrum.spec.composite.Slide;
import convspectrum.spec.composite.TransposedConv;
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

  private static final Node SEQUENCE = BUILDER.input("sequence", Shape.of(1, 8, 10));
  private static final Node BLOCKS = BUILDER.input("blocks", Shape.of(1, 8, 9));

  private static ConvNd row() {
    return new ConvNd(4, List.of(new Slide(3, 1, 1, 1, 1)), 2, true);
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
