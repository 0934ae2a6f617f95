package convspectrum.spec.tensor;

import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Which integers an input may hold: ids of rows, where it says which rows of a table to take. */
public final class AllowedIntegers {
  /** Masks and kinds of tokens are 0 or 1. */
  private static final int WITHOUT_TABLE = 2;

  private AllowedIntegers() {}

  /** The end, exclusive, of the integers from 0 on that an input may well hold. */
  static int end(Graph graph, Node input) {
    return places(graph, input).orElse(WITHOUT_TABLE);
  }

  /** The size of the smallest axis along which an input names places; empty if it names none. */
  public static OptionalInt places(Graph graph, Node input) {
    Set<Node> same = new HashSet<>();
    same.add(input);
    int end = Integer.MAX_VALUE;
    for (Node node : graph.nodes()) {
      end = Math.min(end, places(node, same));
      // What only moves elements passes them on.
      if (node.op() instanceof Op.Movement && node.inputs().stream().anyMatch(same::contains)) {
        boolean places = node.op() instanceof Op.Gather && !same.contains(node.inputs().getFirst());
        if (!places) {
          same.add(node);
        }
      }
    }
    return end == Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of(end);
  }

  /** The number of places that a node lets {@code same} choose from, if it does. */
  private static int places(Node node, Set<Node> same) {
    if (node.op() instanceof Op.Gather gather && same.contains(node.inputs().get(1))) {
      return node.inputShape().dim(gather.axis());
    }
    int end = Integer.MAX_VALUE;
    if (node.op() instanceof Op.Composite composite) {
      List<Shape> shapes = node.inputs().stream().map(Node::shape).toList();
      for (int i = 0; i < shapes.size(); i++) {
        if (same.contains(node.inputs().get(i))) {
          end = Math.min(end, composite.places(i, shapes).orElse(end));
        }
      }
    }
    return end;
  }
}
