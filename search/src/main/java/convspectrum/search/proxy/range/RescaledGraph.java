package convspectrum.search.proxy.range;

import convspectrum.search.proxy.input.UndefinedScoreException;
import convspectrum.spec.composite.Expansion;
import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.tensor.Tensor;
import convspectrum.spec.tensor.Weights;
import java.util.ArrayList;
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

  /** A value at this exponent saturates whatever saturates, and its exponential does not matter. */
  private static final int SATURATED = 2 * STEP;

  private static final int MOST_PER_OP = 1000;

  /** Nothing is left of a float64 that is scaled down by so much. */
  private static final int VANISHED = 3000;

  /** Exponents beyond are no longer counted. */
  private static final long MOST = 1L << 30;

  /** λ of SELU. */
  private static final double SELU_SCALE = 1.0507009873554805;

  /** α of SELU. */
  private static final double SELU_ALPHA = 1.6732632423543772;

  /** A node of this graph whose value times 2^exponent is that of a node of the other. */
  private record Stored(Node node, long exponent) {}

  private final Map<Node, Long> targets;
  private final Weights weights;
  private final GraphBuilder builder;
  private final Map<Node, Stored> computed = new HashMap<>();
  private final Map<Node, Stored> read = new HashMap<>();

  /** For each node of this graph with weights, the node whose they are and its bias's exponent. */
  private final Map<Node, Stored> origins = new HashMap<>();

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
    this.builder = new GraphBuilder(source.name());
    for (Node node : source.nodes()) {
      Stored made = computed(node);
      if (Math.abs(made.exponent()) > MOST) {
        throw new UndefinedScoreException(overflow(node));
      }
      computed.put(node, made);
      read.put(node, at(made, targets.getOrDefault(node, made.exponent())));
    }
    Stored output = of(source.outputs().getFirst());
    this.graph = builder.build(output.node());
    this.outputExponent = output.exponent();
  }

  /** The graph. */
  Graph graph() {
    return graph;
  }

  /** Its weights. */
  Weights weights() {
    return (node, slot) -> {
      Stored origin = Objects.requireNonNull(origins.get(node), node::name);
      Tensor stored = weights.get(origin.node(), slot.role());
      return slot.role().equals(ParameterSlot.BIAS) && origin.exponent() != 0
          ? scaled(stored, -origin.exponent())
          : stored;
    };
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
      case Op.Source _ -> made(node, node.op(), inputs, 0);
      case Op.Conv conv -> biased(node, conv.bias(), inputs.getFirst());
      case Op.Linear linear -> biased(node, linear.bias(), inputs.getFirst());
      case Op.MatMul _, Op.Multiply _ ->
          made(node, node.op(), inputs, inputs.stream().mapToLong(Stored::exponent).sum());
      case Op.Resampling _,
          Op.Reduce _,
          Op.ChannelScale _,
          Op.Slice _,
          Op.ChannelShuffle _,
          Op.Transpose _,
          Op.View _ ->
          kept(node, node.op(), inputs.getFirst());
      case Op.Scale scale -> scaled(node, scale, inputs.getFirst());
      case Op.Zero _ -> made(node, node.op(), inputs, 0);
      case Op.Pad pad -> padded(node, pad, inputs.getFirst());
      case Op.Activation activation -> activation(node, activation, inputs.getFirst());
      case Op.Norm _ -> saturating(node, inputs.getFirst());
      case Op.Unary unary -> unary(node, unary, inputs.getFirst());
      case Op.Add _, Op.Concat _ -> aligned(node, inputs, inputs);
      case Op.Binary binary -> binary(node, binary, inputs);
      case Op.Gather _ ->
          made(
              node,
              node.op(),
              List.of(inputs.getFirst(), at(inputs.getLast(), 0)),
              inputs.getFirst().exponent());
      case Op.Where _ -> aligned(node, inputs, inputs.subList(1, 3));
    };
  }

  private Stored unary(Node node, Op.Unary unary, Stored input) {
    return switch (unary.function()) {
      case ABS, NEGATE -> kept(node, unary, input);
      case SIGN, NOT, IS_NAN -> made(node, unary, List.of(input), 0);
      case RECIPROCAL -> made(node, unary, List.of(input), -input.exponent());
      case ERF, ATAN -> saturating(node, input);
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
          exactly(node, List.of(input));
    };
  }

  private Stored binary(Node node, Op.Binary binary, List<Stored> inputs) {
    return switch (binary.function()) {
      case SUBTRACT, MINIMUM, MAXIMUM -> aligned(node, inputs, inputs);
      case EQUAL, GREATER, LESS -> new Stored(aligned(node, inputs, inputs).node(), 0);
      case DIVIDE ->
          made(node, binary, inputs, inputs.get(0).exponent() - inputs.get(1).exponent());
      case PRELU ->
          made(
              node, binary, List.of(inputs.get(0), at(inputs.get(1), 0)), inputs.get(0).exponent());
      case QUOTIENT, MODULO, REMAINDER, POWER -> exactly(node, inputs);
    };
  }

  private Stored activation(Node node, Op.Activation activation, Stored input) {
    return switch (activation.function()) {
      case RELU, LEAKY_RELU -> kept(node, activation, input);
      case RELU6, CLIP, SIGMOID, HARD_SIGMOID, TANH -> saturating(node, input);
      case SILU, GELU, GELU_TANH, HARD_SWISH -> bent(node, activation, input, new Op.Scale(0.5));
      // x · tanh(ln 2) near 0.
      case MISH -> bent(node, activation, input, new Op.Scale(0.6));
      case ELU -> bent(node, activation, input, leaky(activation.alpha()));
      case SELU -> {
        Stored bent = bent(node, activation, input, leaky(SELU_ALPHA));
        yield input.exponent() == 0 ? bent : kept(node, new Op.Scale(SELU_SCALE), bent);
      }
      case SOFTPLUS ->
          input.exponent() > 0
              ? bent(node, activation, input, activation)
              : saturating(node, input);
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
    return kept(node, taken, input);
  }

  /** A bias is scaled down with the values that it is added to, so these must not be tiny. */
  private Stored biased(Node node, boolean bias, Stored input) {
    boolean adds = bias && !isZero(weights.get(node, ParameterSlot.BIAS));
    Stored taken = adds && input.exponent() < 0 ? at(input, 0) : input;
    Stored made = made(node, node.op(), List.of(taken), taken.exponent());
    origins.put(made.node(), new Stored(node, adds ? taken.exponent() : 0));
    return made;
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
    Stored taken = pad.value() != 0 && input.exponent() < 0 ? at(input, 0) : input;
    int down = (int) Math.min(taken.exponent(), VANISHED);
    return kept(node, new Op.Pad(pad.padding(), Math.scalb(pad.value(), -down)), taken);
  }

  /** Brings {@code values}, which are among the inputs, to their largest exponent. */
  private Stored aligned(Node node, List<Stored> inputs, List<Stored> values) {
    long largest =
        values.stream()
            .filter(value -> !(value.node().op() instanceof Op.Zero))
            .mapToLong(Stored::exponent)
            .max()
            .orElse(0);
    List<Stored> taken = new ArrayList<>();
    for (Stored input : inputs) {
      boolean scales = values.contains(input) && !(input.node().op() instanceof Op.Zero);
      taken.add(scales ? at(input, largest) : input);
    }
    return made(node, node.op(), taken, largest);
  }

  /** A function that only tells how far from 0 its input is; beyond some size nothing changes. */
  private Stored saturating(Node node, Stored input) {
    long left = Math.max(input.exponent() - SATURATED, 0);
    return made(node, node.op(), List.of(at(input, left)), 0);
  }

  private Stored exactly(Node node, List<Stored> inputs) {
    if (inputs.stream().anyMatch(input -> input.exponent() != 0)) {
      throw new UndefinedScoreException(overflow(node));
    }
    return made(node, node.op(), inputs, 0);
  }

  private Stored kept(Node node, Op op, Stored input) {
    return made(node, op, List.of(input), input.exponent());
  }

  private Stored made(Node node, Op op, List<Stored> inputs, long exponent) {
    Node made =
        builder.add(node.name(), op, inputs.stream().map(Stored::node).toList(), node.origin());
    origins.put(made, new Stored(node, 0));
    return new Stored(made, exponent);
  }

  /** The same value at another exponent. */
  private Stored at(Stored value, long exponent) {
    long shift = Math.clamp(value.exponent() - exponent, -VANISHED, VANISHED);
    Node made = value.node();
    while (shift != 0) {
      long step = Math.clamp(shift, -MOST_PER_OP, MOST_PER_OP);
      Op scale = new Op.Scale(Math.scalb(1.0, (int) step));
      made = builder.add(made.name(), scale, List.of(made), made.origin());
      shift -= step;
    }
    return new Stored(made, exponent);
  }

  /** The exponent of a factor that is beyond all bounds goes into that of the value. */
  private Stored scaled(Node node, Op.Scale scale, Stored input) {
    int exponent = Math.getExponent(scale.factor()) / STEP * STEP;
    Op op = new Op.Scale(Math.scalb(scale.factor(), -exponent));
    return scale.factor() == 0
        ? kept(node, scale, input)
        : made(node, op, List.of(input), input.exponent() + exponent);
  }

  private static Tensor scaled(Tensor tensor, long exponent) {
    float[] values = tensor.data().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.scalb(values[i], (int) Math.max(exponent, -VANISHED));
    }
    return Tensor.of(tensor.shape(), values);
  }
}
