package convspectrum.gradients;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.gradients.batch.Statistics;
import convspectrum.spec.composite.DeformConv;
import convspectrum.spec.composite.Expansion;
import convspectrum.spec.composite.GridSample;
import convspectrum.spec.composite.LpPool;
import convspectrum.spec.composite.TopK;
import convspectrum.spec.composite.sampling.Border;
import convspectrum.spec.composite.sampling.Sampling;
import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.BinaryFunction;
import convspectrum.spec.graph.Graph;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Every rule's backward against differences of its forward. */
class FiniteDifferencesTest {
  private static final Shape MAP = Shape.of(3, 6, 5, 4);

  @Test
  void everyRuleFollowsItsForward() {
    Map<String, BiFunction<GraphBuilder, Node, Node>> cases = new LinkedHashMap<>();
    cases.put("regular", (b, x) -> b.add("y", conv(5, Window.same(3), 1, true), x));
    cases.put("strided", (b, x) -> b.add("y", conv(4, Window.square(3, 2, 1), 1, false), x));
    cases.put("gaps", (b, x) -> b.add("y", conv(4, Window.square(1, 2, 0), 1, false), x));
    cases.put(
        "dilated",
        (b, x) ->
            b.add("y", conv(4, new Window(3, 2, 2, 1, 2, 1, new Padding(2, 0, 1, 1)), 1, true), x));
    cases.put("grouped", (b, x) -> b.add("y", conv(9, Window.same(3), 3, true), x));
    cases.put("multiplied", (b, x) -> b.add("y", conv(12, Window.same(3), 6, false), x));
    cases.put("depthwise", (b, x) -> b.add("y", conv(6, Window.same(3), 6, true), x));
    cases.put("depthwise5", (b, x) -> b.add("y", conv(6, Window.square(5, 2, 2), 6, false), x));
    cases.put("linear", (b, x) -> b.add("y", new Op.Linear(7, true), x));
    cases.put("norm", (b, x) -> b.add("y", new Op.BatchNorm(1e-3, true, true), x));
    cases.put("bareNorm", (b, x) -> b.add("y", new Op.BatchNorm(1e-3, false, false), x));
    cases.put("channelNorm", (b, x) -> b.add("y", new Op.LayerNorm(List.of(1), 1e-3, true), x));
    cases.put("rowNorm", (b, x) -> b.add("y", new Op.LayerNorm(List.of(2, 3), 1e-3, true), x));
    cases.put("bareRowNorm", (b, x) -> b.add("y", new Op.LayerNorm(List.of(3), 1e-3, false), x));
    for (ActivationFunction function : ActivationFunction.values()) {
      Op op =
          function == ActivationFunction.CLIP
              ? new Op.Activation(function, -0.4, 0.7)
              : Op.Activation.of(function);
      cases.put("activation " + function, (b, x) -> b.add("y", op, x));
    }
    for (UnaryFunction function : UnaryFunction.values()) {
      cases.put(
          "unary " + function,
          (b, x) -> b.add("y", new Op.Unary(function), inside(function, b, x)));
    }
    for (BinaryFunction function : BinaryFunction.values()) {
      cases.put(
          "binary " + function,
          (b, x) -> b.add("y", new Op.Binary(function), positive(b, x), channels(b, x)));
    }
    for (boolean counted : new boolean[] {true, false}) {
      cases.put("average " + counted, (b, x) -> b.add("y", pool(PoolKind.AVERAGE, counted), x));
    }
    cases.put("max", (b, x) -> b.add("y", pool(PoolKind.MAX, true), x));
    cases.put(
        "ceil",
        (b, x) -> b.add("y", new Op.Pool(PoolKind.AVERAGE, Window.square(2, 2, 0), true, true), x));
    for (PoolKind kind : PoolKind.values()) {
      cases.put("global " + kind, (b, x) -> b.add("y", new Op.GlobalPool(kind), x));
    }
    cases.put("add", (b, x) -> b.add("y", new Op.Add(), x, relu(b, x), x));
    cases.put("addChannels", (b, x) -> b.add("y", new Op.Add(), x, channels(b, x)));
    cases.put("multiply", (b, x) -> b.add("y", new Op.Multiply(), x, relu(b, x)));
    cases.put(
        "gate",
        (b, x) ->
            b.add("y", new Op.Multiply(), b.add("g", new Op.GlobalPool(PoolKind.AVERAGE), x), x));
    cases.put("square", (b, x) -> b.add("y", new Op.Multiply(), x, x));
    cases.put("learnedConstant", (b, x) -> b.add("y", new Op.Multiply(), x, constant(b)));
    cases.put("where", (b, x) -> b.add("y", new Op.Where(), relu(b, x), x, channels(b, x)));
    for (int axis = 0; axis < 4; axis++) {
      int along = axis;
      cases.put("concat " + axis, (b, x) -> b.add("y", new Op.Concat(along), x, relu(b, x), x));
      cases.put("slice " + axis, (b, x) -> b.add("y", new Op.Slice(along, 1, 3), x));
      cases.put("softmax " + axis, (b, x) -> b.add("y", new Op.Softmax(along), x));
    }
    cases.put("shuffle", (b, x) -> b.add("y", new Op.ChannelShuffle(3), x));
    cases.put("pad", (b, x) -> b.add("y", new Op.Pad(new Padding(1, 0, 2, 1), 0.5), x));
    for (Interpolation kind : Interpolation.values()) {
      cases.put("resize " + kind, (b, x) -> b.add("y", new Op.Resize(7, 3, kind), x));
    }
    cases.put("matmul", (b, x) -> b.add("y", new Op.MatMul(), x, flipped(b, x)));
    cases.put("transpose", (b, x) -> b.add("y", new Op.Transpose(List.of(2, 0, 3, 1)), x));
    for (int axis = 0; axis < 4; axis++) {
      int along = axis;
      cases.put("gather " + axis, (b, x) -> b.add("y", new Op.Gather(along), x, places(b, x)));
    }
    cases.put("reshape", (b, x) -> b.add("y", new Op.Reshape(Shape.of(3, 120)), x));
    cases.put("scale", (b, x) -> b.add("y", new Op.Scale(-0.7), x));
    cases.put("channelScale", (b, x) -> b.add("y", new Op.ChannelScale(0.3), x));
    cases.put("identity", (b, x) -> b.add("y", new Op.Identity(), x));
    cases.put("zero", (b, x) -> b.add("y", new Op.Zero(), x));
    for (Reduction kind : Reduction.values()) {
      cases.put("reduce " + kind, (b, x) -> b.add("y", new Op.Reduce(kind, List.of(1, 3)), x));
    }
    int compared = 0;
    for (Map.Entry<String, BiFunction<GraphBuilder, Node, Node>> one : cases.entrySet()) {
      for (Statistics statistics : Statistics.values()) {
        compared += FiniteDifferences.check(one.getKey(), graph(MAP, one.getValue()), statistics);
      }
    }
    assertThat(cases).hasSizeGreaterThanOrEqualTo(80);
    assertThat(compared).isGreaterThan(2 * cases.size() * 20);
  }

