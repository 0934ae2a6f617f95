package convspectrum.search.substitution;

import convspectrum.spec.composite.ConvNd;
import convspectrum.spec.composite.TransposedConv;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.graph.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The convolutions of a network that can be cut into segments, and why the others cannot.
 *
 * @param nodes regular convolutions over more than one pixel, in execution order
 * @param others the number of other convolutions, for each reason to leave them as they are
 */
public record SpatialConvolutions(List<Node> nodes, Map<Reason, Integer> others) {
  /** Why a convolution is left as it is. */
  public enum Reason {
    /** It works on single pixels. */
    POINTWISE("1×1"),
    /** Each of its filters reads one channel. */
    DEPTHWISE("depthwise already"),
    /** Its groups are segments. */
    GROUPED("cut into groups already"),
    /**
     * It reads the channels of the input, such as red, green and blue, which are too few to cut.
     */
    STEM("the first, of the input's channels"),
    /** Another convolution has the same weights. */
    TIED("of weights that several share"),
    /** It is over one or three axes, or transposed. */
    OTHER_AXES("over one or three axes, or transposed");

    private final String words;

    Reason(String words) {
      this.words = words;
    }
  }

  public SpatialConvolutions {
    nodes = List.copyOf(nodes);
    others = Map.copyOf(others);
  }

  /** Those of a graph. */
  public static SpatialConvolutions of(Graph graph) {
    Set<Shape> tied = new HashSet<>();
    Map<Node, Boolean> behindProduct = new IdentityHashMap<>();
    for (Node node : graph.nodes()) {
      behindProduct.put(
          node,
          node.inputs().stream()
              .anyMatch(input -> computes(input) || behindProduct.getOrDefault(input, false)));
      if (node.sharedRoles().contains(ParameterSlot.WEIGHT)) {
        tied.add(weight(node));
      }
    }
    List<Node> found = new ArrayList<>();
    Map<Reason, Integer> others = new TreeMap<>();
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Op.Conv conv) {
        reason(node, conv, behindProduct.getOrDefault(node, false), tied)
            .ifPresentOrElse(
                reason -> others.merge(reason, 1, Integer::sum), () -> found.add(node));
      } else if (node.op() instanceof ConvNd || node.op() instanceof TransposedConv) {
        others.merge(Reason.OTHER_AXES, 1, Integer::sum);
      }
    }
    return new SpatialConvolutions(found, others);
  }

  private static Optional<Reason> reason(
      Node node, Op.Conv conv, boolean behindProduct, Set<Shape> tied) {
    if (conv.window().taps() == 1) {
      return Optional.of(Reason.POINTWISE);
    }
    if (conv.groups() > 1) {
      return Optional.of(
          conv.groups() == node.inputShape().channels() ? Reason.DEPTHWISE : Reason.GROUPED);
    }
    if (!behindProduct || node.inputShape().channels() == 1) {
      return Optional.of(Reason.STEM);
    }
    return tied.contains(weight(node)) ? Optional.of(Reason.TIED) : Optional.empty();
  }

  private static boolean computes(Node node) {
    return node.op() instanceof Op.Product
        || (node.op() instanceof Op.Composite composite
            && composite.macs(node.inputs().stream().map(Node::shape).toList()) > 0);
  }

  private static Shape weight(Node node) {
    return node.parameters().getFirst().shape();
  }

  /** How many convolutions there are, and what they are, in one sentence. */
  public String sentence() {
    int all = nodes.size() + others.values().stream().mapToInt(Integer::intValue).sum();
    if (all == 0) {
      return "It has no convolution.";
    }
    List<String> parts = new ArrayList<>();
    if (!nodes.isEmpty()) {
      parts.add(nodes.size() + (nodes.size() == 1 ? " is" : " are") + " regular and spatial");
    }
    new TreeMap<>(others)
        .forEach(
            (reason, count) -> parts.add(count + (count == 1 ? " is " : " are ") + reason.words));
    String what = String.join("; ", parts);
    return nodes.isEmpty()
        ? "Nothing is left to cut into segments: of %d convolution%s %s."
            .formatted(all, all == 1 ? "" : "s", what)
        : "Of %d convolution%s %s.".formatted(all, all == 1 ? "" : "s", what);
  }
}
