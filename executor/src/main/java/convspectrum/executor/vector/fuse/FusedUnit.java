package convspectrum.executor.vector.fuse;

import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import java.util.List;
import java.util.Optional;

/**
 * Nodes that are computed together.
 *
 * @param main the node whose op is the work
 * @param inputs what it reads, past the nodes that were folded in before it
 * @param rectified whether its input goes through max(x, 0) first
 * @param folded batch norms and scales after it, whose factors go into its weights
 * @param added what is added to its result
 * @param activation applied last
 * @param nodes all of them, in order; the value of the last is the unit's
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

  /** The node whose value it computes. */
  public Node result() {
    return nodes.getLast();
  }
}
