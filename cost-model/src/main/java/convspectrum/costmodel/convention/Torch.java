package convspectrum.costmodel.convention;

import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;

/**
 * PyTorch's {@code FlopCounterMode}: {@code torch/utils/flop_counter.py}, which has formulas for
 * convolutions and matrix products alone.
 */
record Torch() implements Convention {
  @Override
  public String name() {
    return "torch";
  }

  @Override
  public Unit unit() {
    return Unit.FLOP;
  }

  @Override
  public String policy() {
    return "a MAC is two; bias, norms, activations and pooling are not counted";
  }

  @Override
  public long operations(Node node) {
    return switch (node.op()) {
      case Op.Conv _, Op.Linear _, Op.MatMul _ -> Elements.twice(MultiplyAccumulates.of(node));
      case Op.Input _,
          Op.Constant _,
          Op.BatchNorm _,
          Op.LayerNorm _,
          Op.Activation _,
          Op.Pool _,
          Op.GlobalPool _,
          Op.Add _,
          Op.Multiply _,
          Op.Concat _,
          Op.Slice _,
          Op.ChannelShuffle _,
          Op.Pad _,
          Op.Resize _,
          Op.Softmax _,
          Op.Transpose _,
          Op.Reshape _,
          Op.Scale _,
          Op.ChannelScale _,
          Op.Identity _,
          Op.Zero _,
          Op.Unary _,
          Op.Binary _,
          Op.Where _,
          Op.Reduce _ ->
          0;
    };
  }
}
