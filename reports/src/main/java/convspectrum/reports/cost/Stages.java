package convspectrum.reports.cost;

import convspectrum.costmodel.Cost;
import convspectrum.costmodel.NetworkCost;
import convspectrum.costmodel.NodeCost;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A network cut in stages, as papers draw it: a stage is what works at one downsampling of the
 * input, by halvings, rounded: 147×147 and 149×149 are both half of 299×299. What comes after the
 * last feature map of more than a pixel is the head. A pooled branch that returns to a feature map,
 * as in squeeze-and-excitation, belongs to that map's stage.
 */
final class Stages {
  /** The stage of what has no feature map any more; it comes last. */
  static final int HEAD = Integer.MAX_VALUE;

  private final NetworkCost cost;
  private final Map<Node, Shape> maps = new IdentityHashMap<>();
  private final Map<Integer, List<NodeCost>> byLevel = new TreeMap<>();

  private Stages(NetworkCost cost) {
    this.cost = cost;
  }

  /** The stages of a network, by level, the largest maps first. */
  static Stages of(NetworkCost cost) {
    Stages stages = new Stages(cost);
    Set<Node> returning = stages.returning();
    Shape input = null;
    for (NodeCost counted : cost.nodes()) {
      Node node = counted.node();
      Shape map = stages.map(node, returning);
      if (map != null) {
        stages.maps.put(node, map);
      }
      if (node.op() instanceof Op.Input) {
        input = input == null ? map : input;
      } else {
        int level = map == null || input == null || isPixel(map) ? HEAD : level(input, map);
        stages.byLevel.computeIfAbsent(level, _ -> new ArrayList<>()).add(counted);
      }
    }
    return stages;
  }

  /** The levels that have nodes, ascending: halvings of the input's side. */
  Set<Integer> levels() {
    return byLevel.keySet();
  }

  /** What a stage costs. */
  Cost cost(int level) {
    return nodes(level).stream().map(NodeCost::cost).reduce(Cost.ZERO, Cost::plus);
  }

  /** Convolutions, linear layers and matrix products of a stage. */
  long layers(int level) {
    return nodes(level).stream().filter(Stages::isLayer).count();
  }

  /** The sizes of a stage's maps, in execution order: {@code 149x149, 147x147}. */
  String sizes(int level) {
    if (level == HEAD) {
      return "";
    }
    Set<String> sizes = new LinkedHashSet<>();
    for (NodeCost node : nodes(level)) {
      Shape map = maps.get(node.node());
      if (map != null) {
        sizes.add(map.dim(0) + "x" + map.dim(1));
      }
    }
    return String.join(", ", sizes);
  }

  private List<NodeCost> nodes(int level) {
    return byLevel.getOrDefault(level, List.of());
  }

  /** {@code 1/8}, {@code head}; {@code 2/1} of what is larger than the input. */
  static String name(int level) {
    if (level == HEAD) {
      return "head";
    }
    return level < 0 ? (1L << -level) + "/1" : "1/" + (1L << level);
  }

  private static boolean isLayer(NodeCost node) {
    Op op = node.node().op();
    return op instanceof Op.Product || (op instanceof Op.Composite && node.cost().macs() > 0);
  }

  private static boolean isPixel(Shape map) {
    return map.elements() == 1;
  }

  private static int level(Shape input, Shape map) {
    double areas = (double) input.elements() / map.elements();
    return (int) Math.round(Math.log(areas) / Math.log(2) / 2);
  }

  /** Nodes that feed a feature map of more than one pixel. */
  private Set<Node> returning() {
    Set<Node> returning = java.util.Collections.newSetFromMap(new IdentityHashMap<>());
    for (NodeCost counted : cost.nodes().reversed()) {
      Node node = counted.node();
      if (isMap(node) || returning.contains(node)) {
        returning.addAll(node.inputs());
      }
    }
    return returning;
  }

  private static boolean isMap(Node node) {
    return node.shape().rank() == 4 && node.shape().dim(2) * (long) node.shape().dim(3) > 1;
  }

  /**
   * Height and width that a node works at; null where it has none. Only what moves a window, or
   * cuts or resizes a map, changes them: a transposed or flattened map is still that map.
   */
  private @Nullable Shape map(Node node, Set<Node> returning) {
    Shape own =
        switch (node.op()) {
          case Op.Composite _, Op.Input _, Op.Conv _, Op.Resampling _, Op.Pad _ -> spatial(node);
          case Op.Constant _,
              Op.Linear _,
              Op.MatMul _,
              Op.Norm _,
              Op.Pointwise _,
              Op.Broadcast _,
              Op.Concat _,
              Op.Slice _,
              Op.ChannelShuffle _,
              Op.Transpose _,
              Op.Gather _,
              Op.Zero _,
              Op.View _ ->
              null;
          case Op.Reduce(_, List<Integer> axes) ->
              // A mean over height and width is a global pool.
              axes.contains(2) && axes.contains(3) ? spatial(node) : null;
        };
    boolean input = node.op() instanceof Op.Input;
    boolean pooled = own != null && isPixel(own) && returning.contains(node) && !input;
    return own == null || pooled ? inherited(node) : own;
  }

  private static @Nullable Shape spatial(Node node) {
    Shape shape = node.shape();
    return shape.rank() == 4 ? Shape.of(shape.height(), shape.width()) : null;
  }

  /** Of the largest map that it reads: a gate of one pixel does not make its product one pixel. */
  private @Nullable Shape inherited(Node node) {
    Shape largest = null;
    for (Node input : node.inputs()) {
      Shape map = maps.get(input);
      if (map != null && (largest == null || map.elements() > largest.elements())) {
        largest = map;
      }
    }
    return largest;
  }
}
