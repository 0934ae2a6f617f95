package convspectrum.reports.cost;

import convspectrum.costmodel.Cost;
import convspectrum.costmodel.CostOptions;
import convspectrum.costmodel.DataType;
import convspectrum.costmodel.GroupCost;
import convspectrum.costmodel.Grouping;
import convspectrum.costmodel.NetworkCost;
import convspectrum.costmodel.convention.Convention;
import convspectrum.costmodel.convention.Unit;
import convspectrum.reports.json.Details;
import convspectrum.reports.json.JsonResult;
import convspectrum.reports.json.ResultKind;
import convspectrum.reports.table.Cell;
import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.Columns;
import convspectrum.reports.table.Notation;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.design.Network;
import convspectrum.spec.graph.Graph;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One network under every convention, and where they disagree. A convention's figure is set against
 * {@code paper}'s in its own unit: what a tool that counts FLOPs prints is compared with two per
 * MAC, so that a unit alone is no disagreement.
 */
public final class ConventionTable {
  private static final int NAMED = 4;

  private final Network network;
  private final NetworkCost paper;
  private final List<Count> counts;

  /**
   * What one tool counts.
   *
   * @param cost by its convention
   * @param paper the same network by {@code paper}
   */
  private record Count(NetworkCost cost, NetworkCost paper) {
    Convention convention() {
      return cost.options().convention();
    }

    /** Its figure, in its unit. */
    long operations(Cost counted) {
      return convention().unit() == Unit.MAC ? counted.macs() : counted.flops();
    }

    /** The figure of {@code paper}, in its unit. */
    long expected(Cost counted) {
      return convention().unit() == Unit.MAC
          ? counted.macs()
          : Math.multiplyExact(2L, counted.macs());
    }

    long operations() {
      return operations(cost.total());
    }

    long difference() {
      return Math.subtractExact(operations(), expected(paper.total()));
    }

    /** The difference, relative to {@code paper}. */
    double share() {
      long expected = expected(paper.total());
      return expected == 0 ? 0 : (double) difference() / expected;
    }

    /** What it counts beyond {@code paper}, row by row. */
    List<Long> excess(Grouping grouping) {
      List<GroupCost> own = cost.by(grouping);
      List<GroupCost> base = paper.by(grouping);
      return IntStream.range(0, own.size())
          .mapToObj(
              i -> Math.subtractExact(operations(own.get(i).cost()), expected(base.get(i).cost())))
          .toList();
    }
  }

  /**
   * The counts of one op, layer or block.
   *
   * @param group it, by {@code paper}
   * @param excess by convention, {@code paper} left out, what each counts beyond it
   */
  private record Disagreement(GroupCost group, List<Long> excess) {}

  /** Counts a network by every convention. */
  public ConventionTable(Network network, boolean fold, DataType dataType) {
    Graph graph = network.graph();
    this.network = network;
    this.paper = NetworkCost.of(graph, new CostOptions(Convention.PAPER, fold, dataType));
    this.counts =
        Convention.all().stream()
            .map(one -> NetworkCost.of(graph, new CostOptions(one, fold, dataType)))
            .map(cost -> new Count(cost, paper))
            .toList();
  }

  /** The table {@code conventions}: a row per convention, {@code paper} first. */
  public ResultTable conventions() {
    Columns<Count> columns =
        new Columns<>(counts)
            .text(
                "convention",
                count -> count.convention().name(),
                ColumnDescription.text("Convention", "As the tool counts."))
            .text(
                "unit",
                count -> count.convention().unit().name().toLowerCase(Locale.ROOT),
                ColumnDescription.text("Unit", "What its figure counts."))
            .count(
                "params",
                count -> count.cost().total().params(),
                ColumnDescription.exact("Params", "Its parameters."))
            .count(
                "operations",
                Count::operations,
                ColumnDescription.exact("Operations", "Its figure, in its unit."))
            .count(
                "difference",
                Count::difference,
                ColumnDescription.exact("Beyond paper", "Less the figure of paper in that unit."))
            .real(
                "difference_share",
                Count::share,
                ColumnDescription.number(
                    "Share", "", new Notation.Percent(1), "The difference, relative to paper."))
            .text(
                "because",
                ConventionTable::because,
                ColumnDescription.text("Because of", "The ops that make it, largest first."))
            .text(
                "policy",
                count -> count.convention().policy(),
                ColumnDescription.text("Policy", "What it counts.").asDetail());
    return new ResultTable(
        "conventions", name() + " under every convention", columns.list(), notes());
  }

