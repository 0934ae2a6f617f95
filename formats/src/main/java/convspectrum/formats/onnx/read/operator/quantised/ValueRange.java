package convspectrum.formats.onnx.read.operator.quantised;

import convspectrum.spec.composite.Recorded;
import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.PoolKind;

/**
 * The range that the values of a node lie in, as far as its op and those that only move values tell
 * it. A quantisation that reaches further cuts off nothing.
 */
record ValueRange(double low, double high) {
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final ValueRange ALL = new ValueRange(-INFINITY, INFINITY);

  /** How many clips after each other are looked through. */
  private static final int MOST_CLIPS = 8;

  static ValueRange of(Node node) {
    return of(node, MOST_CLIPS);
  }

  private static ValueRange of(Node node, int clips) {
    Node source = node;
    boolean zeros = false;
    while (keepsValues(source.op())) {
      zeros |= source.op() instanceof Op.Pool pool && pool.kind() == PoolKind.AVERAGE;
      source = source.inputs().getFirst();
    }
    ValueRange range = ofResult(source.op());
    boolean open = Double.isInfinite(range.low) != Double.isInfinite(range.high);
    if (open && clips > 0 && isClip(source.op())) {
      // What a clip does not cut off is as its input is.
      ValueRange input = of(source.inputs().getFirst(), clips - 1);
      range = new ValueRange(Math.max(range.low, input.low), Math.min(range.high, input.high));
    }
    // Where an average counts its padding, zeros are among its values.
    return zeros ? new ValueRange(Math.min(range.low, 0), Math.max(range.high, 0)) : range;
  }

  private static boolean isClip(Op op) {
    return op instanceof Op.Activation activation
        && activation.function() == ActivationFunction.CLIP;
  }

  private static boolean keepsValues(Op op) {
    return switch (op) {
      case Op.View _, Op.Transpose _, Op.Slice _, Op.ChannelShuffle _ -> true;
      case Op.Pool _, Op.GlobalPool _, Op.Resize _ -> true;
      default -> false;
    };
  }

  private static ValueRange ofResult(Op op) {
    return switch (op) {
      case Recorded recorded -> ofResult(recorded.steps().getLast().op());
      case Op.Softmax _ -> new ValueRange(0, 1);
      case Op.Activation activation -> ofActivation(activation);
      default -> ALL;
    };
  }

  private static ValueRange ofActivation(Op.Activation activation) {
    return switch (activation.function()) {
      case RELU, SOFTPLUS -> new ValueRange(0, INFINITY);
      case RELU6 -> new ValueRange(0, 6);
      case SIGMOID, HARD_SIGMOID -> new ValueRange(0, 1);
      case TANH -> new ValueRange(-1, 1);
      case CLIP -> new ValueRange(activation.alpha(), activation.beta());
      case ELU, SELU, LEAKY_RELU, SILU, HARD_SWISH, GELU, GELU_TANH, MISH -> ALL;
    };
  }
}
