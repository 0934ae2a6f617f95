package convspectrum.costmodel.convention;

import convspectrum.spec.graph.Node;

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
    return Elements.twice(MultiplyAccumulates.of(node));
  }
}
