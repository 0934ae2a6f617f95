package convspectrum.costmodel;

import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.graph.Shape;

/**
 * Elements that a node stores. The sizes are those of {@link Node#parameters()}, without making the
 * slots: a sweep counts a million designs.
 */
final class ParameterCount {
  private ParameterCount() {}

  /**
   * Learned elements that belong to this node: what it shares with an earlier node counts there. A
   * constant that is not learned is none.
   */
  static long learned(Node node) {
    return node.sharedRoles().isEmpty() ? allLearned(node) : unshared(node, true);
  }

  /** Learned elements that this node reads, whether shared or its own. */
  static long allLearned(Node node) {
    return switch (node.op()) {
      case Op.Composite _ -> slots(node);
      case Op.Conv conv -> convolution(conv, node.inputShape());
      case Op.Linear linear -> linear(linear, node.inputShape());
      case Op.BatchNorm norm ->
          (norm.scale() ? node.inputShape().channels() : 0L)
              + (norm.shift() ? node.inputShape().channels() : 0L);
      case Op.LayerNorm norm -> layerNorm(norm, node.inputShape());
      case Op.ChannelScale _ -> node.inputShape().channels();
      case Op.Constant constant -> constant.learned() ? constant.shape().elements() : 0;
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
          0;
    };
  }

  private static long slots(Node node) {
    long elements = 0;
    for (ParameterSlot slot : node.parameters()) {
      elements = Math.addExact(elements, slot.trainable() ? slot.shape().elements() : 0);
    }
    return elements;
  }

  /** Running means and variances: two per channel of a batch norm (Ioffe and Szegedy, 2015). */
  static long runningStatistics(Node node) {
    return node.sharedRoles().isEmpty() ? allRunningStatistics(node) : unshared(node, false);
  }

  /** Running statistics that this node reads, whether shared or its own. */
  static long allRunningStatistics(Node node) {
    return node.op() instanceof Op.BatchNorm ? 2L * node.inputShape().channels() : 0;
  }

  private static long unshared(Node node, boolean trainable) {
    long elements = 0;
    for (ParameterSlot slot : node.parameters()) {
      if (slot.trainable() == trainable
          && !node.sharedRoles().contains(slot.role())
          && (trainable || node.op() instanceof Op.BatchNorm)) {
        elements = Math.addExact(elements, slot.shape().elements());
      }
    }
    return elements;
  }

  /** Cout · Cin / groups · K_h · K_w + Cout: 16 to 32 by 3×3 with bias is 4,608 + 32. */
  private static long convolution(Op.Conv conv, Shape input) {
    long perFilter = Math.multiplyExact(conv.window().taps(), input.channels() / conv.groups());
    return Math.multiplyExact(conv.outChannels(), perFilter + (conv.bias() ? 1 : 0));
  }

  /** out · in + out: 1,024 to 1,000 with bias is 1,025,000. */
  private static long linear(Op.Linear linear, Shape input) {
    return Math.multiplyExact(linear.outFeatures(), input.dim(-1) + (linear.bias() ? 1L : 0L));
  }

  /** γ and β over the normalised axes: 2 · 96 over the channels of 1×96×56×56. */
  private static long layerNorm(Op.LayerNorm norm, Shape input) {
    if (!norm.affine()) {
      return 0;
    }
    long elements = 2;
    for (int axis : norm.axes()) {
      elements = Math.multiplyExact(elements, (long) input.dim(axis));
    }
    return elements;
  }
}
