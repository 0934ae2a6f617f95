package convspectrum.search.proxy.input;

import convspectrum.costmodel.Totals;
import convspectrum.spec.canonical.LiveNodes;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;

/** The counts of the trivial proxies: for one sample, by the convention of papers. */
public final class CostCounts {
  private CostCounts() {}

  /** Of the network as written. */
  public static Totals of(ScoredNetwork network) {
    return Totals.of(network.single());
  }

  /** Of the nodes that lie on a path from the input to the output. */
  public static Totals live(ScoredNetwork network) {
    return Totals.live(network.single());
  }

  /** The number of values that pass an activation, of live nodes. */
  public static long liveUnits(ScoredNetwork network) {
    Graph graph = network.single();
    LiveNodes live = LiveNodes.of(graph);
    long units = 0;
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Op.Activation activation
          && ActivationCodes.counts(activation, ActivationCodes.ACTIVATIONS)
          && live.contains(node)) {
        units = Math.addExact(units, node.shape().elements());
      }
    }
    return units;
  }
}
