package convspectrum.executor.vector.fuse;

import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import java.util.List;
import java.util.Optional;

/**
 * Nodes that are computed together.
 *
 * @param main the node with the main op
 * @param inputs its inputs, without the nodes that were folded in before it
 * @param rectified whether max(x, 0) is applied to its input first
 * @param folded batch norms and scales after it, whose factors are multiplied into its weights
 * @param added value that is added to its result
 * @param activation function that is applied last
 * @param nodes all nodes, in order; the value of the last one is the unit's value
 */
public record FusedUnit(
    Node main,
    List<Node> inputs,
    boolean rectified,
    List<Node> folded,
    Optional<Node> added,
    Optional<Op.Activation> activation,
    List<Node> nodes) {
  public FusedUnit {
    inputs = List.copyOf(inputs);
    folded = List.copyOf(folded);
    nodes = List.copyOf(nodes);
  }

  /** Returns the node whose value the unit computes. */
  public Node result() {
    return nodes.getLast();
  }
}
