package convspectrum.costmodel.convention;

import convspectrum.spec.graph.Node;

/**
 * The figures of papers and of torchvision's model table: a multiply-accumulate of a convolution,
 * linear layer or product of two activations is one, everything else nothing. ResNet-50 at 224×224
 * is 4,089,184,256.
 */
record Paper() implements Convention {
  @Override
  public Tool tool() {
    return new Tool("paper", Unit.MAC, "bias, norms, activations and pooling are not counted");
  }

  @Override
  public long operations(Node node) {
    return MultiplyAccumulates.of(node);
  }
}
