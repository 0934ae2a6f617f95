package convspectrum.spec.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Interpolation;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Padding;
import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FingerprintTest {
  private static final Op RELU = Op.Activation.of(ActivationFunction.RELU);
  private static final Op TANH = Op.Activation.of(ActivationFunction.TANH);
  private static final Op SIGMOID = Op.Activation.of(ActivationFunction.SIGMOID);
  private static final Op NORM = new Op.BatchNorm(1e-5, true, true);
  private static final Op ADD = new Op.Add();
  private static final Op MULTIPLY = new Op.Multiply();
  private static final Op CONCAT = new Op.Concat(1);
  private static final Op ZERO = new Op.Zero();

  /** A way of writing a graph on an input of 1×8×6×6. */
  private interface Writing extends BiFunction<GraphBuilder, Node, Node> {}

  static Stream<Arguments> equal() {
    return Stream.of(
        same("identity", (b, x) -> node(b, RELU, node(b, new Op.Identity(), x)), f(RELU)),
        same("scale by one", (b, x) -> node(b, new Op.Scale(1), node(b, RELU, x)), f(RELU)),
        same("whole slice", f(new Op.Slice(1, 0, 8)), (b, x) -> x),
        same("pad of nothing", f(new Op.Pad(Padding.NONE, 3)), (b, x) -> x),
        same("concat of one", f(CONCAT), (b, x) -> x),
        same("resize to itself", f(new Op.Resize(6, 6, Interpolation.BILINEAR)), (b, x) -> x),
        same("still transpose", f(new Op.Transpose(List.of(0, 1, 2, 3))), (b, x) -> x),
        same("same reshape", f(new Op.Reshape(Shape.of(1, 8, 6, 6))), (b, x) -> x),
        same("pool of one pixel", f(pool(PoolKind.MAX, Window.same(1))), (b, x) -> x),
        same("shuffle of one group", f(new Op.ChannelShuffle(1)), (b, x) -> x),
        same("relu twice", (b, x) -> node(b, RELU, node(b, RELU, x)), f(RELU)),
        same("there and back", FingerprintTest::thereAndBack, (b, x) -> x),
        same("dead branch", FingerprintTest::withDeadBranch, f(RELU)),
        same(
            "dilation of one tap",
            f(conv(8, new Window(1, 1, 1, 1, 2, 3, Padding.NONE), 1)),
            f(conv(8, Window.same(1), 1))),
        same(
            "border of an unpadded pool",
            f(new Op.Pool(PoolKind.AVERAGE, Window.square(2, 2, 0), true, true)),
            f(new Op.Pool(PoolKind.AVERAGE, Window.square(2, 2, 0), false, false))),
        same(
            "clip is ReLU6",
            f(new Op.Activation(ActivationFunction.CLIP, 0, 6)),
            f(Op.Activation.of(ActivationFunction.RELU6))),
        same("sums commute", (b, x) -> sum(b, x, relu(b, x)), (b, x) -> sum(b, relu(b, x), x)),
        same(
            "products commute",
            (b, x) -> node(b, MULTIPLY, x, relu(b, x)),
            (b, x) -> node(b, MULTIPLY, relu(b, x), x)),
        same(
            "sums flatten",
            (b, x) -> sum(b, sum(b, x, relu(b, x)), node(b, TANH, x)),
            (b, x) -> sum(b, x, sum(b, node(b, TANH, x), relu(b, x)))),
        same(
            "sums that are read elsewhere flatten",
            (b, x) -> {
              Node s = sum(b, x, node(b, TANH, x));
              return sum(b, s, relu(b, s));
            },
            (b, x) -> {
              Node tanh = node(b, TANH, x);
              return sum(b, relu(b, sum(b, tanh, x)), tanh, x);
            }),
        same("a zero term drops", (b, x) -> sum(b, node(b, ZERO, x), relu(b, x)), f(RELU)),
        same("a product with zero", (b, x) -> node(b, MULTIPLY, x, node(b, ZERO, x)), f(ZERO)),
        same(
            "zero passes what adds nothing",
            (b, x) -> node(b, conv(8, Window.same(3), 1), relu(b, node(b, ZERO, x))),
            f(ZERO)),
        same("scale by zero", f(new Op.Scale(0)), f(ZERO)),
        same(
            "equal ops without parameters are one",
            (b, x) -> node(b, MULTIPLY, relu(b, x), relu(b, x)),
            (b, x) -> {
              Node relu = relu(b, x);
              return node(b, MULTIPLY, relu, relu);
            }),
        same(
            "slices of slices",
            (b, x) -> node(b, new Op.Slice(1, 1, 3), node(b, new Op.Slice(1, 2, 7), x)),
            f(new Op.Slice(1, 3, 5))),
        same(
            "slices joined again",
            (b, x) -> node(b, CONCAT, slice(b, x, 0, 2), slice(b, x, 2, 5), slice(b, x, 5, 8)),
            (b, x) -> x),
        same(
            "concats flatten",
            (b, x) -> node(b, CONCAT, x, node(b, CONCAT, relu(b, x), node(b, TANH, x))),
            (b, x) -> node(b, CONCAT, node(b, CONCAT, x, relu(b, x)), node(b, TANH, x))),
        same(
            "a slice of a concat",
            (b, x) -> slice(b, node(b, CONCAT, x, relu(b, x)), 8, 16),
            f(RELU)),
        same("equal parts", parts(3, 3, 1), f(conv(8, Window.same(3), 2))),
        same("equal parts in segments", parts(3, 3, 2), f(conv(8, Window.same(3), 4))),
        same("depthwise parts", parts(5, 5, 4), f(conv(8, Window.same(5), 8))),
        same("unequal shares", FingerprintTest::unequalShares, f(conv(8, Window.same(3), 4))),
        same("parts with norm and activation", partsOfDepth(true), partsOfDepth(false)),
        same(
            "branches over one tensor",
            (b, x) -> node(b, CONCAT, conv3(b, x, 3), conv3(b, x, 5)),
            f(conv(8, Window.same(3), 1))));
  }

  static Stream<Arguments> different() {
    return Stream.of(
        same("kernels", parts(3, 5, 1), f(conv(8, Window.same(3), 2))),
        same("groups", f(conv(8, Window.same(3), 1)), f(conv(8, Window.same(3), 2))),
        same("padding", f(conv(8, Window.square(3, 2, 1), 1)), f(conv(8, tfSame(), 1))),
        same(
            "a shared convolution",
            (b, x) -> sum(b, conv3(b, x, 8), conv3(b, x, 8)),
            (b, x) -> {
              Node c = conv3(b, x, 8);
              return sum(b, c, c);
            }),
        same(
            "a convolution shared further up",
            (b, x) -> sum(b, relu(b, conv3(b, x, 8)), node(b, TANH, conv3(b, x, 8))),
            (b, x) -> {
              Node c = conv3(b, x, 8);
              return sum(b, relu(b, c), node(b, TANH, c));
            }),
        same(
            "a part that is read elsewhere",
            (b, x) -> {
              Node first = node(b, conv(4, Window.same(3), 1), slice(b, x, 0, 4));
              Node second = node(b, conv(4, Window.same(3), 1), slice(b, x, 4, 8));
              return node(b, CONCAT, first, second, relu(b, first));
            },
            (b, x) -> {
              Node whole = node(b, conv(8, Window.same(3), 2), x);
              Node again = node(b, conv(4, Window.same(3), 1), slice(b, x, 0, 4));
              return node(b, CONCAT, whole, relu(b, again));
            }),
        same("norm of zero", (b, x) -> node(b, NORM, node(b, ZERO, x)), f(ZERO)),
        same("sigmoid of zero", (b, x) -> node(b, SIGMOID, node(b, ZERO, x)), f(ZERO)),
        same(
            "a biased convolution of zero",
            (b, x) -> node(b, new Op.Conv(8, Window.same(3), 1, true), node(b, ZERO, x)),
            f(ZERO)),
        same("x and 2x", (b, x) -> sum(b, x, x), (b, x) -> x),
        same(
            "2x + y and x + 2y",
            (b, x) -> sum(b, x, x, relu(b, x)),
            (b, x) -> sum(b, x, relu(b, x), relu(b, x))),
        same(
            "the order of a concat",
            (b, x) -> node(b, CONCAT, x, relu(b, x)),
            (b, x) -> node(b, CONCAT, relu(b, x), x)),
        same(
            "a zero that widens its sum",
            (b, x) -> sum(b, node(b, new Op.GlobalPool(PoolKind.MAX), x), node(b, ZERO, x)),
            f(new Op.GlobalPool(PoolKind.MAX))),
        same("before and after", (b, x) -> node(b, TANH, relu(b, x)), FingerprintTest::tanhFirst),
        same(
            "border of a padded average",
            f(new Op.Pool(PoolKind.AVERAGE, Window.same(3), false, true)),
            f(new Op.Pool(PoolKind.AVERAGE, Window.same(3), false, false))),
        same("epsilon", f(NORM), f(new Op.BatchNorm(1e-3, true, true))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("equal")
  void equalInValue(String name, Writing one, Writing other) {
    assertThat(fingerprint(one)).isEqualTo(fingerprint(other));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("different")
  void differentInValue(String name, Writing one, Writing other) {
    assertThat(fingerprint(one)).isNotEqualTo(fingerprint(other));
  }

  @Test
  void inputsAndOutputsKeepTheirPlaces() {
    GraphBuilder builder = new GraphBuilder("two");
    Node a = builder.input("a", Shape.of(1, 4));
    Node b = builder.input("b", Shape.of(1, 4));
    Node relu = node(builder, RELU, a);
    Node tanh = node(builder, TANH, a);
    assertThat(Fingerprint.of(builder.build(relu, tanh)))
        .isNotEqualTo(Fingerprint.of(builder.build(tanh, relu)));
    assertThat(Fingerprint.of(builder.build(a))).isNotEqualTo(Fingerprint.of(builder.build(b)));
  }

  /**
   * As the package says: every convolution, sum and activation looks alike from where it stands.
   */
  @Test
  void ringsAreTheKnownLimit() {
    assertThat(fingerprint((b, x) -> rings(b, x, 6)))
        .isEqualTo(fingerprint((b, x) -> rings(b, x, 3)));
  }

  @Test
  void longChainsNeitherRecurseNorOverflow() {
    GraphBuilder builder = new GraphBuilder("long");
    Node x = builder.input("input", Shape.of(1, 8, 6, 6));
    for (int i = 0; i < 20_000; i++) {
      x = i % 3 == 0 ? node(builder, ADD, x, x) : node(builder, i % 3 == 1 ? RELU : TANH, x);
    }
    for (int i = 0; i < 2_000; i++) {
      x = node(builder, ADD, x, x);
    }
    for (int i = 0; i < 5_000; i++) {
      x = node(builder, ADD, x, node(builder, conv(8, Window.same(3), 1), x));
    }
    assertThat(Fingerprint.of(builder.build(x)).hex()).hasSize(64);
  }

  @Test
  void longParallelBranchesMerge() {
    Writing split =
        (b, x) ->
            node(
                b,
                CONCAT,
                chain(b, slice(b, x, 0, 4), 300, 1),
                chain(b, slice(b, x, 4, 8), 300, 1));
    assertThat(fingerprint(split)).isEqualTo(fingerprint((b, x) -> chain(b, x, 300, 2)));
  }

  /**
   * A journal keeps fingerprints: they must not change between processes. A change of the rules
   * changes this.
   */
  @Test
  void aStoredFingerprintStaysGood() {
    assertThat(fingerprint(f(RELU)).hex())
        .isEqualTo("a219628b227a86b031f76089f9a492be76b5e5202db0efe8d7c130d6ef622b3a");
  }

  @Test
  void anythingButADigestIsRefused() {
    assertThatThrownBy(() -> new Fingerprint("12ab"))
        .hasMessage("fingerprint of 4 digits; expected 64");
  }

  private static Fingerprint fingerprint(Writing writing) {
    GraphBuilder builder = new GraphBuilder("graph");
    Node x = builder.input("input", Shape.of(1, 8, 6, 6));
    return Fingerprint.of(builder.build(writing.apply(builder, x)));
  }

  private static Arguments same(String name, Writing one, Writing other) {
    return Arguments.of(name, one, other);
  }

  private static Writing f(Op op) {
    return (b, x) -> node(b, op, x);
  }

  private static Node node(GraphBuilder b, Op op, Node... inputs) {
    return b.add("node", op, inputs);
  }

  private static Node relu(GraphBuilder b, Node x) {
    return node(b, RELU, x);
  }

  private static Node sum(GraphBuilder b, Node... terms) {
    return node(b, ADD, terms);
  }

  private static Node slice(GraphBuilder b, Node x, int start, int end) {
    return node(b, new Op.Slice(1, start, end), x);
  }

  private static Op conv(int out, Window window, int groups) {
    return new Op.Conv(out, window, groups, false);
  }

  private static Node conv3(GraphBuilder b, Node x, int out) {
    return node(b, conv(out, Window.same(3), 1), x);
  }

  private static Op pool(PoolKind kind, Window window) {
    return new Op.Pool(kind, window, false, false);
  }

  private static Window tfSame() {
    return new Window(3, 3, 2, 2, 1, 1, new Padding(0, 0, 1, 1));
  }

  /** Two halves of the channels, each with a kernel of its own, as {@code kernels: [a, b]}. */
  private static Writing parts(int firstKernel, int secondKernel, int groups) {
    return (b, x) ->
        node(
            b,
            CONCAT,
            node(b, conv(4, Window.same(firstKernel), groups), slice(b, x, 0, 4)),
            node(b, conv(4, Window.same(secondKernel), groups), slice(b, x, 4, 8)));
  }

  /** Six channels in three groups and two in one. */
  private static Node unequalShares(GraphBuilder b, Node x) {
    return node(
        b,
        CONCAT,
        node(b, conv(6, Window.same(3), 3), slice(b, x, 0, 6)),
        node(b, conv(2, Window.same(3), 1), slice(b, x, 6, 8)));
  }

  private static Writing partsOfDepth(boolean split) {
    return (b, x) ->
        split
            ? node(b, CONCAT, deep(b, slice(b, x, 0, 4), 1), deep(b, slice(b, x, 4, 8), 1))
            : deep(b, x, 2);
  }

  private static Node deep(GraphBuilder b, Node x, int groups) {
    return chain(b, x, 2, groups);
  }

  private static Node chain(GraphBuilder b, Node x, int depth, int groups) {
    Node y = x;
    for (int i = 0; i < depth; i++) {
      y = node(b, conv(x.shape().channels(), Window.same(3), groups), y);
      y = relu(b, node(b, NORM, y));
    }
    return y;
  }

  private static Node thereAndBack(GraphBuilder b, Node x) {
    Node last = node(b, new Op.Transpose(List.of(0, 2, 3, 1)), x);
    Node first = node(b, new Op.Transpose(List.of(0, 3, 1, 2)), last);
    Node flat = node(b, new Op.Reshape(Shape.of(8, 36)), first);
    return node(b, new Op.Reshape(Shape.of(1, 8, 6, 6)), flat);
  }

  private static Node withDeadBranch(GraphBuilder b, Node x) {
    conv3(b, x, 16);
    return relu(b, x);
  }

  private static Node tanhFirst(GraphBuilder b, Node x) {
    return relu(b, node(b, TANH, x));
  }

  /** Six convolutions in rings of {@code size}, neighbours added, activated and all summed. */
  private static Node rings(GraphBuilder b, Node x, int size) {
    List<Node> convs = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      convs.add(conv3(b, x, 8));
    }
    Node[] pairs = new Node[6];
    for (int i = 0; i < 6; i++) {
      int next = i / size * size + (i + 1) % size;
      pairs[i] = relu(b, sum(b, convs.get(i), convs.get(next)));
    }
    return sum(b, pairs);
  }
}
