package convspectrum.spec.tensor;

import convspectrum.spec.graph.BinaryFunction;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.graph.Reduction;
import convspectrum.spec.graph.UnaryFunction;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * An estimate of the moments of a node's values under {@link SeededWeights} and standard normal
 * inputs, from the graph alone: what a batch norm would have learned as its running statistics.
 *
 * <p>Each op maps the moments of its inputs to its own, as in the derivation of He et al. 2015
 * (section 2.2). A normalised value needs no look behind it.
 */
final class ExpectedMoments {
  private static final double SMALL_SQUARED = SeededWeights.SMALL * SeededWeights.SMALL;

  /** E[γ²] of γ uniform in 1 ± spread. */
  private static final double GAMMA_SQUARED =
      1 + SeededWeights.GAMMA_SPREAD * SeededWeights.GAMMA_SPREAD / 3;

  /** E[1 / v] of v uniform in 1 ± spread. */
  private static final double INVERSE_VARIANCE =
      Math.log((1 + SeededWeights.VARIANCE_SPREAD) / (1 - SeededWeights.VARIANCE_SPREAD))
          / (2 * SeededWeights.VARIANCE_SPREAD);

  /** The least mean square of a divisor; smaller ones are taken as this. */
  private static final double MIN_SQUARE = 1e-12;

  private final Map<Node, Moments> known = new HashMap<>();

  private ExpectedMoments() {}

  static Moments of(Node node) {
    // In the order of positions every input comes before its readers, so no recursion is needed.
    TreeMap<Integer, Node> needed = new TreeMap<>();
    Deque<Node> open = new ArrayDeque<>();
    open.push(node);
    while (!open.isEmpty()) {
      Node next = open.pop();
      if (needed.put(next.index(), next) == null && !isNormalised(next)) {
        next.inputs().forEach(open::push);
      }
    }
    ExpectedMoments moments = new ExpectedMoments();
    needed.values().forEach(next -> moments.known.put(next, moments.estimate(next)));
    return moments.of(node, node);
  }

  private static boolean isNormalised(Node node) {
    return node.op() instanceof Op.BatchNorm || node.op() instanceof Op.LayerNorm;
  }

  private Moments estimate(Node node) {
    return switch (node.op()) {
      case Op.Source _ -> Moments.STANDARD;
      case Op.Conv conv ->
          weighted(
              first(node).square()
                  * KernelCoverage.of(conv.window(), node.inputShape(), node.shape()),
              conv.bias());
      case Op.Composite _ -> composite(node);
      case Op.Linear linear -> weighted(first(node).square(), linear.bias());
      case Op.BatchNorm norm ->
          new Moments(
              0,
              (norm.scale() ? GAMMA_SQUARED : 1) * (1 + SMALL_SQUARED) * INVERSE_VARIANCE
                  + (norm.shift() ? SMALL_SQUARED : 0));
      case Op.LayerNorm norm -> new Moments(0, norm.affine() ? GAMMA_SQUARED + SMALL_SQUARED : 1);
      case Op.Activation activation -> activation(activation, first(node));
      case Op.Pool pool -> pooled(pool.kind(), first(node), (double) pool.window().taps());
      case Op.GlobalPool pool ->
          pooled(
              pool.kind(),
              first(node),
              (double) node.inputShape().height() * node.inputShape().width());
      case Op.Add _ -> node.inputs().stream().map(known::get).reduce(Moments.ZERO, Moments::plus);
      case Op.Multiply _ ->
          node.inputs().stream().map(known::get).reduce(new Moments(1, 0), Moments::times);
      case Op.Concat _ -> concat(node);
      case Op.Softmax softmax -> new Moments(1.0 / node.shape().dim(softmax.axis()), 0);
      case Op.MatMul _ -> {
        Moments product = first(node).times(of(node, node.inputs().getLast()));
        double inner = node.inputShape().dim(-1);
        yield new Moments(inner * product.mean(), inner * product.variance());
      }
      case Op.Scale scale -> first(node).times(scale.factor());
      case Op.ChannelScale scale -> first(node).times(scale.init());
      case Op.Zero _ -> Moments.ZERO;
      case Op.Unary unary -> unary(unary.function(), first(node));
      case Op.Binary binary ->
          binary(binary.function(), first(node), of(node, node.inputs().getLast()));
      case Op.Where _ -> of(node, node.inputs().get(1));
      case Op.Reduce reduce -> reduced(reduce.function(), first(node), node);
      case Op.Resize _,
          Op.Slice _,
          Op.ChannelShuffle _,
          Op.Pad _,
          Op.Transpose _,
          Op.Gather _,
          Op.View _ ->
          first(node);
    };
  }

