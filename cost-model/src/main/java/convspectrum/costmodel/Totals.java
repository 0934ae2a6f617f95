package convspectrum.costmodel;

import convspectrum.costmodel.convention.MultiplyAccumulates;
import convspectrum.spec.canonical.LiveNodes;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import java.util.List;
import java.util.function.Predicate;

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
    return sum(graph, _ -> true);
  }

  /**
   * Counts the {@linkplain LiveNodes live nodes} of {@code graph} alone.
   *
   * @throws ArithmeticException beyond 64 bits
   */
  public static Totals live(Graph graph) {
    return sum(graph, LiveNodes.of(graph)::contains);
  }

  private static Totals sum(Graph graph, Predicate<Node> counted) {
    long params = 0;
    long macs = 0;
    List<Node> nodes = graph.nodes();
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      if (counted.test(node)) {
        params = Math.addExact(params, ParameterCount.learned(node));
        macs = Math.addExact(macs, MultiplyAccumulates.of(node));
      }
    }
    return new Totals(params, macs);
  }

  /** The FLOPs: two for each MAC. */
  public long flops() {
    return Math.multiplyExact(2L, macs);
  }
}
