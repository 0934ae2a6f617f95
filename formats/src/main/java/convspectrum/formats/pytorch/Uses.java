package convspectrum.formats.pytorch;

import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/** Counts the readers of each value of a graph. */
final class Uses {
  private final Map<Node, Integer> counts = new IdentityHashMap<>();
  private final Map<Node, Set<Integer>> readers = new IdentityHashMap<>();
  private final Set<Node> outputs = Collections.newSetFromMap(new IdentityHashMap<>());

  Uses(Graph graph) {
    outputs.addAll(graph.outputs());
    for (Node node : graph.nodes()) {
      for (Node input : node.inputs()) {
        counts.merge(input, 1, Integer::sum);
        readers.computeIfAbsent(input, _ -> new HashSet<>()).add(node.index());
      }
    }
    outputs.forEach(output -> counts.merge(output, 1, Integer::sum));
  }

  /** How often a value is read, as an output of the graph included. */
  int count(Node node) {
    return counts.getOrDefault(node, 0);
  }

  /** Whether a value is read by a node that is not one of {@code group}, or is an output. */
  boolean outside(Node node, Set<Integer> group) {
    return outputs.contains(node) || !group.containsAll(readers.getOrDefault(node, Set.of()));
  }
}
