package convspectrum.costmodel;

import convspectrum.costmodel.convention.MultiplyAccumulates;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import java.util.List;

/**
 * Parameters and MACs of a whole graph in the {@code paper} convention, unfolded: the same figures
 * as {@link NetworkCost}'s total, without a record per node. It serves sweeps over millions of
 * designs.
 *
 * @param params learned values
 * @param macs multiply-accumulates of convolutions, linear layers and matrix products
 */
public record Totals(long params, long macs) {
  /**
   * Counts {@code graph}.
   *
   * @throws ArithmeticException beyond 64 bits
   */
  public static Totals of(Graph graph) {
    long params = 0;
    long macs = 0;
    List<Node> nodes = graph.nodes();
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      params = Math.addExact(params, ParameterCount.learned(node));
      macs = Math.addExact(macs, MultiplyAccumulates.of(node));
    }
    return new Totals(params, macs);
  }

  /** The FLOPs: two for each MAC. */
  public long flops() {
    return Math.multiplyExact(2L, macs);
  }
}
