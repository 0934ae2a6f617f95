package convspectrum.executor.onednn.plan;

import convspectrum.executor.vector.fuse.FusedUnit;
import convspectrum.executor.vector.fuse.Fusion;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.quantised.QuantisedGraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is computed together in a network of integers: each node alone, but a layer, a sum or a
 * product that hands on real numbers to one activation with this one. A network of real numbers
 * fuses more, because it rounds nothing in between.
 */
final class IntegerUnits {
  private IntegerUnits() {}

  static List<FusedUnit> of(QuantisedGraph network) {
    Map<Node, List<Node>> readers = new HashMap<>();
    Set<Node> outputs = new HashSet<>(network.graph().outputs());
    for (Node node : network.graph().nodes()) {
      node.inputs().forEach(in -> readers.computeIfAbsent(in, _ -> new ArrayList<>()).add(node));
    }
    List<FusedUnit> units = new ArrayList<>();
    Set<Node> taken = new HashSet<>();
    for (Node node : network.graph().nodes()) {
      if (taken.contains(node) || node.op() instanceof Op.Identity) {
        continue;
      }
      List<Node> next = readers.getOrDefault(node, List.of());
      boolean clamped =
          endsWithActivation(node, network)
              && network.scale(node).isEmpty()
              && !outputs.contains(node)
              && next.size() == 1
              && next.getFirst().op() instanceof Op.Activation;
      if (clamped) {
        Node activation = next.getFirst();
        taken.add(activation);
        units.add(
            unit(node, Optional.of((Op.Activation) activation.op()), List.of(node, activation)));
      } else {
        units.add(unit(node, Optional.empty(), List.of(node)));
      }
    }
    return units;
  }

  private static boolean endsWithActivation(Node node, QuantisedGraph network) {
    return network.layer(node).isPresent()
        || node.op() instanceof Op.Add
        || node.op() instanceof Op.Multiply;
  }

  private static FusedUnit unit(Node node, Optional<Op.Activation> activation, List<Node> nodes) {
    List<Node> inputs = node.inputs().stream().map(Fusion::source).toList();
    return new FusedUnit(node, inputs, false, List.of(), Optional.empty(), activation, nodes);
  }
}