  /** What stores weights adds up its products; anything else is taken to keep the moments. */
  private Moments composite(Node node) {
    List<ParameterSlot> slots = node.parameters();
    if (slots.stream().noneMatch(slot -> slot.trainable() && slot.shape().rank() > 1)) {
      return first(node);
    }
    boolean bias = slots.stream().anyMatch(slot -> slot.role().equals(ParameterSlot.BIAS));
    return weighted(first(node).square(), bias);
  }

  /** He-normal weights have mean 0 and double E[x²]. */
  private static Moments weighted(double square, boolean bias) {
    return new Moments(0, 2 * square + (bias ? SMALL_SQUARED : 0));
  }

  private static Moments activation(Op.Activation activation, Moments x) {
    return switch (activation.function()) {
      case RELU, LEAKY_RELU, ELU, SELU, SILU, HARD_SWISH, GELU, GELU_TANH, MISH, SOFTPLUS ->
          x.rectified();
      case RELU6 -> x.rectified().clipped(0, 6);
      case SIGMOID, HARD_SIGMOID -> x.gated();
      case TANH -> x.clipped(-1, 1);
      case CLIP -> x.clipped(activation.alpha(), activation.beta());
    };
  }

  /** The moments to first order around the mean, or as the function's range allows. */
  private static Moments unary(UnaryFunction function, Moments x) {
    double size = Math.sqrt(Math.max(x.square(), MIN_SQUARE));
    return switch (function) {
      case EXP -> {
        double mean = Math.exp(x.mean() + x.variance() / 2);
        yield new Moments(mean, mean * mean * Math.expm1(x.variance()));
      }
      case LOG -> new Moments(Math.log(size), x.variance() / (size * size));
      case SQRT -> new Moments(Math.sqrt(size), x.variance() / (4 * size));
      case RECIPROCAL -> new Moments(1 / size, x.variance() / Math.pow(size, 4));
      case ABS -> x.rectified().plus(x.times(-1).rectified());
      case NEGATE -> x.times(-1);
      case ERF, SIGN, SIN, COS -> x.clipped(-1, 1);
      case ATAN, ASIN -> x.clipped(-Math.PI / 2, Math.PI / 2);
      case ACOS -> x.times(-1).clipped(-Math.PI / 2, Math.PI / 2);
      case FLOOR, CEIL, ROUND, TRUNCATE, TAN, SINH, ASINH, ATANH -> x;
      case COSH, ACOSH -> x.rectified().plus(x.times(-1).rectified());
      case IS_NAN, NOT -> Moments.ZERO;
    };
  }

  private static Moments binary(BinaryFunction function, Moments a, Moments b) {
    return switch (function) {
      case SUBTRACT -> a.plus(b.times(-1));
      case DIVIDE, QUOTIENT -> a.times(1 / Math.sqrt(Math.max(b.square(), MIN_SQUARE)));
      case MODULO, REMAINDER -> a;
      case POWER -> a.times(a);
      case MINIMUM, MAXIMUM -> a;
      case PRELU -> a.rectified();
      case EQUAL, GREATER, LESS -> new Moments(0.5, 0.25);
    };
  }

  private static Moments reduced(Reduction function, Moments x, Node node) {
    double count = (double) node.inputShape().elements() / node.shape().elements();
    return switch (function) {
      case MEAN -> x.averaged(count);
      case SUM -> x.averaged(count).times(count);
      case MAX -> x.largest(count);
      case MIN -> x.times(-1).largest(count).times(-1);
      case L2 -> new Moments(Math.sqrt(count * x.square()), x.square() / 2);
      // Of independent factors the moments multiply.
      case PRODUCT -> {
        double mean = Math.pow(x.mean(), count);
        yield new Moments(mean, Math.pow(x.square(), count) - mean * mean);
      }
    };
  }

  private static Moments pooled(PoolKind kind, Moments x, double count) {
    return kind == PoolKind.MAX ? x.largest(count) : x.averaged(count);
  }

  private Moments concat(Node node) {
    double mean = 0;
    double square = 0;
    for (Node input : node.inputs()) {
      double share = (double) input.shape().elements() / node.shape().elements();
      mean += share * of(node, input).mean();
      square += share * of(node, input).square();
    }
    return new Moments(mean, square - mean * mean);
  }

  private Moments first(Node node) {
    return of(node, node.inputs().getFirst());
  }

  private Moments of(Node reader, Node node) {
    return Objects.requireNonNull(known.get(node), reader::name);
  }
}
