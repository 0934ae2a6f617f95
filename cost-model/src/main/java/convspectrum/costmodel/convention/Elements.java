package convspectrum.costmodel.convention;

import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import java.util.List;

/** Counts of elements that conventions weigh. */
final class Elements {
  private Elements() {}

  /** The shapes of a node's inputs. */
  static List<Shape> inputs(Node node) {
    return node.inputs().stream().map(Node::shape).toList();
  }

  static long in(Node node) {
    return node.inputShape().elements();
  }

  static long out(Node node) {
    return node.shape().elements();
  }

  /** {@code weight} per output element. */
  static long out(Node node, long weight) {
    return Math.multiplyExact(weight, out(node));
  }

  /** {@code weight} per input element. */
  static long in(Node node, long weight) {
    return Math.multiplyExact(weight, in(node));
  }

  /** One per output element and binary operation: a sum of n tensors adds n − 1 times. */
  static long binary(Node node) {
    return out(node, node.inputs().size() - 1L);
  }

  /** One per output element where the convolution or linear layer adds a bias. */
  static long bias(Node node, boolean bias) {
    return bias ? out(node) : 0;
  }

  /** Whether the norm multiplies or shifts. */
  static boolean affine(Op.BatchNorm norm) {
    return norm.scale() || norm.shift();
  }

  static long twice(long macs) {
    return Math.multiplyExact(2L, macs);
  }

  /** 1 per output of the activations of PyTorch that profilers patch, 0 of the others. */
  static long patched(Node node, Op.Activation activation) {
    return switch (activation.function()) {
      case RELU, RELU6, LEAKY_RELU, ELU, SILU, GELU, GELU_TANH -> out(node);
      case SELU, SIGMOID, HARD_SIGMOID, TANH, HARD_SWISH, MISH, SOFTPLUS, CLIP -> 0;
    };
  }
}
