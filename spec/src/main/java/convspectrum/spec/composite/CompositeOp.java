package convspectrum.spec.composite;

import convspectrum.spec.composite.definition.Definition;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.graph.Shape;
import java.util.List;

/**
 * All composite ops. A consumer that treats some of them in a way of its own switches over this
 * interface without a {@code default}; all others go by {@link Op.Composite} alone.
 */
public sealed interface CompositeOp extends Op.Composite
    permits AffineGrid,
        Attention,
        ConvNd,
        DeformConv,
        Recorded,
        Recurrent,
        TransposedConv,
        UncountedOp {
  /** The composite op of a node. */
  static CompositeOp of(Op.Composite composite) {
    return (CompositeOp) composite;
  }

  /** Stores nothing, unless the op says otherwise. */
  @Override
  default List<ParameterSlot> parameters(List<Shape> inputs) {
    return List.of();
  }

  /**
   * Writes the op as primitive ones.
   *
   * @param inputs the nodes that it reads
   * @param parts where the primitive ops go
   * @return the node that has its value, of the op's shape
   */
  Node define(List<Node> inputs, Definition parts);
}
