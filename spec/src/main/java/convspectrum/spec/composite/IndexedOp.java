package convspectrum.spec.composite;

import convspectrum.spec.composite.definition.Definition;
import convspectrum.spec.graph.Node;
import java.util.List;

/**
 * An op in which the values of an input decide how many places are read or written: the pixels of a
 * box, the boxes that stay, indices that may repeat. No graph of primitive ops does that, so there
 * is no definition. The runtimes {@code reference} and {@code onnxruntime} compute these ops
 * directly, and other runtimes refuse them.
 */
public sealed interface IndexedOp extends UncountedOp
    permits NonMaxSuppression, RoiAlign, RoiPool, Scatter {
  /** Is never asked for: whoever expands a graph keeps these ops, or refuses it. */
  @Override
  default Node define(List<Node> inputs, Definition parts) {
    throw new IllegalStateException(typeName() + " has no definition by primitive ops");
  }
}
