package convspectrum.formats.pytorch;

import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Tensors that nodes share, as a file ties them: each counts once, as in the graph.
 *
 * <p>A shared tensor that equals one of an earlier node is that tensor. One that is computed of a
 * learned tensor which no node reads, such as a transposed weight, is learned in its place. Of
 * others, such as the filter of a blur pool, there is nothing to learn: they are buffers.
 */
final class SharedTensors {
  /** A tensor of a node. */
  private record Stored(Node node, ParameterSlot slot) {}

  private final Map<Stored, Stored> tied = new LinkedHashMap<>();
  private final List<Stored> fixed = new ArrayList<>();
  private final Set<Node> replaced = new HashSet<>();

  private SharedTensors() {}

  static SharedTensors of(Graph graph, Weights weights) {
    SharedTensors result = new SharedTensors();
    List<Stored> all = new ArrayList<>();
    Set<Shape> shapes = new HashSet<>();
    for (Node node : graph.nodes()) {
      for (ParameterSlot slot : node.parameters()) {
        all.add(new Stored(node, slot));
        if (isShared(node, slot)) {
          shapes.add(slot.shape());
        }
      }
    }
    if (!shapes.isEmpty()) {
      List<Node> unread = unread(graph);
      Map<Integer, List<Stored>> byContent = new HashMap<>();
      all.stream()
          .filter(stored -> shapes.contains(stored.slot().shape()))
          .forEach(stored -> result.add(stored, weights, byContent, unread));
    }
    return result;
  }

  private static boolean isShared(Node node, ParameterSlot slot) {
    return node.sharedRoles().contains(slot.role());
  }

  private static List<Node> unread(Graph graph) {
    Set<Node> read = new HashSet<>(graph.outputs());
    graph.nodes().forEach(node -> read.addAll(node.inputs()));
    List<Node> unread = new ArrayList<>(graph.nodes());
    unread.removeIf(node ->
        !(node.op() instanceof Op.Constant(_, boolean learned) && learned) || read.contains(node));
    return unread;
  }

  private void add(
      Stored stored, Weights weights, Map<Integer, List<Stored>> byContent, List<Node> unread) {
    float[] values = weights.get(stored.node(), stored.slot()).data();
    List<Stored> alike = byContent.computeIfAbsent(Arrays.hashCode(values), _ -> new ArrayList<>());
    if (!isShared(stored.node(), stored.slot())) {
      alike.add(stored);
      return;
    }
    for (Stored earlier : alike) {
      if (earlier.slot().shape().equals(stored.slot().shape())
          && earlier.slot().trainable() == stored.slot().trainable()
          && Arrays.equals(weights.get(earlier.node(), earlier.slot()).data(), values)) {
        tied.put(stored, earlier);
        return;
      }
    }
    if (!stored.slot().trainable()) {
      return;
    }
    for (Node node : unread) {
      if (node.shape().elements() == stored.slot().shape().elements()) {
        unread.remove(node);
        replaced.add(node);
        alike.add(stored);
        return;
      }
    }
    fixed.add(stored);
  }

  /** Whether another node learns what this one stores, and no node reads it. */
  boolean isReplaced(Node node) {
    return replaced.contains(node);
  }

  /** Whether a constant that could be learned is not. */
  boolean isFixed(Node constant) {
    return fixed.stream().anyMatch(stored -> stored.node().equals(constant));
  }

  /**
   * The end of the constructor of the network, which ties what its modules made; empty where
   * nothing is shared.
   *
   * @param places where a node's module is in the network, or the tensor that a constant is
   * @param values how the tensors of nodes are written
   */
  String text(Function<Node, String> places, StoredValues values) {
    StringBuilder text = new StringBuilder();
    tied.forEach((stored, earlier) ->
        text.append("        %s = %s\n".formatted(place(stored, places), place(earlier, places))));
    for (Stored stored : fixed) {
      if (!(stored.node().op() instanceof Op.Constant)) {
        text.append("        del %s\n".formatted(place(stored, places)));
        text.append(
            "        %s.register_buffer(\"%s\", %s)\n"
                .formatted(
                    places.apply(stored.node()),
                    stored.slot().role(),
                    values.text(stored.node(), stored.slot())));
      }
    }
    return text.toString();
  }

  private static String place(Stored stored, Function<Node, String> places) {
    String place = places.apply(stored.node());
    return stored.node().op() instanceof Op.Constant ? place : place + "." + stored.slot().role();
  }
}
