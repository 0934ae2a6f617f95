package convspectrum.spec.quantised;

import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.tensor.Weights;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A graph of which most ops compute with 8-bit integers.
 *
 * <p>A node that has a scale hands its value on as integers: every reader reads what these stand
 * for. A node without one hands on real numbers. So a convolution whose only reader is a ReLU has
 * no scale, and the ReLU behind it has one: convolution, ReLU and rounding are one step. An op that
 * has no integer form reads and gives real numbers.
 *
 * @param graph the graph, with batch norms folded into the layers before them
 * @param weights its weights as real numbers; layers that have integers compute with those
 * @param values the scale of each value that is stored as integers, by the name of its node
 * @param layers the integers of each layer that adds products of integers, by its name. The input
 *     of such a layer has a scale
 */
public record QuantisedGraph(
    Graph graph,
    Weights weights,
    Map<String, ValueScale> values,
    Map<String, LayerIntegers> layers) {
  public QuantisedGraph {
    values = Map.copyOf(values);
    layers = Map.copyOf(layers);
    for (Node node : graph.nodes()) {
      if (layers.containsKey(node.name()) && !values.containsKey(node.inputs().getFirst().name())) {
        throw new IllegalArgumentException(
            node.name() + " adds products of integers, but its input has no scale");
      }
    }
  }

  /** How the value of a node is stored as integers; empty where it is real. */
  public Optional<ValueScale> scale(Node node) {
    return Optional.ofNullable(values.get(node.name()));
  }

  /** The integers of a layer; empty where it computes with real numbers. */
  public Optional<LayerIntegers> layer(Node node) {
    return Optional.ofNullable(layers.get(node.name()));
  }

  /**
   * The ops that compute with real numbers, in execution order: those that have no integer form, or
   * whose operands do not allow it.
   */
  public List<Node> realOps() {
    return graph.nodes().stream()
        .filter(node -> Int8Form.of(node.op()) != Int8Form.SOURCE && !isInteger(node))
        .toList();
  }

  private boolean isInteger(Node node) {
    return switch (Int8Form.of(node.op())) {
      case SUMS -> layer(node).isPresent();
      case VALUES -> node.inputs().stream().allMatch(input -> scale(input).isPresent());
      case CLAMP, SAME -> scale(node).isPresent();
      case SOURCE, NONE -> false;
    };
  }
}
