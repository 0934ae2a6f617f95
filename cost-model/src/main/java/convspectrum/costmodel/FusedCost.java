package convspectrum.costmodel;

import convspectrum.spec.composite.TransposedConv;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What several nodes cost where a runtime computes them in one go. Their arithmetic is that of all;
 * but a value that only they exchange is neither written nor read, one that several of them read is
 * read once, and a batch norm behind a convolution is part of its weights.
 */
public final class FusedCost {
  private final Map<Node, NodeCost> costs = new HashMap<>();
  private final Map<Node, Set<Node>> readers = new HashMap<>();
  private final Set<Node> outputs;
  private final DataType type;

  /** Makes the costs of steps from those of a counted network's nodes. */
  public FusedCost(NetworkCost network) {
    this.outputs = Set.copyOf(network.graph().outputs());
    this.type = network.options().dataType();
    for (NodeCost cost : network.nodes()) {
      costs.put(cost.node(), cost);
      for (Node input : cost.node().inputs()) {
        readers.computeIfAbsent(input, _ -> new HashSet<>()).add(cost.node());
      }
    }
  }

  /**
   * The cost of {@code group} as one step.
   *
   * @param group nodes of the network; one is allowed
   */
  public Cost of(List<Node> group) {
    if (group.size() == 1) {
      return cost(group.getFirst());
    }
    Set<Node> inside = new HashSet<>(group);
    boolean folds = group.stream().anyMatch(FusedCost::takesNorms);
    Set<Node> read = new HashSet<>();
    long elementsRead = 0;
    long parameters = 0;
    long elementsWritten = 0;
    Cost sum = Cost.ZERO;
    for (Node node : group) {
      sum = sum.plus(cost(node));
      if (!folds || !(node.op() instanceof Op.BatchNorm)) {
        parameters = Math.addExact(parameters, ParameterBytes.read(node, type));
      }
      elementsRead = Math.addExact(elementsRead, fromOutside(node, inside, read));
      if (leaves(node, inside)) {
        elementsWritten = Math.addExact(elementsWritten, MemoryTraffic.written(node));
      }
    }
    return new Cost(
        sum.params(),
        sum.nonTrainableParams(),
        sum.macs(),
        sum.flops(),
        Math.addExact(Math.multiplyExact(elementsRead, (long) type.bytes()), parameters),
        Math.multiplyExact(elementsWritten, (long) type.bytes()),
        elementsWritten);
  }

  /**
   * Whether the value, or a view of it, is an output of the graph or is read outside of the group.
   */
  private boolean leaves(Node node, Set<Node> inside) {
    return outputs.contains(node)
        || readers.getOrDefault(node, Set.of()).stream()
            .anyMatch(reader ->
                !inside.contains(reader)
                    || (MemoryTraffic.isView(reader.op()) && leaves(reader, inside)));
  }

  private static boolean takesNorms(Node node) {
    return node.op() instanceof Op.Conv
        || node.op() instanceof Op.Linear
        || node.op() instanceof TransposedConv;
  }

  /** Elements that a node reads of values made elsewhere and not read before. */
  private static long fromOutside(Node node, Set<Node> inside, Set<Node> read) {
    long elements = 0;
    for (Node input : node.inputs()) {
      if (!inside.contains(input) && read.add(input)) {
        elements = Math.addExact(elements, input.shape().elements());
      }
    }
    // A slice reads a part of its input and a view reads nothing, so a node reads at most what it
    // reads alone.
    return Math.min(elements, MemoryTraffic.read(node));
  }

  private Cost cost(Node node) {
    NodeCost cost = costs.get(node);
    if (cost == null) {
      throw new IllegalArgumentException(node.name() + " is no node of this network");
    }
    return cost.cost();
  }
}
