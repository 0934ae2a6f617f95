package convspectrum.spec.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * A tensor that a node stores. Roles carry PyTorch's names: {@code weight}, {@code bias}, {@code
 * running_mean}, {@code running_var}; {@code value} for a constant.
 *
 * @param role what it is to the node
 * @param shape its shape
 * @param trainable whether training by gradient changes it; running statistics are not trainable
 */
public record ParameterSlot(String role, Shape shape, boolean trainable) {
  /**
   * A tensor that multiplies: weights of a convolution or linear layer, γ of a norm, a layer scale.
   */
  public static final String WEIGHT = "weight";

  /** A tensor that is added: the bias of a convolution or linear layer, β of a norm. */
  public static final String BIAS = "bias";

  /** Running mean of a batch norm. */
  public static final String RUNNING_MEAN = "running_mean";

  /** Running variance of a batch norm. */
  public static final String RUNNING_VAR = "running_var";

  /** What a constant holds. */
  public static final String VALUE = "value";

  static List<ParameterSlot> of(Node node) {
    return switch (node.op()) {
      case Op.Composite composite ->
          composite.parameters(node.inputs().stream().map(Node::shape).toList());
      case Op.Conv conv -> conv(conv, node.inputShape());
      case Op.Linear linear ->
          weightAndBias(
              Shape.of(linear.outFeatures(), node.inputShape().dim(-1)),
              linear.outFeatures(),
              linear.bias());
      case Op.BatchNorm norm -> batchNorm(norm, Shape.of(node.inputShape().channels()));
      case Op.LayerNorm norm -> layerNorm(norm, node.inputShape());
      case Op.ChannelScale scale ->
          List.of(trainable(WEIGHT, Shape.of(node.inputShape().channels())));
      case Op.Constant constant ->
          List.of(new ParameterSlot(VALUE, constant.shape(), constant.learned()));
      case Op.Input _,
          Op.MatMul _,
          Op.Softmax _,
          Op.Resampling _,
          Op.Activation _,
          Op.Unary _,
          Op.Scale _,
          Op.Broadcast _,
          Op.Movement _,
          Op.Reduce _ ->
          List.of();
    };
  }

  private static List<ParameterSlot> conv(Op.Conv conv, Shape input) {
    Window window = conv.window();
    Shape weight =
        Shape.of(
            conv.outChannels(),
            input.channels() / conv.groups(),
            window.kernelHeight(),
            window.kernelWidth());
    return weightAndBias(weight, conv.outChannels(), conv.bias());
  }

  private static List<ParameterSlot> weightAndBias(Shape weight, int outputs, boolean bias) {
    ParameterSlot slot = trainable(WEIGHT, weight);
    return bias ? List.of(slot, trainable(BIAS, Shape.of(outputs))) : List.of(slot);
  }

  private static List<ParameterSlot> batchNorm(Op.BatchNorm norm, Shape channels) {
    List<ParameterSlot> slots = new ArrayList<>(4);
    if (norm.scale()) {
      slots.add(trainable(WEIGHT, channels));
    }
    if (norm.shift()) {
      slots.add(trainable(BIAS, channels));
    }
    slots.add(new ParameterSlot(RUNNING_MEAN, channels, false));
    slots.add(new ParameterSlot(RUNNING_VAR, channels, false));
    return List.copyOf(slots);
  }

  private static List<ParameterSlot> layerNorm(Op.LayerNorm norm, Shape input) {
    if (!norm.affine()) {
      return List.of();
    }
    Shape shape = Shape.of(norm.axes().stream().mapToInt(input::dim).toArray());
    return List.of(trainable(WEIGHT, shape), trainable(BIAS, shape));
  }

  private static ParameterSlot trainable(String role, Shape shape) {
    return new ParameterSlot(role, shape, true);
  }
}
