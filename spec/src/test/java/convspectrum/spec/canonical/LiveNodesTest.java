package convspectrum.spec.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which convolutions, norms and products of small graphs the output depends on. */
class LiveNodesTest {
  private static final Op RELU = Op.Activation.of(ActivationFunction.RELU);
  private static final Op NORM = new Op.BatchNorm(1e-5, true, true);
  private static final Op ADD = new Op.Add();
  private static final Op MULTIPLY = new Op.Multiply();
  private static final Op ZERO = new Op.Zero();
  private static final Op CONV = new Op.Conv(8, Window.same(3), 1, false);
  private static final Op BIASED = new Op.Conv(8, Window.same(3), 1, true);

  /** The output of a graph on x of 1×8×6×6. */
  private interface Writing extends BiFunction<GraphBuilder, Node, Node> {}

  static Stream<Arguments> graphs() {
    return Stream.of(
        of("a chain", (b, x) -> b.add("norm", NORM, b.add("conv", CONV, x)), "conv", "norm"),
        of(
            "a branch that ends nowhere",
            (b, x) -> {
              b.add("norm", NORM, b.add("dead", CONV, x));
              return b.add("conv", CONV, x);
            },
            "conv"),
        of(
            "a zero behind a convolution",
            (b, x) -> b.add("sum", ADD, x, b.add("zero", ZERO, b.add("dead", CONV, x)))),
        of(
            "a convolution that is multiplied by zero",
            (b, x) -> {
              Node product =
                  b.add("product", MULTIPLY, b.add("dead", CONV, x), b.add("zero", ZERO, x));
              return b.add("sum", ADD, b.add("conv", CONV, x), product);
            },
            "conv"),
        of(
            "a factor of 0",
            (b, x) -> b.add("sum", ADD, x, b.add("none", new Op.Scale(0), b.add("dead", CONV, x)))),
        of(
            "zero through what keeps zeros",
            (b, x) -> {
              Node zero = b.add("relu", RELU, b.add("of zero", CONV, b.add("zero", ZERO, x)));
              return b.add("sum", ADD, x, b.add("product", MULTIPLY, b.add("dead", CONV, x), zero));
            }),
        of(
            "a product of matrices with zero",
            (b, x) -> {
              Node zero = b.add("zero", ZERO, b.add("dead", CONV, x));
              return b.add("sum", ADD, x, b.add("matmul", new Op.MatMul(), x, zero));
            }),
        // What the norm and the bias give is the same for every input.
        of(
            "a norm of zero",
            (b, x) -> {
              Node offset = b.add("norm", NORM, b.add("dead", CONV, b.add("zero", ZERO, x)));
              return b.add("sum", ADD, b.add("conv", CONV, x), b.add("behind", CONV, offset));
            },
            "conv"),
        of(
            "a bias of zero",
            (b, x) ->
                b.add(
                    "sum",
                    ADD,
                    b.add("conv", BIASED, x),
                    b.add("offset", BIASED, b.add("zero", ZERO, x))),
            "conv"),
        of(
            "a norm of zero as a factor",
            (b, x) -> {
              Node offset = b.add("norm", NORM, b.add("zero", ZERO, x));
              return b.add("product", MULTIPLY, b.add("conv", CONV, x), offset);
            },
            "conv"),
        of(
            "a stored constant",
            (b, x) -> {
              Node table = b.add("table", new Op.Constant(Shape.of(1, 8, 6, 6), true));
              return b.add("sum", ADD, x, b.add("conv", CONV, table));
            },
            "conv"),
        of(
            "the part of a concat that is cut off",
            (b, x) -> {
              Node both =
                  b.add("concat", new Op.Concat(1), b.add("conv", CONV, x), b.add("dead", CONV, x));
              return b.add("half", new Op.Slice(1, 0, 8), both);
            },
            "conv"),
        of(
            "two products of the same tensors",
            (b, x) ->
                b.add(
                    "sum",
                    ADD,
                    b.add("first", new Op.MatMul(), x, x),
                    b.add("second", new Op.MatMul(), x, x)),
            "first",
            "second"),
        of(
            "an output that no input reaches",
            (b, x) -> b.add("norm", NORM, b.add("dead", CONV, b.add("zero", ZERO, x)))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("graphs")
  void handWorked(String name, Graph graph, List<String> live) {
    LiveNodes nodes = LiveNodes.of(graph);
    assertThat(
            graph.nodes().stream()
                .filter(node -> node.op() instanceof Op.Product || node.op() instanceof Op.Norm)
                .filter(nodes::contains)
                .map(Node::name))
        .containsExactlyElementsOf(live);
  }

  private static Arguments of(String name, Writing writing, String... live) {
    GraphBuilder builder = new GraphBuilder(name);
    Node input = builder.input("x", Shape.of(1, 8, 6, 6));
    return Arguments.of(name, builder.build(writing.apply(builder, input)), List.of(live));
  }
}
