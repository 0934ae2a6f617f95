package convspectrum.spec.written;

import convspectrum.spec.composite.Expansion;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.tensor.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes a graph as a spec: a block for each node, or for each part of an op that a file has as one
 * and the language has blocks for the parts of, wired by name where a node reads another than the
 * one before. The network that the spec denotes has the nodes, shapes and parameters of the graph;
 * its weights are not in a spec.
 */
public final class GraphDocument {
  private final Graph graph;
  private final OpenGroups open;
  private final Set<Node> needed = new HashSet<>();
  private final Map<Node, String> names = new HashMap<>();

  private GraphDocument(Graph graph, OpenGroups open) {
    this.graph = graph;
    this.open = open;
  }

  /**
   * The spec's text.
   *
   * @throws NoBlockException where the language has no block for a node, or the network has more
   *     than one input or output
   */
  public static String of(Graph graph) {
    GraphDocument document = document(graph, OpenGroups.NONE);
    return document.head() + "layers:\n" + document.layers("  ");
  }

  /**
   * The text of a spec that leaves groups of some convolutions open, beside the network that these
   * are to be compared with.
   *
   * @param original the network with which a sweep of the parameters is compared
   * @throws NoBlockException as for one graph
   */
  public static String of(Graph graph, OpenGroups open, Graph original) {
    GraphDocument document = document(graph, open);
    return document.head()
        + open.head()
        + "references:\n  original:\n"
        + document(original, OpenGroups.NONE).layers("    ")
        + "baseline: original\nlayers:\n"
        + document.layers("  ");
  }

  private static GraphDocument document(Graph graph, OpenGroups open) {
    if (graph.inputs().size() != 1 || graph.outputs().size() != 1) {
      throw new NoBlockException(
          "%d inputs and %d outputs; a spec has one of each"
              .formatted(graph.inputs().size(), graph.outputs().size()));
    }
    if (graph.inputs().getFirst().op() instanceof Op.Input input && input.integers()) {
      throw new NoBlockException("an input of integers; that of a spec is real");
    }
    Weights none =
        (node, _) -> {
          throw new IllegalStateException(node + " is asked for weights, which no spec has");
        };
    return new GraphDocument(Expansion.of(graph, none, Blocks::isKept).graph(), open);
  }

  private String head() {
    return "name: "
        + quoted(graph.name())
        + "\ninput: "
        + Arrays.toString(graph.inputs().getFirst().shape().toArray())
        + "\n";
  }

  private String layers(String indent) {
    List<Node> nodes = nodes();
    requireBlocks(nodes);
    StringBuilder text = new StringBuilder();
    Node before = graph.inputs().getFirst();
    names.put(before, "input");
    Set<Node> named = named(nodes);
    for (Node node : nodes) {
      text.append(indent).append("- {").append(block(node));
      if (!node.inputs().equals(List.of(before))) {
        text.append(", from: ").append(from(node));
      }
      if (named.contains(node)) {
        String name = "n" + node.index();
        names.put(node, name);
        text.append(", as: ").append(name);
      }
      text.append("}\n");
      before = node;
    }
    return text.toString();
  }

  private String block(Node node) {
    return open.groups(node)
        .map(groups -> Blocks.conv((Op.Conv) node.op(), quoted(groups)))
        .orElseGet(() -> Blocks.of(node).orElseThrow());
  }

  /** The nodes that the output depends on, without the input. */
  private List<Node> nodes() {
    List<Node> open = new ArrayList<>(graph.outputs());
    while (!open.isEmpty()) {
      Node node = open.removeLast();
      if (needed.add(node)) {
        open.addAll(node.inputs());
      }
    }
    return graph.nodes().stream()
        .filter(node -> needed.contains(node) && !(node.op() instanceof Op.Input))
        .toList();
  }

  private static void requireBlocks(List<Node> nodes) {
    List<Node> without = nodes.stream().filter(node -> Blocks.of(node).isEmpty()).toList();
    if (nodes.isEmpty()) {
      throw new NoBlockException("no layer");
    }
    if (!without.isEmpty()) {
      Node first = without.getFirst();
      throw new NoBlockException(
          "the spec language has no block for node '%s' (%s of %s); it has blocks for %d of %d nodes, not: %s"
              .formatted(
                  first.name(),
                  first.op().typeName(),
                  first.inputs().isEmpty() ? first.shape() : first.inputShape(),
                  nodes.size() - without.size(),
                  nodes.size(),
                  without.stream()
                      .map(node -> node.op().typeName())
                      .distinct()
                      .sorted()
                      .collect(Collectors.joining(", "))));
    }
  }

  /** The nodes that another node reads than the one behind them. */
  private Set<Node> named(List<Node> nodes) {
    Set<Node> named = new HashSet<>();
    Node before = graph.inputs().getFirst();
    for (Node node : nodes) {
      if (!node.inputs().equals(List.of(before))) {
        named.addAll(node.inputs());
      }
      before = node;
    }
    return named;
  }

  private String from(Node node) {
    List<String> read = node.inputs().stream().map(names::get).toList();
    return read.size() == 1 ? read.getFirst() : "[" + String.join(", ", read) + "]";
  }

  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(c -> {
          if (c == '"' || c == '\\') {
            quoted.append('\\').appendCodePoint(c);
          } else if (c < ' ' || c == 0x7f || (c >= 0x80 && c < 0xa0) || c > 0xd7ff) {
            quoted.append(c > 0xffff ? "\\U%08x".formatted(c) : "\\u%04x".formatted(c));
          } else {
            quoted.appendCodePoint(c);
          }
        });
    return quoted.append('"').toString();
  }
}
