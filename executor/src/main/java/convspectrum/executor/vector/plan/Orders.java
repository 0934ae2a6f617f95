package convspectrum.executor.vector.plan;

import convspectrum.executor.vector.code.Lanes;
import convspectrum.executor.vector.fuse.FusedUnit;
import convspectrum.executor.vector.fuse.Fusion;
import convspectrum.executor.vector.layout.ChannelOrder;
import convspectrum.spec.composite.TransposedConv;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses the channel order of every feature map. Values that are added, or made from each other
 * channel by channel, share an order. Grouped convolutions require an order, and a dense
 * convolution before them provides it at no cost, since its weights are packed for any order. Where
 * the required order is not available, the value is copied.
 */
final class Orders {
  private final Lanes lanes;
  private final Set<Node> maps;
  private final int[] parent;
  private final Map<Integer, ChannelOrder> wanted = new HashMap<>();
  private final Map<Integer, Node> derived = new HashMap<>();
  private final Map<Integer, ChannelOrder> chosen = new HashMap<>();
  private final Set<Integer> open = new HashSet<>();

  Orders(List<FusedUnit> units, Set<Node> maps, int nodes, Lanes lanes) {
    this.lanes = lanes;
    this.maps = maps;
    this.parent = new int[nodes];
    for (int i = 0; i < nodes; i++) {
      parent[i] = i;
    }
    units.forEach(this::link);
    units.forEach(this::request);
  }

  /** Returns the order of a node's value. */
  ChannelOrder of(Node node) {
    int root = find(node.index());
    ChannelOrder known = chosen.get(root);
    if (known != null) {
      return known;
    }
    ChannelOrder order = choose(root, node);
    chosen.put(root, order);
    return order;
  }

  private ChannelOrder choose(int root, Node node) {
    ChannelOrder asked = wanted.get(root);
    if (asked != null) {
      return asked;
    }
    Node maker = derived.get(root);
    if (maker != null && open.add(root)) {
      Optional<ChannelOrder> order = derive(maker);
      if (order.isPresent()) {
        return order.get();
      }
    }
    return ChannelOrder.natural(node.shape().channels());
  }

  /** Returns the order that a value has if no data is moved; empty if the op requires none. */
  Optional<ChannelOrder> derive(Node node) {
    return switch (node.op()) {
      case Op.Concat(int axis) when axis == 1 ->
          Optional.of(
              ChannelOrder.joined(
                  node.inputs().stream().map(Fusion::source).map(this::of).toList(), lanes));
      case Op.Slice slice when slice.axis() == 1 ->
          Optional.of(input(node).range(slice.start(), slice.end()));
      case Op.ChannelShuffle shuffle ->
          Optional.of(input(node).permuted(shuffled(node.shape().channels(), shuffle.groups())));
      default -> Optional.empty();
    };
  }

  private ChannelOrder input(Node node) {
    return of(Fusion.source(node.inputs().getFirst()));
  }

  /** (g, c/g) read as (c/g, g): output channel i·g + j is input channel j·(c/g) + i. */
  private static int[] shuffled(int channels, int groups) {
    int[] from = new int[channels];
    int perGroup = channels / groups;
    for (int c = 0; c < channels; c++) {
      from[c] = c % groups * perGroup + c / groups;
    }
    return from;
  }

  private void link(FusedUnit unit) {
    if (!maps.contains(unit.result())) {
      return;
    }
    unit.added().ifPresent(other -> join(other, unit.result()));
    boolean channelByChannel =
        switch (unit.main().op()) {
          case Op.Conv _ -> Fusion.depthwise(unit.main());
          case Op.Composite composite when composite instanceof TransposedConv ->
              Fusion.depthwise(convolution(unit.main()));
          case Op.BatchNorm _,
              Op.Resampling _,
              Op.Activation _,
              Op.Scale _,
              Op.ChannelScale _,
              Op.Add _,
              Op.Multiply _,
              Op.Binary _,
              Op.Reduce _ ->
              true;
          default -> false;
        };
    if (channelByChannel) {
      unit.inputs().stream().filter(maps::contains).forEach(input -> join(input, unit.result()));
    }
  }

  private void request(FusedUnit unit) {
    Node node = unit.main();
    if (!maps.contains(unit.result())) {
      return;
    }
    if (node.op() instanceof Op.Conv || node.op() instanceof TransposedConv) {
      Node like = convolution(node);
      Convolution kind = Convolution.of(like, lanes);
      kind.inputOrder(like, lanes).ifPresent(order -> ask(unit.inputs().getFirst(), order));
      kind.outputOrder((Op.Conv) like.op(), lanes).ifPresent(order -> ask(unit.result(), order));
    } else if (node.op() instanceof Op.Concat
        || node.op() instanceof Op.Slice
        || node.op() instanceof Op.ChannelShuffle) {
      derived.putIfAbsent(find(unit.result().index()), node);
    }
  }

  private static Node convolution(Node node) {
    return node.op() instanceof TransposedConv ? TransposedPlanner.asConvolution(node) : node;
  }

  private void ask(Node node, ChannelOrder order) {
    if (maps.contains(node)) {
      wanted.putIfAbsent(find(node.index()), order);
    }
  }

  private void join(Node a, Node b) {
    if (a.shape().channels() == b.shape().channels() && maps.contains(a)) {
      parent[find(a.index())] = find(b.index());
    }
  }

  private int find(int index) {
    int root = index;
    while (parent[root] != root) {
      parent[root] = parent[parent[root]];
      root = parent[root];
    }
    return root;
  }
}
