package convspectrum.executor.vector.plan;

import convspectrum.executor.vector.code.Lanes;
import convspectrum.executor.vector.fuse.Fusion;
import convspectrum.executor.vector.layout.ChannelOrder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import java.util.Optional;

/** The ways to compute a convolution. */
enum Convolution {
  /** Output channels in the lanes, inputs one at a time. */
  GEMM,
  /** Each channel by itself. */
  DEPTHWISE,
  /** A group in each lane. */
  INTERLEAVED;

  /**
   * The way that wastes fewest lanes: a group's outputs are rounded up to whole registers by {@link
   * #GEMM}, the number of groups by {@link #INTERLEAVED}.
   */
  static Convolution of(Node node, Lanes lanes) {
    Op.Conv conv = (Op.Conv) node.op();
    if (Fusion.depthwise(node)) {
      return DEPTHWISE;
    }
    if (conv.groups() == 1) {
      return GEMM;
    }
    int outputs = conv.outChannels() / conv.groups();
    double byOutputs = lanes.roundUp(outputs) / (double) outputs;
    double byGroups = lanes.roundUp(conv.groups()) / (double) conv.groups();
    return byGroups <= byOutputs ? INTERLEAVED : GEMM;
  }

  /** The order that the input must have, if it must. */
  Optional<ChannelOrder> inputOrder(Node node, Lanes lanes) {
    Op.Conv conv = (Op.Conv) node.op();
    int inputs = node.inputShape().channels() / conv.groups();
    return this == INTERLEAVED
        ? Optional.of(ChannelOrder.interleaved(conv.groups(), inputs, lanes))
        : Optional.empty();
  }

  /** The order that the output gets, if there is no choice. */
  Optional<ChannelOrder> outputOrder(Op.Conv conv, Lanes lanes) {
    int outputs = conv.outChannels() / conv.groups();
    return switch (this) {
      case INTERLEAVED -> Optional.of(ChannelOrder.interleaved(conv.groups(), outputs, lanes));
      case GEMM ->
          conv.groups() == 1
              ? Optional.empty()
              : Optional.of(ChannelOrder.blocks(conv.groups(), outputs, lanes.roundUp(outputs)));
      case DEPTHWISE -> Optional.empty();
    };
  }
}
