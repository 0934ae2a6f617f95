package convspectrum.spec.tensor;

import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * An estimate of E[x²] over a node's values under {@link SeededWeights} and standard normal inputs,
 * from the graph alone. It is what a batch norm would have learned as its running variance: means
 * are near 0 behind a random convolution.
 *
 * <p>Each op maps the moments of its inputs to its own, as in the derivation of He et al. 2015
 * (section 2.2), values taken as independent. A normalised value needs no look behind it.
 */
final class SecondMoment {
  /** No channel is taken as quite constant. */
  private static final double FLOOR = 1e-6;

  private static final double SMALL_SQUARED = SeededWeights.SMALL * SeededWeights.SMALL;

  /** E[γ²] of γ uniform in 1 ± spread. */
  private static final double GAMMA_SQUARED =
      1 + SeededWeights.GAMMA_SPREAD * SeededWeights.GAMMA_SPREAD / 3;

  /** E[1 / v] of v uniform in 1 ± spread. */
  private static final double INVERSE_VARIANCE =
      Math.log((1 + SeededWeights.VARIANCE_SPREAD) / (1 - SeededWeights.VARIANCE_SPREAD))
          / (2 * SeededWeights.VARIANCE_SPREAD);

  /** The mean of a rectified normal value, squared, over its second moment. */
  private static final double MEAN_OF_RECTIFIED = 1 / Math.PI;

  private final Map<Node, Double> known = new HashMap<>();

  private SecondMoment() {}

  static double of(Node node) {
    // In order of position every input comes before its readers, without recursion.
    TreeMap<Integer, Node> needed = new TreeMap<>();
    Deque<Node> open = new ArrayDeque<>();
    open.push(node);
    while (!open.isEmpty()) {
      Node next = open.pop();
      if (needed.put(next.index(), next) == null && !isNormalised(next)) {
        next.inputs().forEach(open::push);
      }
    }
    SecondMoment moments = new SecondMoment();
    needed.values().forEach(next -> moments.known.put(next, moments.estimate(next)));
    return Math.max(moments.input(node), FLOOR);
  }

  private static boolean isNormalised(Node node) {
    return node.op() instanceof Op.BatchNorm || node.op() instanceof Op.LayerNorm;
  }

  private double estimate(Node node) {
    return switch (node.op()) {
      case Op.Input _, Op.Constant _ -> 1;
      case Op.Conv conv ->
          2 * first(node) * coverage(conv.window(), node.inputShape(), node.shape())
              + (conv.bias() ? SMALL_SQUARED : 0);
      case Op.Linear linear -> 2 * first(node) + (linear.bias() ? SMALL_SQUARED : 0);
      case Op.BatchNorm norm ->
          (norm.scale() ? GAMMA_SQUARED : 1) * (1 + SMALL_SQUARED) * INVERSE_VARIANCE
              + (norm.shift() ? SMALL_SQUARED : 0);
      case Op.LayerNorm norm -> norm.affine() ? GAMMA_SQUARED + SMALL_SQUARED : 1;
      case Op.Activation activation -> activation(activation, first(node));
      // The largest of k standard normal values grows with the logarithm of k.
      case Op.Pool pool ->
          pool.kind() == PoolKind.MAX
              ? first(node) * (1 + Math.log(pool.window().taps()))
              : first(node) * MEAN_OF_RECTIFIED;
      case Op.GlobalPool pool ->
          pool.kind() == PoolKind.MAX
              ? first(node) * (1 + Math.log(node.inputShape().height() * node.inputShape().width()))
              : first(node) * MEAN_OF_RECTIFIED;
      case Op.Add _ -> node.inputs().stream().mapToDouble(this::input).sum();
      case Op.Multiply _ ->
          node.inputs().stream().mapToDouble(this::input).reduce(1, (a, b) -> a * b);
      case Op.Concat _ ->
          node.inputs().stream().mapToDouble(in -> input(in) * in.shape().elements()).sum()
              / node.shape().elements();
      case Op.Softmax softmax -> Math.pow(node.shape().dim(softmax.axis()), -2);
      case Op.MatMul _ -> first(node) * input(node.inputs().getLast()) * node.inputShape().dim(-1);
      case Op.Scale scale -> first(node) * scale.factor() * scale.factor();
      case Op.ChannelScale scale -> first(node) * scale.init() * scale.init();
      case Op.Zero _ -> 0;
      case Op.Slice _,
          Op.ChannelShuffle _,
          Op.Pad _,
          Op.Resize _,
          Op.Transpose _,
          Op.Reshape _,
          Op.Identity _ ->
          first(node);
    };
  }

  /** Factors are E[f(z)²] of a standard normal z, by quadrature. */
  private static double activation(Op.Activation activation, double moment) {
    return switch (activation.function()) {
      case RELU, LEAKY_RELU -> 0.5 * moment;
      case RELU6 -> Math.min(0.5 * moment, 18);
      case ELU -> 0.645 * moment;
      case SELU -> moment;
      case SIGMOID -> 0.293;
      case HARD_SIGMOID -> 0.277;
      case TANH -> moment / (1 + moment);
      case SILU, HARD_SWISH -> 0.356 * moment;
      case GELU, GELU_TANH -> 0.425 * moment;
      case MISH -> 0.45 * moment;
      case SOFTPLUS -> 0.5 * moment + 0.42;
      case CLIP -> {
        double limit = Math.max(Math.abs(activation.alpha()), Math.abs(activation.beta()));
        yield Math.min(moment, limit * limit);
      }
    };
  }

  /** The share of the kernel's taps that meet the input, not its padding, over all outputs. */
  private static double coverage(Window window, Shape input, Shape output) {
    return coverage(
            input.height(),
            output.height(),
            window.kernelHeight(),
            window.strideHeight(),
            window.dilationHeight(),
            window.padding().top())
        * coverage(
            input.width(),
            output.width(),
            window.kernelWidth(),
            window.strideWidth(),
            window.dilationWidth(),
            window.padding().left());
  }

  private static double coverage(
      int input, int output, int kernel, int stride, int dilation, int before) {
    if (kernel == 1 && before == 0) {
      return 1;
    }
    long inside = 0;
    for (int tap = 0; tap < kernel; tap++) {
      for (int i = 0; i < output; i++) {
        long position = (long) i * stride + (long) tap * dilation - before;
        inside += position >= 0 && position < input ? 1 : 0;
      }
    }
    return inside / ((double) kernel * output);
  }

  private double first(Node node) {
    return input(node.inputs().getFirst());
  }

  private double input(Node node) {
    return Objects.requireNonNull(known.get(node));
  }
}
