package convspectrum.reports.design;

import convspectrum.costmodel.Cost;
import convspectrum.costmodel.GroupCost;
import convspectrum.costmodel.Grouping;
import convspectrum.costmodel.NodeCost;
import convspectrum.reports.cost.CostTable;
import convspectrum.reports.html.DesignChoice;
import convspectrum.reports.html.DesignChoice.Block;
import convspectrum.reports.html.DesignChoice.Detail;
import convspectrum.reports.html.DesignChoice.Goal;
import convspectrum.reports.table.Cell;
import convspectrum.reports.table.Notation;
import convspectrum.search.design.ComparedDesign;
import convspectrum.search.profile.DesignProfile;
import convspectrum.search.profile.LayerTime;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What a page shows of a design that is chosen: its blocks, its layers, how to export it. */
public final class DesignDetails {
  /**
   * Characters of all details together, before they are packed to a tenth or less: so that a page
   * stays small enough to send, and opens a panel at once.
   */
  private static final int ROOM = 4_000_000;

  /** Up to so many layers the diagram has a box for each; beyond, one for each block. */
  private static final int MOST_LAYERS_DRAWN = 12;

  /** Boxes of a diagram at most. */
  private static final int MOST_BOXES = 150;

  private static final Notation COUNT = new Notation.Scaled(4);
  private static final Notation TIME = new Notation.Significant(3);

  private final List<DesignProfile> profiles;
  private final DesignSource source;

  /**
   * Details of designs.
   *
   * @param profiles where the time of some goes
   * @param source where they come from
   */
  public DesignDetails(List<DesignProfile> profiles, DesignSource source) {
    this.profiles = profiles;
    this.source = source;
  }

  /**
   * Details of as many designs as there is room for.
   *
   * @param table name of the table of the designs
   * @param goals the figures of the front that is shown at first
   * @param count how many designs there are
   * @param designs those that matter most first; no more are taken than there is room for
   */
  public DesignChoice of(
      String table, List<Goal> goals, long count, Stream<ComparedDesign> designs) {
    List<Detail> details = new ArrayList<>();
    int used = 0;
    for (Iterator<ComparedDesign> order = designs.iterator(); order.hasNext(); ) {
      Detail detail = detail(order.next());
      used += size(detail);
      if (used > ROOM && !details.isEmpty()) {
        break;
      }
      details.add(detail);
    }
    String limit =
        details.size() == count
            ? ""
            : ("To stay small, this page has the blocks and layers of %d of its %d designs, those"
                    + " recommended first; convspectrum cost prints those of any.")
                .formatted(details.size(), count);
    return new DesignChoice(table, goals, details, limit);
  }

  private static int size(Detail detail) {
    int layers =
        detail.layers().stream().flatMap(List::stream).mapToInt(text -> text.length() + 3).sum();
    int blocks =
        detail.blocks().stream()
            .mapToInt(one -> one.name().length() + one.type().length() + one.about().length() + 90)
            .sum();
    return layers + blocks + detail.yaml().length() + detail.commands().length() + 200;
  }

  private Detail detail(ComparedDesign row) {
    List<DesignProfile> own =
        profiles.stream().filter(one -> one.design().equals(row.evaluatedAs())).toList();
    List<String> heads = new ArrayList<>(List.of("Layer", "Op", "MACs"));
    own.forEach(one -> heads.add(one.times().conditions().runtime() + " (ms)"));
    heads.addAll(List.of("Params", "Traffic", "Output"));
    List<Map<String, String>> times = own.stream().map(DesignDetails::times).toList();
    List<List<String>> layers = new ArrayList<>();
    for (GroupCost layer : row.cost().by(Grouping.LAYER)) {
      Node node = layer.nodes().getFirst();
      List<String> cells = new ArrayList<>();
      cells.add(layer.name());
      cells.add(CostTable.opName(node));
      cells.add(count(layer.cost().macs(), ""));
      times.forEach(byNode -> cells.add(byNode.getOrDefault(layer.name(), Notation.MISSING)));
      cells.add(count(layer.cost().params(), ""));
      cells.add(count(layer.cost().bytes(), "B"));
      cells.add(node.shape().toString());
      layers.add(cells);
    }
    return new Detail(
        row.label(), blocks(row), heads, layers, source.yaml(row), source.commands(row));
  }

  /** By node: the time of the step that begins with it, or which node's step computes it too. */
  private static Map<String, String> times(DesignProfile profile) {
    Map<String, String> byNode = new HashMap<>();
    for (LayerTime step : profile.times().layers()) {
      String first = step.nodes().getFirst();
      byNode.put(first, text(TIME, new Cell.Real(step.ms()), ""));
      step.nodes().stream().skip(1).forEach(node -> byNode.putIfAbsent(node, "in " + first));
    }
    return byNode;
  }

  private static List<Block> blocks(ComparedDesign row) {
    List<GroupCost> layers = row.cost().by(Grouping.LAYER);
    boolean single = layers.size() <= MOST_LAYERS_DRAWN;
    List<GroupCost> groups = single ? layers : row.cost().by(Grouping.BLOCK);
    if (groups.size() > MOST_BOXES) {
      return List.of();
    }
    List<Block> blocks = new ArrayList<>();
    Map<Node, Integer> places = new HashMap<>();
    for (NodeCost input : row.cost().nodes()) {
      if (input.node().op() instanceof Op.Input) {
        places.put(input.node(), blocks.size());
        blocks.add(
            new Block(input.node().name(), "input", input.node().shape().toString(), 0, List.of()));
      }
    }
    int first = blocks.size();
    for (int i = 0; i < groups.size(); i++) {
      for (Node node : groups.get(i).nodes()) {
        places.put(node, first + i);
      }
    }
    for (GroupCost group : groups) {
      blocks.add(block(group, row.cost().total(), places, blocks.size()));
    }
    return blocks;
  }

  private static Block block(GroupCost group, Cost total, Map<Node, Integer> places, int own) {
    Set<Integer> inputs = new HashSet<>();
    for (Node node : group.nodes()) {
      for (Node input : node.inputs()) {
        int place = places.getOrDefault(input, own);
        if (place < own) {
          inputs.add(place);
        }
      }
    }
    Node last = group.nodes().getLast();
    String cost = group.cost().macs() == 0 ? "" : ", " + count(group.cost().macs(), "") + " MACs";
    return new Block(
        group.name(),
        group.nodes().size() == 1 ? type(last) : group.label(),
        last.shape() + cost,
        total.macs() == 0 ? 0 : Math.round(1000.0 * group.cost().macs() / total.macs()) / 1000.0,
        inputs.stream().sorted().toList());
  }

  /** The op, of a convolution with kernel and groups: {@code conv 3×3, 8 groups}. */
  private static String type(Node node) {
    return node.op() instanceof Op.Conv conv
        ? "conv %d×%d%s"
            .formatted(
                conv.window().kernelHeight(),
                conv.window().kernelWidth(),
                conv.groups() == 1 ? "" : ", " + conv.groups() + " groups")
        : CostTable.opName(node);
  }

  private static String count(long value, String unit) {
    return text(COUNT, new Cell.Count(value), unit);
  }

  private static String text(Notation notation, Cell cell, String unit) {
    return notation.format(List.of(cell), unit).getFirst();
  }
}
