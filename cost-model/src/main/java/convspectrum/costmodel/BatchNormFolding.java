package convspectrum.costmodel;

import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Folds a batch norm into the convolution or linear layer that it alone reads: y = γ(Wx + b − μ)/σ
 * + β is again a convolution, with weights γW/σ and bias γ(b − μ)/σ + β (Jacob et al., arXiv
 * 1712.05877, section 3.2). Any other batch norm stays: one that follows an addition, or a
 * convolution that is read elsewhere or is an output.
 */
public final class BatchNormFolding {
  private final Graph graph;
  private final int[] readers;
  private final Set<Integer> outputs = new HashSet<>();

  private BatchNormFolding(Graph graph) {
    this.graph = graph;
    this.readers = new int[graph.nodes().size()];
    for (Node node : graph.nodes()) {
      for (Node input : node.inputs()) {
        readers[input.index()]++;
      }
    }
    graph.outputs().forEach(output -> outputs.add(output.index()));
  }

  /** The folded graph; nodes keep their names and origins. */
  public static Graph fold(Graph graph) {
    return new BatchNormFolding(graph).run();
  }

  private Graph run() {
    GraphBuilder builder = new GraphBuilder(graph.name());
    @Nullable Op[] folded = foldedOps();
    Node[] made = new Node[readers.length];
    for (Node node : graph.nodes()) {
      int i = node.index();
      if (absorbed(node)) {
        made[i] = made[node.inputs().getFirst().index()];
        continue;
      }
      List<Node> inputs = new ArrayList<>(node.inputs().size());
      for (Node input : node.inputs()) {
        inputs.add(made[input.index()]);
      }
      Op op = folded[i];
      // A convolution that absorbed a norm has weights of its own, whatever it shared before.
      made[i] =
          op == null
              ? builder.add(node.name(), node.op(), inputs, node.origin(), node.sharedRoles())
              : builder.add(node.name(), op, inputs, node.origin());
    }
    return builder.build(
        graph.outputs().stream().map(output -> made[output.index()]).toArray(Node[]::new));
  }

  /** The op with a bias for every node that absorbs a batch norm. */
  private @Nullable Op[] foldedOps() {
    @Nullable Op[] folded = new Op[readers.length];
    for (Node node : graph.nodes()) {
      if (absorbed(node)) {
        Node before = node.inputs().getFirst();
        folded[before.index()] = withBias(before);
      }
    }
    return folded;
  }

  private boolean absorbed(Node node) {
    if (!(node.op() instanceof Op.BatchNorm)) {
      return false;
    }
    Node before = node.inputs().getFirst();
    return readers[before.index()] == 1
        && !outputs.contains(before.index())
        && withBias(before) != null;
  }

  /**
   * The op with a bias, if a batch norm over its output's axis 1 can be folded into it. A linear
   * layer works on the last axis, which is axis 1 of a matrix only.
   */
  private static @Nullable Op withBias(Node node) {
    return switch (node.op()) {
      case Op.Conv conv -> new Op.Conv(conv.outChannels(), conv.window(), conv.groups(), true);
      case Op.Linear linear ->
          node.shape().rank() == 2 ? new Op.Linear(linear.outFeatures(), true) : null;
      case Op.Composite _,
          Op.Source _,
          Op.Product _,
          Op.Norm _,
          Op.Resampling _,
          Op.Pointwise _,
          Op.Broadcast _,
          Op.Movement _,
          Op.Reduce _ ->
          null;
    };
  }
}
