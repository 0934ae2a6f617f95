package convspectrum.search.profile;

import convspectrum.costmodel.Grouping;
import convspectrum.costmodel.NetworkCost;
import convspectrum.costmodel.NodeCost;
import convspectrum.spec.graph.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Adds up the times of steps by the rows of a cost table. The repetitions of a block are one row:
 * {@code layers[3].repeat[*].body[0]}.
 */
final class GroupedTimes {
  private static final Pattern REPETITION = Pattern.compile("\\.repeat\\[\\d+]");

  private final Grouping grouping;
  private final Map<String, NodeCost> nodes = new HashMap<>();

  GroupedTimes(NetworkCost network, Grouping grouping) {
    this.grouping = grouping;
    network.nodes().forEach(node -> nodes.put(node.node().name(), node));
  }

  private record Key(String name, String label) {}

  List<GroupTime> of(List<LayerTime> layers) {
    Map<Key, List<LayerTime>> rows = new LinkedHashMap<>();
    layers.forEach(layer -> rows.computeIfAbsent(key(layer), _ -> new ArrayList<>()).add(layer));
    List<GroupTime> groups = new ArrayList<>();
    rows.forEach((key, steps) -> groups.add(new GroupTime(key.name(), key.label(), steps)));
    return groups;
  }

  private Key key(LayerTime layer) {
    return main(layer)
        .map(main -> new Key(row(main.node()), grouping.label(main.node())))
        .orElseGet(() -> new Key(layer.op(), GroupTime.INSERTED));
  }

  private String row(Node node) {
    String row = grouping.row(node);
    return grouping == Grouping.BLOCK ? REPETITION.matcher(row).replaceAll(".repeat[*]") : row;
  }

  /** The first of the nodes with most multiply-accumulates. */
  private Optional<NodeCost> main(LayerTime layer) {
    return layer.nodes().stream()
        .map(nodes::get)
        .filter(Objects::nonNull)
        .sorted(Comparator.comparingLong((NodeCost node) -> node.cost().macs()).reversed())
        .findFirst();
  }
}
