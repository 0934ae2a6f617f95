package convspectrum.costmodel;

import convspectrum.spec.graph.Node;
import java.util.List;

/**
 * What a layer, a block, a type of op or the whole network costs.
 *
 * @param name of the node, path of the block, the op's type, or name of the graph
 * @param label the op's type, the block's type, or {@code network}
 * @param nodes its nodes in execution order
 * @param cost their sum
 */
public record GroupCost(String name, String label, List<Node> nodes, Cost cost) {
  public GroupCost {
    nodes = List.copyOf(nodes);
  }
}
