package convspectrum.spec.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Builds a {@link Graph} node by node. The shape of each node is inferred when it is added; a node
 * whose shapes do not fit is refused.
 */
public final class GraphBuilder {
  private final String graphName;
  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, Integer> names = new HashMap<>();

  /** A builder of an empty graph. */
  public GraphBuilder(String graphName) {
    this.graphName = graphName;
  }

  /** An input of the graph. */
  public Node input(String name, Shape shape) {
    return input(name, new Op.Input(shape));
  }

  /** An input of the graph, of real numbers or of integers. */
  public Node input(String name, Op.Input input) {
    return add(name, input, List.of(), new Origin(name, "input"));
  }

  /** A node that is a block of its own. */
  public Node add(String name, Op op, Node... inputs) {
    return add(name, op, List.of(inputs), new Origin(name, op.typeName()));
  }

  /**
   * A node made by the block {@code origin}. A name that is taken gets a number behind it.
   *
   * @throws ShapeException where the op cannot take these inputs
   */
  public Node add(String name, Op op, List<Node> inputs, Origin origin) {
    return add(name, op, inputs, origin, Set.of());
  }

  /**
   * A node that shares the parameters of {@code sharedRoles} with earlier nodes.
   *
   * @throws ShapeException where the op cannot take these inputs
   */
  public Node add(String name, Op op, List<Node> inputs, Origin origin, Set<String> sharedRoles) {
    List<Node> copy = List.copyOf(inputs);
    Shape shape = ShapeInference.infer(op, copy);
    Node node =
        new Node(nodes.size(), unique(name), op, copy, shape, origin, Set.copyOf(sharedRoles));
    nodes.add(node);
    return node;
  }

  /** The number of nodes so far. */
  public int size() {
    return nodes.size();
  }

  /** The graph with these outputs. */
  public Graph build(Node... outputs) {
    return new Graph(graphName, nodes, List.of(outputs));
  }

  private String unique(String name) {
    Integer taken = names.putIfAbsent(name, 1);
    if (taken == null) {
      return name;
    }
    String candidate;
    do {
      taken++;
      candidate = name + "_" + taken;
    } while (names.containsKey(candidate));
    names.put(name, taken);
    names.put(candidate, 1);
    return candidate;
  }
}
