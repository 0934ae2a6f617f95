package convspectrum.spec.graph;

import java.util.List;

/**
 * A directed acyclic graph of ops with inferred shapes, as written: nothing is simplified.
 *
 * @param name what to call it in tables
 * @param nodes all nodes in execution order, inputs included
 * @param outputs the nodes whose values leave the graph, at least one
 */
public record Graph(String name, List<Node> nodes, List<Node> outputs) {
  public Graph {
    nodes = List.copyOf(nodes);
    outputs = List.copyOf(outputs);
    if (outputs.isEmpty()) {
      throw new IllegalArgumentException("graph " + name + " has no output");
    }
  }

  /** The input nodes, in order. */
  public List<Node> inputs() {
    return nodes.stream().filter(node -> node.op() instanceof Op.Input).toList();
  }

  /** The same graph under another name. */
  public Graph named(String newName) {
    return new Graph(newName, nodes, outputs);
  }
}
