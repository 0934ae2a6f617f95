package convspectrum.reports;

import convspectrum.costmodel.CostOptions;
import convspectrum.costmodel.DataType;
import convspectrum.costmodel.NetworkCost;
import convspectrum.costmodel.NodeCost;
import convspectrum.costmodel.convention.Convention;
import convspectrum.costmodel.convention.Unit;
import convspectrum.reports.table.Cell;
import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.Notation;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultColumn;
import convspectrum.reports.table.ResultTable;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Op;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;

/**
 * One network under every convention, and which ops make the difference. A convention's figure is
 * set against {@code paper}'s in its own unit: what a tool that counts FLOPs prints is compared
 * with two per MAC, so that a unit alone is no disagreement.
 */
public final class ConventionTable {
  private static final int NAMED = 4;

  private final Graph graph;
  private final List<Count> counts = new ArrayList<>();

  /**
   * What one tool counts.
   *
   * @param convention the tool
   * @param params what it calls parameters
   * @param operations its figure, in its unit
   * @param paper the figure of {@code paper} in that unit
   * @param excess by op, what it counts beyond {@code paper}; only ops where that is not 0
   */
  private record Count(
      Convention convention, long params, long operations, long paper, Map<String, Long> excess) {
    long difference() {
      return Math.subtractExact(operations, paper);
    }
  }

  private ConventionTable(Graph graph, boolean fold, DataType dataType) {
    NetworkCost paper = NetworkCost.of(graph, new CostOptions(Convention.PAPER, fold, dataType));
    this.graph = paper.graph();
    for (Convention convention : Convention.all()) {
      counts.add(count(paper, NetworkCost.of(graph, new CostOptions(convention, fold, dataType))));
    }
  }

  private static Count count(NetworkCost paper, NetworkCost cost) {
    Convention convention = cost.options().convention();
    Map<String, Long> excess = new TreeMap<>();
    for (int i = 0; i < cost.nodes().size(); i++) {
      NodeCost node = cost.nodes().get(i);
      long expected = figure(convention, paper.nodes().get(i).cost().macs());
      long difference = Math.subtractExact(operations(convention, node), expected);
      excess.merge(CostTable.opName(node.node()), difference, Math::addExact);
    }
    excess.values().removeIf(value -> value == 0);
    long total = 0;
    for (NodeCost node : cost.nodes()) {
      total = Math.addExact(total, operations(convention, node));
    }
    long expected = figure(convention, paper.total().macs());
    return new Count(convention, cost.total().params(), total, expected, excess);
  }

  private static long operations(Convention convention, NodeCost node) {
    return convention.unit() == Unit.MAC ? node.cost().macs() : node.cost().flops();
  }

  /** So many MACs in the convention's unit. */
  private static long figure(Convention convention, long macs) {
    return convention.unit() == Unit.MAC ? macs : Math.multiplyExact(2L, macs);
  }

  /** The table {@code conventions}: a row per convention, {@code paper} first. */
  public static ResultTable of(Graph graph, boolean fold, DataType dataType) {
    return new ConventionTable(graph, fold, dataType).conventions(fold);
  }

  /**
   * The table {@code disagreements}: a row per op that some convention counts otherwise than {@code
   * paper}, with what each counts beyond it (below 0: less), in its own unit. No row where all
   * agree.
   */
  public static ResultTable byOp(Graph graph, boolean fold, DataType dataType) {
    return new ConventionTable(graph, fold, dataType).disagreements(fold);
  }

