package convspectrum.formats.sharing;

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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What becomes of the tensors that nodes share, so that each counts once in a file, as it does in
 * the graph.
 *
 * <p>A shared tensor that equals one of an earlier node is tied to it. One that is computed of a
 * learned tensor which no node reads, such as a transposed weight, is learned in its place. Of
 * others, such as the filter of a blur pool or a part of a larger tensor, nothing is learned: they
 * are fixed.
 */
public final class SharedTensors {
  private final Map<Stored, Stored> owners = new LinkedHashMap<>();
  private final Set<Stored> fixed = new LinkedHashSet<>();
  private final Set<Node> replaced = new HashSet<>();

  private SharedTensors() {}

  /** A tensor that a node stores. */
  public record Stored(Node node, String role) {}

  /** The shared tensors of a graph; of the weights, those are read whose shape a shared one has. */
  public static SharedTensors of(Graph graph, Weights weights) {
    Set<Shape> shapes = new HashSet<>();
    for (Node node : graph.nodes()) {
      if (!node.sharedRoles().isEmpty()) {
        node.parameters().stream()
            .filter(slot -> isShared(node, slot))
            .forEach(slot -> shapes.add(slot.shape()));
      }
    }
    SharedTensors result = new SharedTensors();
    if (!shapes.isEmpty()) {
      Finding finding = new Finding(result, weights, unread(graph), new HashMap<>());
      for (Node node : graph.nodes()) {
        node.parameters().stream()
            .filter(slot -> shapes.contains(slot.shape()))
            .forEach(slot -> finding.add(node, slot));
      }
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

  /**
   * The way through the nodes.
   *
   * @param unread learned constants that no node reads, and none has replaced yet
   * @param known the tensors so far, by a hash of their values
   */
  private record Finding(
      SharedTensors result,
      Weights weights,
      List<Node> unread,
      Map<Integer, Map<Stored, ParameterSlot>> known) {
    void add(Node node, ParameterSlot slot) {
      Stored stored = new Stored(node, slot.role());
      float[] values = weights.get(node, slot).data();
      Map<Stored, ParameterSlot> alike =
          known.computeIfAbsent(Arrays.hashCode(values), _ -> new LinkedHashMap<>());
      if (!isShared(node, slot)) {
        alike.put(stored, slot);
        return;
      }
      for (Map.Entry<Stored, ParameterSlot> earlier : alike.entrySet()) {
        ParameterSlot other = earlier.getValue();
        if (other.shape().equals(slot.shape())
            && other.trainable() == slot.trainable()
            && Arrays.equals(weights.get(earlier.getKey().node(), other).data(), values)) {
          result.owners.put(stored, earlier.getKey());
          return;
        }
      }
      if (slot.trainable()) {
        if (replaces(slot.shape().elements())) {
          alike.put(stored, slot);
        } else {
          result.fixed.add(stored);
        }
      }
    }

    private boolean replaces(long elements) {
      for (Node node : unread) {
        if (node.shape().elements() == elements) {
          result.replaced.add(node);
          return unread.remove(node);
        }
      }
      return false;
    }
  }

  /** The earlier tensor that a shared one is. */
  public Optional<Stored> owner(Node node, String role) {
    return Optional.ofNullable(owners.get(new Stored(node, role)));
  }

  /** By the shared tensors that are tied, the earlier ones that they are. */
  public Map<Stored, Stored> owners() {
    return owners;
  }

  /** Whether a tensor is not learned although the node could learn it. */
  public boolean isFixed(Node node, String role) {
    return fixed.contains(new Stored(node, role));
  }

  /** The tensors that are not learned although their nodes could learn them. */
  public Set<Stored> fixed() {
    return fixed;
  }

  /** Whether a constant is learned by another node, and read by none: then a file leaves it out. */
  public boolean isReplaced(Node node) {
    return replaced.contains(node);
  }
}
