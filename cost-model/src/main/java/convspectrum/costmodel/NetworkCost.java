package convspectrum.costmodel;

import convspectrum.costmodel.convention.Convention;
import convspectrum.costmodel.convention.MultiplyAccumulates;
import convspectrum.costmodel.convention.Unit;
import convspectrum.spec.canonical.LiveNodes;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What a graph costs, node by node and in all. For parameters and MACs alone, {@link Totals} is
 * faster.
 *
 * @param graph the graph that was counted: as written, or with batch norms folded
 * @param options how it was counted
 * @param nodes the cost of every node of {@code graph}, inputs included, in execution order
 * @param total their sum
 * @param peakActivationBytes the most activation memory that is live at once in execution order
 */
public record NetworkCost(
    Graph graph, CostOptions options, List<NodeCost> nodes, Cost total, long peakActivationBytes) {
  public NetworkCost {
    nodes = List.copyOf(nodes);
  }

  /**
   * Counts {@code graph}.
   *
   * @throws ArithmeticException beyond 64 bits
   */
  public static NetworkCost of(Graph graph, CostOptions options) {
    Graph counted = options.fold() ? BatchNormFolding.fold(graph) : graph;
    List<NodeCost> nodes = new ArrayList<>(counted.nodes().size());
    Predicate<Node> counts =
        options.convention().countsLiveNodesAlone() ? LiveNodes.of(counted)::contains : _ -> true;
    Cost total = Cost.ZERO;
    for (Node node : counted.nodes()) {
      Cost cost = cost(node, options);
      if (!counts.test(node)) {
        cost = cost.withoutOperations();
      }
      nodes.add(new NodeCost(node, cost));
      total = total.plus(cost);
    }
    long peak = Math.multiplyExact(PeakMemory.elements(counted), (long) options.dataType().bytes());
    return new NetworkCost(counted, options, nodes, total, peak);
  }

  private static Cost cost(Node node, CostOptions options) {
    Convention convention = options.convention();
    long learned = ParameterCount.learned(node);
    long statistics = ParameterCount.runningStatistics(node);
    long operations = convention.operations(node);
    boolean inMacs = convention.unit() == Unit.MAC;
    int width = options.dataType().bytes();
    long written = MemoryTraffic.written(node);
    long values = Math.multiplyExact(MemoryTraffic.read(node), (long) width);
    return new Cost(
        convention.countsRunningStatistics() ? Math.addExact(learned, statistics) : learned,
        statistics,
        inMacs ? operations : MultiplyAccumulates.of(node),
        inMacs ? Math.multiplyExact(2L, operations) : operations,
        Math.addExact(values, ParameterBytes.read(node, options.dataType())),
        Math.multiplyExact(written, (long) width),
        written);
  }

  /** The same graph, counted alike but in bytes of another type. */
  public NetworkCost in(DataType type) {
    return type == options.dataType()
        ? this
        : of(graph, new CostOptions(options.convention(), options.fold(), type));
  }

  /**
   * What the {@linkplain LiveNodes live nodes} cost, by the same convention: of a network without
   * zeros and dead ends, its total.
   *
   * @throws ArithmeticException beyond 64 bits
   */
  public Cost live() {
    LiveNodes live = LiveNodes.of(graph);
    return nodes.stream()
        .filter(node -> live.contains(node.node()))
        .map(NodeCost::cost)
        .reduce(Cost.ZERO, Cost::plus);
  }

  /** The rows of a table, in execution order. The inputs of the graph have no row. */
  public List<GroupCost> by(Grouping grouping) {
    return switch (grouping) {
      case LAYER -> layers();
      case BLOCK, OP -> gathered(grouping);
      case NETWORK ->
          List.of(
              new GroupCost(
                  graph.name(), "network", nodes.stream().map(NodeCost::node).toList(), total));
    };
  }

  private List<GroupCost> layers() {
    List<GroupCost> rows = new ArrayList<>(nodes.size());
    for (NodeCost node : nodes) {
      if (!(node.node().op() instanceof Op.Input)) {
        Node of = node.node();
        rows.add(
            new GroupCost(
                Grouping.LAYER.row(of), Grouping.LAYER.label(of), List.of(of), node.cost()));
      }
    }
    return rows;
  }

  /** A row per key, in the order in which the keys come up. */
  private List<GroupCost> gathered(Grouping grouping) {
    Map<String, List<NodeCost>> byKey = new LinkedHashMap<>();
    for (NodeCost node : nodes) {
      if (!(node.node().op() instanceof Op.Input)) {
        byKey.computeIfAbsent(grouping.row(node.node()), _ -> new ArrayList<>()).add(node);
      }
    }
    List<GroupCost> rows = new ArrayList<>(byKey.size());
    byKey.forEach((name, group) -> rows.add(sum(name, grouping, group)));
    return rows;
  }

  private static GroupCost sum(String name, Grouping grouping, List<NodeCost> group) {
    Cost sum = group.stream().map(NodeCost::cost).reduce(Cost.ZERO, Cost::plus);
    List<Node> of = group.stream().map(NodeCost::node).toList();
    return new GroupCost(name, grouping.label(of.getFirst()), of, sum);
  }
}
