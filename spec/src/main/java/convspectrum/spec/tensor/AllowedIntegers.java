package convspectrum.spec.tensor;

import convspectrum.spec.composite.RoiAlign;
import convspectrum.spec.composite.Scatter;
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

  /**
   * The number of places that a node lets {@code same} choose from; the largest int if it does not.
   */
  private static int places(Node node, Set<Node> same) {
    return switch (node.op()) {
      case Op.Gather gather when same.contains(node.inputs().get(1)) ->
          node.inputShape().dim(gather.axis());
      case RoiAlign _ when same.contains(node.inputs().get(2)) -> node.inputShape().batch();
      case Scatter scatter when same.contains(node.inputs().get(1)) ->
          scatter.places(node.inputShape(), node.inputs().get(1).shape());
      default -> Integer.MAX_VALUE;
    };
  }
}
