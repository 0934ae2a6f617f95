package convspectrum.search.roofline;

import convspectrum.costmodel.Cost;
import convspectrum.costmodel.FusedCost;
import convspectrum.costmodel.NetworkCost;
import convspectrum.costmodel.NodeCost;
import convspectrum.executor.machine.limits.MachineLimits;
import convspectrum.executor.runtime.NodeTime;
import convspectrum.search.profile.StepNodes;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The least time of a network by the roofline, where each node with multiply-accumulates is fused
 * with the norms, activations and additions behind it, as in runtimes: the sum over such steps of
 * max(work ÷ peak, traffic ÷ bandwidth of the nearest levels that hold the traffic).
 */
public final class FusedRoofline {
  private FusedRoofline() {}

  /** Milliseconds of one pass on this many threads. */
  public static double milliseconds(NetworkCost network, MachineLimits limits, int threads) {
    List<NodeTime> working =
        network.nodes().stream()
            .filter(node -> node.cost().macs() > 0)
            .map(node -> new NodeTime(node.node().name(), "", 0))
            .toList();
    List<List<Node>> steps = new ArrayList<>(StepNodes.of(network, working));
    Set<Node> inside = new HashSet<>();
    steps.forEach(inside::addAll);
    for (NodeCost cost : network.nodes()) {
      Node node = cost.node();
      if (!(node.op() instanceof Op.Input) && !inside.contains(node)) {
        steps.add(List.of(node)); // a node before all multiply-accumulates
      }
    }
    FusedCost costs = new FusedCost(network);
    return steps.stream().mapToDouble(step -> milliseconds(costs.of(step), limits, threads)).sum();
  }

  private static double milliseconds(Cost cost, MachineLimits limits, int threads) {
    return cost.bytes() == 0 ? 0 : 1e3 * limits.roofline(cost.bytes(), threads).of(cost).seconds();
  }
}
