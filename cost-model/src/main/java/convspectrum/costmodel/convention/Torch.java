package convspectrum.costmodel.convention;

import convspectrum.spec.graph.Node;

/**
 * PyTorch's {@code FlopCounterMode}: {@code torch/utils/flop_counter.py}, which has formulas for
 * convolutions and matrix products alone.
 */
record Torch() implements Convention {
  @Override
  public Tool tool() {
    return new Tool(
        "torch", Unit.FLOP, "a MAC is two; bias, norms, activations and pooling are not counted");
  }

  @Override
  public long operations(Node node) {
    return Elements.twice(MultiplyAccumulates.of(node));
  }
}