  private ResultTable conventions(boolean fold) {
    List<ResultColumn> columns = new ArrayList<>();
    columns.add(
        texts("convention", "Convention", "As the tool counts.", c -> c.convention().name()));
    columns.add(
        texts(
            "unit",
            "Unit",
            "What its figure counts.",
            count -> count.convention().unit().name().toLowerCase(Locale.ROOT)));
    columns.add(
        longs("params", Count::params, ColumnDescription.exact("Params", "Its parameters.")));
    columns.add(
        longs(
            "operations",
            Count::operations,
            ColumnDescription.exact("Operations", "Its figure, in its unit.")));
    columns.add(
        longs(
            "difference",
            Count::difference,
            ColumnDescription.exact("Beyond paper", "Less the figure of paper in that unit.")));
    DoubleColumn share = DoubleColumn.create("difference_share");
    counts.forEach(count ->
        share.append(count.paper() == 0 ? 0 : (double) count.difference() / count.paper()));
    columns.add(
        new ResultColumn(
            share,
            ColumnDescription.number(
                "Share", "", new Notation.Percent(1), "The difference, relative to paper.")));
    columns.add(
        texts("because", "Because of", "The ops that make it, largest first.", this::because));
    columns.add(texts("policy", "Policy", "What it counts.", count -> count.convention().policy()));
    int last = columns.size() - 1;
    columns.set(
        last,
        new ResultColumn(columns.get(last).values(), columns.get(last).description().asDetail()));
    return new ResultTable(
        "conventions", graph.name() + " under every convention", columns, notes(fold));
  }

  private ResultTable disagreements(boolean fold) {
    Map<String, Long> nodes = new LinkedHashMap<>();
    graph.nodes().stream()
        .filter(node -> !(node.op() instanceof Op.Input))
        .map(CostTable::opName)
        .filter(op -> counts.stream().anyMatch(count -> count.excess().containsKey(op)))
        .forEach(op -> nodes.merge(op, 1L, Long::sum));
    StringColumn ops = StringColumn.create("op");
    LongColumn numbers = LongColumn.create("nodes");
    nodes.forEach((op, number) -> {
      ops.append(op);
      numbers.append(number);
    });
    List<ResultColumn> columns = new ArrayList<>();
    columns.add(new ResultColumn(ops, ColumnDescription.text("Op", "The operation.")));
    columns.add(new ResultColumn(numbers, ColumnDescription.plain("Nodes", "How many there are.")));
    for (Count count : counts) {
      if (count.convention().equals(Convention.PAPER)) {
        continue;
      }
      String name = count.convention().name();
      LongColumn column = LongColumn.create(name.replace('-', '_'));
      nodes.keySet().forEach(op -> column.append(count.excess().getOrDefault(op, 0L)));
      columns.add(
          new ResultColumn(
              column,
              ColumnDescription.count(
                  name, "Beyond paper, in " + count.convention().unit() + "s.")));
    }
    return new ResultTable(
        "disagreements", "What the conventions count beyond paper, by op", columns, notes(fold));
  }

  private Notes notes(boolean fold) {
    return Notes.none()
        .with("model", graph.name())
        .with(
            "input",
            graph.inputs().stream()
                .map(node -> node.shape().toString())
                .collect(Collectors.joining(", ")))
        .with("folded", Boolean.toString(fold));
  }

  /** {@code batch-norm 9.07 M, activation 1.2 M}. */
  private String because(Count count) {
    List<Map.Entry<String, Long>> largest =
        count.excess().entrySet().stream()
            .sorted(
                Comparator.comparing(
                    (Map.Entry<String, Long> entry) -> -Math.abs(entry.getValue())))
            .toList();
    String named =
        largest.stream()
            .limit(NAMED)
            .map(entry -> entry.getKey() + " " + scaled(entry.getValue()))
            .collect(Collectors.joining(", "));
    return largest.size() > NAMED ? named + " and " + (largest.size() - NAMED) + " more" : named;
  }

  private static String scaled(long value) {
    String sign = value > 0 ? "+" : "";
    return sign + new Notation.Scaled(3).format(List.of(new Cell.Count(value)), "").getFirst();
  }

  private ResultColumn texts(
      String name, String heading, String meaning, Function<Count, String> text) {
    StringColumn column = StringColumn.create(name);
    counts.forEach(count -> column.append(text.apply(count)));
    return new ResultColumn(column, ColumnDescription.text(heading, meaning));
  }

  private ResultColumn longs(
      String name, ToLongFunction<Count> value, ColumnDescription description) {
    LongColumn column = LongColumn.create(name);
    counts.forEach(count -> column.append(value.applyAsLong(count)));
    return new ResultColumn(column, description);
  }
}
