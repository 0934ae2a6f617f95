package convspectrum.spec.tensor;

import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import java.util.HashSet;
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
      if (node.op() instanceof Op.Gather gather && same.contains(node.inputs().get(1))) {
        end = Math.min(end, node.inputShape().dim(gather.axis()));
      }
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
}
