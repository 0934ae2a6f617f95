package convspectrum.reports.annotate;

import convspectrum.formats.onnx.read.ModelListing;
import convspectrum.spec.graph.Node;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * Which node of an ONNX file each node of a graph belongs to.
 *
 * @param owner name of the file's node, or that of its first output where it has no name
 * @param others what is said of a node of the file that no node of the graph belongs to: of its
 *     name and of the name of the node that it is a part of, which may be empty
 */
public record NodeOwners(Function<Node, String> owner, BinaryOperator<String> others) {
  /**
   * Those of a file that is written for the graph: nodes have the same names, and some of the graph
   * are several in the file.
   */
  public static NodeOwners exported() {
    return new NodeOwners(
        Node::name,
        (_, whole) -> whole.isEmpty() ? "" : "a part of " + whole + ", which has the figures");
  }

  /**
   * Those of a file that the graph was read from. The nodes of functions and branches belong to the
   * node that calls them.
   *
   * @param partial whether some nodes of the file were not understood
   * @throws RuntimeException if it is no longer a model, as reading it does
   */
  public static NodeOwners of(Path file, boolean partial) {
    Set<String> names = new HashSet<>();
    for (ModelListing.ListedNode node : ModelListing.read(file).nodes()) {
      names.add(
          node.name().isEmpty() && !node.outputs().isEmpty()
              ? node.outputs().getFirst()
              : node.name());
    }
    String why =
        "no figures: it is constant, or hands on what it gets"
            + (partial ? ", or is not understood" : "");
    return new NodeOwners(node -> owner(node.origin().path(), names), (_, _) -> why);
  }

  private static String owner(String path, Set<String> names) {
    String candidate = path;
    while (!names.contains(candidate) && candidate.lastIndexOf('/') > 0) {
      candidate = candidate.substring(0, candidate.lastIndexOf('/'));
    }
    return candidate;
  }
}