  /** What is wide enough for the kernels of windows that move by one. */
  @Test
  void wideMapsFollowTheirForward() {
    Map<String, BiFunction<GraphBuilder, Node, Node>> cases = new LinkedHashMap<>();
    cases.put("regular", (b, x) -> b.add("y", conv(5, Window.same(3), 1, true), x));
    cases.put("many", (b, x) -> b.add("y", conv(35, Window.same(3), 1, false), x));
    cases.put("grouped", (b, x) -> b.add("y", conv(16, Window.same(3), 2, true), x));
    cases.put(
        "row", (b, x) -> b.add("y", conv(4, window(1, 3, new Padding(0, 2, 0, 0)), 1, true), x));
    cases.put(
        "tall", (b, x) -> b.add("y", conv(3, window(4, 3, new Padding(3, 0, 1, 2)), 1, true), x));
    cases.put("point", (b, x) -> b.add("y", conv(19, Window.same(1), 1, true), x));
    for (boolean counted : new boolean[] {true, false}) {
      for (Window window : List.of(Window.same(3), window(2, 4, new Padding(1, 0, 0, 3)))) {
        Op pool = new Op.Pool(PoolKind.AVERAGE, window, false, counted);
        cases.put("average " + window + counted, (b, x) -> b.add("y", pool, x));
      }
    }
    // A gradient that stops meets one that does not, in both orders.
    cases.put(
        "zeroFirst", (b, x) -> b.add("y", new Op.Add(), b.add("z", new Op.Zero(), x), relu(b, x)));
    cases.put(
        "zeroLast",
        (b, x) -> {
          Node kept = relu(b, x);
          return b.add(
              "y",
              new Op.Add(),
              b.add("z", new Op.Zero(), x),
              b.add("i", new Op.Identity(), kept),
              kept);
        });
    int compared = 0;
    for (Map.Entry<String, BiFunction<GraphBuilder, Node, Node>> one : cases.entrySet()) {
      Graph graph = graph(Shape.of(2, 18, 5, 11), one.getValue());
      compared += FiniteDifferences.check(one.getKey(), graph, Statistics.BATCH);
    }
    assertThat(cases).hasSize(12);
    assertThat(compared).isGreaterThan(12 * 280);
  }

