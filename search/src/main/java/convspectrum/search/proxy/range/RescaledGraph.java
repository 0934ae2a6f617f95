package convspectrum.search.proxy.range;

import convspectrum.search.proxy.input.UndefinedScoreException;
import convspectrum.search.proxy.range.RescaledNodes.Stored;
import convspectrum.spec.composite.Expansion;
import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.tensor.Tensor;
import convspectrum.spec.tensor.Weights;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A graph that stores each value v of another as v · 2⁻ᵉ, with an exponent e per tensor. Most ops
 * keep e or add exponents up; where tensors meet, in sums and concats, those of smaller exponents
 * are scaled down to the largest; a function that is not homogeneous reads the value itself, or
 * what it tends to. Factors are powers of two, so that scaling rounds nothing, except that a term
 * below 2⁻¹⁰⁰⁰ of the others becomes 0. Gradients of weights are those of the other graph times
 * 2⁻ᵉ, e the exponent of the output.
 */
final class RescaledGraph {
  /** Exponents are multiples of this: large enough that no function bends between two of them. */
  static final int STEP = 256;

  /** Exponents beyond are no longer counted. */
  private static final long MOST = 1L << 30;

  /** λ of SELU. */
  private static final double SELU_SCALE = 1.0507009873554805;

  /** α of SELU. */
  private static final double SELU_ALPHA = 1.6732632423543772;

  private final Map<Node, Long> targets;
  private final Weights weights;
  private final RescaledNodes nodes;
  private final Map<Node, Stored> computed = new HashMap<>();
  private final Map<Node, Stored> read = new HashMap<>();

  private final Graph graph;
  private final long outputExponent;

  /**
   * @param source the graph to rescale
   * @param weights its weights
   * @param targets exponents for its nodes, multiples of {@link #STEP}; a node without one keeps
   *     the exponent that follows from its inputs
   */
  RescaledGraph(Graph source, Weights weights, Map<Node, Long> targets) {
    this.targets = targets;
    this.weights = weights;
    this.nodes = new RescaledNodes(source.name());
    for (Node node : source.nodes()) {
      Stored made = computed(node);
      if (Math.abs(made.exponent()) > MOST) {
        throw new UndefinedScoreException(overflow(node));
      }
      computed.put(node, made);
      read.put(node, nodes.at(made, targets.getOrDefault(node, made.exponent())));
    }
    Stored output = of(source.outputs().getFirst());
    this.graph = nodes.graph(output);
    this.outputExponent = output.exponent();
  }

  /** The graph. */
  Graph graph() {
    return graph;
  }

  /** Its weights. */
  Weights weights() {
    return nodes.weights(weights);
  }

  /** The node that computes what a node of the other graph did. */
  Node computing(Node source) {
    return Objects.requireNonNull(computed.get(source), source::name).node();
  }

  /** The exponent of what {@link #computing} computes. */
  long exponent(Node source) {
    return Objects.requireNonNull(computed.get(source), source::name).exponent();
  }

  /** The exponent of the output. */
  long outputExponent() {
    return outputExponent;
  }

  static String overflow(Node node) {
    return "values overflow, first those of %s (%s)".formatted(node.name(), node.op().typeName());
  }

  private Stored of(Node source) {
    return Objects.requireNonNull(read.get(source), source::name);
  }

  private Stored computed(Node node) {
    List<Stored> inputs = node.inputs().stream().map(this::of).toList();
    return switch (node.op()) {
      case Op.Composite _ -> throw Expansion.notExpanded(node);
      case Op.Source _ -> nodes.made(node, node.op(), inputs, 0);
      case Op.Conv conv -> biased(node, conv.bias(), inputs.getFirst());
      case Op.Linear linear -> biased(node, linear.bias(), inputs.getFirst());
      case Op.MatMul _, Op.Multiply _ ->
          nodes.made(node, node.op(), inputs, inputs.stream().mapToLong(Stored::exponent).sum());
      case Op.Resampling _,
          Op.Reduce _,
          Op.ChannelScale _,
          Op.Slice _,
          Op.ChannelShuffle _,
          Op.Transpose _,
          Op.View _ ->
          nodes.kept(node, node.op(), inputs.getFirst());
      case Op.Scale scale -> scaled(node, scale, inputs.getFirst());
      case Op.Zero _ -> nodes.made(node, node.op(), inputs, 0);
      case Op.Pad pad -> padded(node, pad, inputs.getFirst());
      case Op.Activation activation -> activation(node, activation, inputs.getFirst());
      case Op.Norm _ -> nodes.saturating(node, inputs.getFirst());
      case Op.Unary unary -> unary(node, unary, inputs.getFirst());
      case Op.Add _, Op.Concat _ -> nodes.aligned(node, inputs, inputs);
      case Op.Binary binary -> binary(node, binary, inputs);
      case Op.Gather _ ->
          nodes.made(
              node,
              node.op(),
              List.of(inputs.getFirst(), nodes.at(inputs.getLast(), 0)),
              inputs.getFirst().exponent());
      case Op.Where _ -> nodes.aligned(node, inputs, inputs.subList(1, 3));
    };
  }