  /**
   * The table {@code disagreements}: a row per op, layer or block that some convention counts
   * otherwise than {@code paper}, with what each counts beyond it (below 0: less), in its own unit.
   * No row where all agree.
   */
  public ResultTable disagreements(Grouping grouping) {
    String word = grouping.name().toLowerCase(Locale.ROOT);
    Columns<Disagreement> columns = new Columns<>(rows(grouping));
    columns.text(
        grouping == Grouping.OP ? "op" : "name",
        row -> grouping == Grouping.OP ? opName(row.group()) : row.group().name(),
        ColumnDescription.text(
            word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1),
            "The " + word + "."));
    switch (grouping) {
      case LAYER ->
          columns.text(
              "op", row -> opName(row.group()), ColumnDescription.text("Op", "The operation."));
      case BLOCK ->
          columns.text(
              "block",
              row -> row.group().label(),
              ColumnDescription.text("Type", "The type of the block."));
      case OP, NETWORK ->
          columns.count(
              "nodes",
              row -> row.group().nodes().size(),
              ColumnDescription.plain("Nodes", "How many there are."));
    }
    for (int i = 1; i < counts.size(); i++) {
      int other = i - 1;
      Convention convention = counts.get(i).convention();
      columns.count(
          convention.name().replace('-', '_'),
          row -> row.excess().get(other),
          ColumnDescription.count(
              convention.name(), "Beyond paper, in " + convention.unit() + "s."));
    }
    return new ResultTable(
        "disagreements",
        "What the conventions count beyond paper, by " + word,
        columns.list(),
        notes());
  }

  /** Both tables as one document. */
  public JsonResult json(Grouping grouping) {
    return JsonResult.of(ResultKind.CONVENTIONS, conventions(), disagreements(grouping))
        .with(
            new Details.Conventions(
                name(),
                paper.options().fold(),
                CostJson.inputs(paper.graph()),
                grouping.name().toLowerCase(Locale.ROOT)));
  }

  private List<Disagreement> rows(Grouping grouping) {
    List<GroupCost> groups = paper.by(grouping);
    List<List<Long>> excesses =
        counts.stream().skip(1).map(count -> count.excess(grouping)).toList();
    List<Disagreement> rows = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      int group = i;
      List<Long> excess = excesses.stream().map(one -> one.get(group)).toList();
      if (excess.stream().anyMatch(value -> value != 0)) {
        rows.add(new Disagreement(groups.get(i), excess));
      }
    }
    return rows;
  }

  private String name() {
    return paper.graph().name();
  }

  private Notes notes() {
    Notes notes =
        Notes.none()
            .with("model", name())
            .with("input", CostTable.inputs(paper.graph()))
            .with("folded", Boolean.toString(paper.options().fold()));
    return new Notes(notes.facts(), network.partialFigures());
  }

  /** {@code batch-norm +9.07 M, activation +1.2 M}. */
  private static String because(Count count) {
    List<GroupCost> ops = count.paper().by(Grouping.OP);
    List<Long> excess = count.excess(Grouping.OP);
    List<Integer> largest =
        IntStream.range(0, ops.size())
            .boxed()
            .filter(i -> excess.get(i) != 0)
            .sorted(
                Comparator.comparingLong((Integer i) -> -Math.abs(excess.get(i)))
                    .thenComparing(i -> opName(ops.get(i))))
            .toList();
    String named =
        largest.stream()
            .limit(NAMED)
            .map(i -> opName(ops.get(i)) + " " + scaled(excess.get(i)))
            .collect(Collectors.joining(", "));
    return largest.size() > NAMED ? named + " and " + (largest.size() - NAMED) + " more" : named;
  }

  private static String opName(GroupCost group) {
    return CostTable.opName(group.nodes().getFirst());
  }

  private static String scaled(long value) {
    String sign = value > 0 ? "+" : "";
    return sign + new Notation.Scaled(3).format(List.of(new Cell.Count(value)), "").getFirst();
  }
}
