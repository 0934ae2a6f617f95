package convspectrum.costmodel;

import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import java.util.List;

/**
 * The most activation memory that is live at once when nodes run in the graph's order.
 *
 * <p>A node's output is allocated before any of its inputs is freed (nothing runs in place); a
 * tensor is freed after its last reader. Graph inputs are live from the start to their last reader,
 * outputs to the end. Views share the memory of what they view. Constants and parameters are not
 * activations.
 */
final class PeakMemory {
  private static final int NEVER_FREED = Integer.MAX_VALUE;
  private static final int FREED = -1;

  private final List<Node> nodes;

  /** The node that owns the memory of each node's output. */
  private final int[] owner;

  /** Per owner, the position of the last reader. */
  private final int[] lastRead;

  private PeakMemory(Graph graph) {
    this.nodes = graph.nodes();
    this.owner = new int[nodes.size()];
    this.lastRead = new int[nodes.size()];
    for (int i = 0; i < owner.length; i++) {
      Node node = nodes.get(i);
      owner[i] = MemoryTraffic.isView(node.op()) ? owner[node.inputs().getFirst().index()] : i;
      lastRead[i] = i;
      for (Node input : node.inputs()) {
        lastRead[owner[input.index()]] = i;
      }
    }
    for (Node output : graph.outputs()) {
      lastRead[owner[output.index()]] = NEVER_FREED;
    }
  }

  /** The peak in elements. Finding it takes time and memory that are linear in the graph's size. */
  static long elements(Graph graph) {
    return new PeakMemory(graph).run();
  }

  private long run() {
    long live = 0;
    for (Node node : nodes) {
      if (node.op() instanceof Op.Input) {
        live = Math.addExact(live, node.shape().elements());
      }
    }
    long peak = live;
    for (int i = 0; i < owner.length; i++) {
      Node node = nodes.get(i);
      if (allocates(i) && !(node.op() instanceof Op.Input)) {
        live = Math.addExact(live, node.shape().elements());
        peak = Math.max(peak, live);
      }
      for (Node input : node.inputs()) {
        live -= freed(owner[input.index()], i);
      }
      live -= freed(owner[i], i);
    }
    return peak;
  }

  private boolean allocates(int i) {
    return owner[i] == i && !(nodes.get(i).op() instanceof Op.Constant);
  }

  /**
   * The elements that are freed at {@code step} if the last reader of {@code owner} stands there.
   * They are freed once.
   */
  private long freed(int owner, int step) {
    if (lastRead[owner] != step || !allocates(owner)) {
      return 0;
    }
    lastRead[owner] = FREED;
    return nodes.get(owner).shape().elements();
  }
}