  private Stored unary(Node node, Op.Unary unary, Stored input) {
    return switch (unary.function()) {
      case ABS, NEGATE -> nodes.kept(node, unary, input);
      case SIGN, NOT, IS_NAN -> nodes.made(node, unary, List.of(input), 0);
      case RECIPROCAL -> nodes.made(node, unary, List.of(input), -input.exponent());
      case ERF, ATAN -> nodes.saturating(node, input);
      case EXP,
          LOG,
          SQRT,
          FLOOR,
          CEIL,
          ROUND,
          TRUNCATE,
          SIN,
          COS,
          TAN,
          ASIN,
          ACOS,
          SINH,
          COSH,
          ASINH,
          ACOSH,
          ATANH ->
          nodes.exactly(node, List.of(input));
    };
  }

  private Stored binary(Node node, Op.Binary binary, List<Stored> inputs) {
    return switch (binary.function()) {
      case SUBTRACT, MINIMUM, MAXIMUM -> nodes.aligned(node, inputs, inputs);
      case EQUAL, GREATER, LESS -> new Stored(nodes.aligned(node, inputs, inputs).node(), 0);
      case DIVIDE ->
          nodes.made(node, binary, inputs, inputs.get(0).exponent() - inputs.get(1).exponent());
      case PRELU ->
          nodes.made(
              node,
              binary,
              List.of(inputs.get(0), nodes.at(inputs.get(1), 0)),
              inputs.get(0).exponent());
      case QUOTIENT, MODULO, REMAINDER, POWER -> nodes.exactly(node, inputs);
    };
  }

  private Stored activation(Node node, Op.Activation activation, Stored input) {
    return switch (activation.function()) {
      case RELU, LEAKY_RELU -> nodes.kept(node, activation, input);
      case RELU6, CLIP, SIGMOID, HARD_SIGMOID, TANH -> nodes.saturating(node, input);
      case SILU, GELU, GELU_TANH, HARD_SWISH -> bent(node, activation, input, new Op.Scale(0.5));
      // x · tanh(ln 2) near 0.
      case MISH -> bent(node, activation, input, new Op.Scale(0.6));
      case ELU -> bent(node, activation, input, leaky(activation.alpha()));
      case SELU -> {
        Stored bent = bent(node, activation, input, leaky(SELU_ALPHA));
        yield input.exponent() == 0 ? bent : nodes.kept(node, new Op.Scale(SELU_SCALE), bent);
      }
      case SOFTPLUS ->
          input.exponent() > 0
              ? bent(node, activation, input, activation)
              : nodes.saturating(node, input);
    };
  }

  private static Op.Activation leaky(double alpha) {
    return new Op.Activation(ActivationFunction.LEAKY_RELU, alpha, 0);
  }

  /** A function that is {@code near} at 0 and ReLU far from it, both to the last bit. */
  private Stored bent(Node node, Op.Activation op, Stored input, Op near) {
    Op taken =
        input.exponent() == 0
            ? op
            : input.exponent() < 0 ? near : Op.Activation.of(ActivationFunction.RELU);
    return nodes.kept(node, taken, input);
  }

  /** A bias is scaled down with the values that it is added to, so these must not be tiny. */
  private Stored biased(Node node, boolean bias, Stored input) {
    boolean adds = bias && !isZero(weights.get(node, ParameterSlot.BIAS));
    Stored taken = adds && input.exponent() < 0 ? nodes.at(input, 0) : input;
    Stored made = nodes.made(node, node.op(), List.of(taken), taken.exponent());
    return nodes.withBias(made, node, adds ? taken.exponent() : 0);
  }

  private static boolean isZero(Tensor tensor) {
    for (float value : tensor.data()) {
      if (value != 0) {
        return false;
      }
    }
    return true;
  }

  private Stored padded(Node node, Op.Pad pad, Stored input) {
    Stored taken = pad.value() != 0 && input.exponent() < 0 ? nodes.at(input, 0) : input;
    int down = (int) Math.min(taken.exponent(), RescaledNodes.VANISHED);
    return nodes.kept(node, new Op.Pad(pad.padding(), Math.scalb(pad.value(), -down)), taken);
  }

  /** The exponent of a factor that is beyond all bounds goes into that of the value. */
  private Stored scaled(Node node, Op.Scale scale, Stored input) {
    int exponent = Math.getExponent(scale.factor()) / STEP * STEP;
    Op op = new Op.Scale(Math.scalb(scale.factor(), -exponent));
    return scale.factor() == 0
        ? nodes.kept(node, scale, input)
        : nodes.made(node, op, List.of(input), input.exponent() + exponent);
  }
}