  /** One of the first or the last, twice the first: (1, 3). */
  private static Node places(GraphBuilder b, Node x) {
    Node sum = b.add("sum", new Op.Reduce(Reduction.SUM, List.of(0, 1, 2, 3)), x);
    Node sign = b.add("sign", new Op.Unary(UnaryFunction.SIGN), sum);
    Node zero = b.add("none", new Op.Zero(), sign);
    Node all = b.add("all", new Op.Concat(3), sign, zero, zero);
    return b.add("places", new Op.Reshape(Shape.of(1, 3)), all);
  }

  /** Ops that read at live places go by their definitions, also to what names the places. */
  @Test
  void definitionsFollowTheirForward() {
    Map<String, BiFunction<GraphBuilder, Node, Node>> cases = new LinkedHashMap<>();
    for (Sampling sampling : Sampling.values()) {
      for (Border border : Border.values()) {
        Op op = new GridSample(sampling, border, false);
        cases.put(op.toString(), (b, x) -> b.add("y", op, x, grid(b, x)));
      }
    }
    cases.put(
        "deformed",
        (b, x) ->
            b.add(
                "y",
                new DeformConv(4, Window.same(3), 2, 1, false, true),
                x,
                b.add("offsets", new Op.Concat(1), x, x, x)));
    for (int p = 1; p <= 3; p++) {
      Op op = new LpPool(p, Window.square(2, 2, 0), true);
      cases.put("power " + p, (b, x) -> b.add("y", op, x));
    }
    cases.put("largest", (b, x) -> b.add("y", new TopK(1, 3, true, false), x));
    for (Map.Entry<String, BiFunction<GraphBuilder, Node, Node>> one : cases.entrySet()) {
      Graph graph = graph(MAP, one.getValue());
      Expansion definition = Expansion.of(graph, new FiniteDifferences.Stored(), _ -> false);
      int compared =
          FiniteDifferences.checkInputs(one.getKey(), definition.graph(), definition.weights());
      assertThat(compared).isGreaterThan(50);
    }
  }

  /** Two channels as the coordinates of a grid. */
  private static Node grid(GraphBuilder b, Node x) {
    Node two = b.add("two", new Op.Slice(1, 0, 2), x);
    return b.add("grid", new Op.Transpose(List.of(0, 2, 3, 1)), two);
  }

  private static Window window(int height, int width, Padding padding) {
    return new Window(height, width, 1, 1, 1, 1, padding);
  }

  private static Op conv(int out, Window window, int groups, boolean bias) {
    return new Op.Conv(out, window, groups, bias);
  }

  private static Op pool(PoolKind kind, boolean counted) {
    return new Op.Pool(kind, Window.square(3, 2, 1), false, counted);
  }

  private static Node relu(GraphBuilder b, Node x) {
    return b.add("relu", Op.Activation.of(ActivationFunction.RELU), x);
  }

  /** Away from the corners of functions of positive numbers. */
  private static Node positive(GraphBuilder b, Node x) {
    return b.add("positive", Op.Activation.of(ActivationFunction.SOFTPLUS), x);
  }

  /** In the domain of a function, away from its corners. */
  private static Node inside(UnaryFunction function, GraphBuilder b, Node x) {
    return switch (function) {
      case ASIN, ACOS, ATANH, TAN ->
          b.add("inside", Op.Activation.of(ActivationFunction.SIGMOID), x);
      case ACOSH -> b.add("inside", new Op.Unary(UnaryFunction.EXP), positive(b, x));
      default -> positive(b, x);
    };
  }

  private static Node channels(GraphBuilder b, Node x) {
    return b.add("channels", new Op.GlobalPool(PoolKind.AVERAGE), positive(b, x));
  }

  private static Node flipped(GraphBuilder b, Node x) {
    return b.add("flipped", new Op.Transpose(List.of(0, 1, 3, 2)), x);
  }

  private static Node constant(GraphBuilder b) {
    return b.add("constant", new Op.Constant(Shape.of(6, 1, 1), true));
  }

  private static Graph graph(Shape shape, BiFunction<GraphBuilder, Node, Node> of) {
    GraphBuilder builder = new GraphBuilder("one");
    Node x = builder.input("x", shape);
    return builder.build(of.apply(builder, x));
  }
}
