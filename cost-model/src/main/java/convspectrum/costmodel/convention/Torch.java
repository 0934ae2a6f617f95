package convspectrum.costmodel.convention;

import convspectrum.spec.composite.DeformConv;
import convspectrum.spec.graph.Node;

/**
 * PyTorch's {@code FlopCounterMode}: {@code torch/utils/flop_counter.py}, which has formulas for
 * PyTorch's own convolutions and matrix products alone: the deformable one of torchvision is none.
 */
record Torch() implements Convention {
  @Override
  public Tool tool() {
    return new Tool(
        "torch", Unit.FLOP, "a MAC is two; bias, norms, activations and pooling are not counted");
  }

  @Override
  public long operations(Node node) {
    return node.op() instanceof DeformConv ? 0 : Elements.twice(MultiplyAccumulates.of(node));
  }
}
