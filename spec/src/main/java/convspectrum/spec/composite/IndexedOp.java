package convspectrum.spec.composite;

import convspectrum.spec.composite.definition.Definition;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.graph.Shape;
import java.util.List;

/**
 * Reads or writes as many places as the values of an input say: those of boxes, of the boxes that
 * stay, of indices that may repeat. No graph of primitive ops does that, so there is no definition;
 * {@code reference} and ONNX Runtime compute these ops directly, and other runtimes refuse them.
 */
public sealed interface IndexedOp extends CompositeOp
    permits NonMaxSuppression, RoiAlign, RoiPool, Scatter {
  /** Stores nothing. */
  @Override
  default List<ParameterSlot> parameters(List<Shape> inputs) {
    return List.of();
  }

  /** Multiplies and accumulates nothing that counts as a product. */
  @Override
  default long macs(List<Shape> inputs) {
    return 0;
  }

  /** Is never asked for: whoever expands a graph keeps these ops, or refuses it. */
  @Override
  default Node define(List<Node> inputs, Definition parts) {
    throw new IllegalStateException(typeName() + " has no definition by primitive ops");
  }
}
