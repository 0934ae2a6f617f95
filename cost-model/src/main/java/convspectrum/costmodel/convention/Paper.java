package convspectrum.costmodel.convention;

import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;

/**
 * The figures of papers and of torchvision's model table: a multiply-accumulate of a convolution,
 * linear layer or product of two activations is one, everything else nothing. ResNet-50 at 224×224
 * is 4,089,184,256.
 */
record Paper() implements Convention {
  @Override
  public String name() {
    return "paper";
  }

  @Override
  public Unit unit() {
    return Unit.MAC;
  }

  @Override
  public String policy() {
    return "bias, norms, activations and pooling are not counted";
  }

  @Override
  public long operations(Node node) {
    return switch (node.op()) {
      case Op.Conv _, Op.Linear _, Op.MatMul _ -> MultiplyAccumulates.of(node);
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
