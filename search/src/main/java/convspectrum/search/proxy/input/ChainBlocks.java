package convspectrum.search.proxy.input;

import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The nodes that end the blocks of a network: feature maps on which all later nodes depend. A spec
 * says which nodes belong to a block; in an imported network, a block ends at an activation, a sum
 * or a concatenation.
 */
public final class ChainBlocks {
  private ChainBlocks() {}

  public static List<Node> of(ScoredGraph scored) {
    Graph graph = scored.graph();
    List<Node> nodes = graph.nodes();
    boolean grouped = areGrouped(nodes);
    List<Node> ends = new ArrayList<>();
    for (Node cut : cuts(graph)) {
      boolean isEnd =
          grouped
              ? cut.index() + 1 == nodes.size()
                  || !nodes.get(cut.index() + 1).origin().path().equals(cut.origin().path())
              : cut.op() instanceof Op.Activation
                  || cut.op() instanceof Op.Add
                  || cut.op() instanceof Op.Concat;
      if (isEnd) {
        ends.add(cut);
      }
    }
    return ends;
  }

  private static boolean areGrouped(List<Node> nodes) {
    Set<String> paths = new HashSet<>();
    return !nodes.stream().allMatch(node -> paths.add(node.origin().path()));
  }

  /** Feature maps of more than one pixel that no edge bypasses. */
  private static List<Node> cuts(Graph graph) {
    int[] lastReader = new int[graph.nodes().size()];
    for (Node node : graph.nodes()) {
      for (Node input : node.inputs()) {
        lastReader[input.index()] = node.index();
      }
    }
    List<Node> cuts = new ArrayList<>();
    int reach = 0;
    for (Node node : graph.nodes()) {
      boolean map = node.shape().rank() == 4 && node.shape().height() * node.shape().width() > 1;
      boolean stored = node.op() instanceof Op.Constant || node.op() instanceof Op.Input;
      if (map && !stored && reach <= node.index() && lastReader[node.index()] > 0) {
        cuts.add(node);
      }
      if (!(node.op() instanceof Op.Constant)) {
        reach = Math.max(reach, lastReader[node.index()]);
      }
    }
    return cuts;
  }
}
