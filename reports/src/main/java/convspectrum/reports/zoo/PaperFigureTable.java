package convspectrum.reports.zoo;

import convspectrum.costmodel.CostOptions;
import convspectrum.costmodel.NetworkCost;
import convspectrum.costmodel.NodeCost;
import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.Columns;
import convspectrum.reports.table.Notation;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import convspectrum.spec.Spec;
import convspectrum.spec.zoo.PaperFigure;
import convspectrum.spec.zoo.PaperTable;
import convspectrum.spec.zoo.Quantity;
import convspectrum.spec.zoo.Selection;
import convspectrum.spec.zoo.Zoo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The tables of a paper, each printed figure beside the exact one. */
public final class PaperFigureTable {
  /**
   * A figure and what it comes to.
   *
   * @param whole the same quantity of the whole network
   */
  private record Row(String table, PaperFigure figure, long exact, long whole) {
    double comparable() {
      return figure.printed().isShare() ? share() : exact;
    }

    double share() {
      return (double) exact / whole;
    }
  }

  private final Map<List<Object>, NetworkCost> costs = new HashMap<>();

  private PaperFigureTable() {}

  /**
   * The table {@code paper}, a row per printed figure.
   *
   * @param paper one of {@link Zoo#papers}
   * @throws convspectrum.spec.fault.SpecException where there is none of this name
   */
  public static ResultTable of(String paper) {
    PaperFigureTable result = new PaperFigureTable();
    List<PaperTable> tables = Zoo.tables(paper);
    List<Row> rows =
        tables.stream()
            .flatMap(
                table -> table.figures().stream().map(figure -> result.row(table.table(), figure)))
            .toList();
    Notes notes = Notes.none().with("source", tables.getFirst().source());
    return new ResultTable("paper", "Printed and exact: " + paper, columns(rows).list(), notes);
  }

  private static Columns<Row> columns(List<Row> rows) {
    return new Columns<>(rows)
        .text("table", Row::table, ColumnDescription.text("Table", "The table of the paper."))
        .text(
            "row",
            row -> row.figure().row(),
            ColumnDescription.text("Row", "As the paper names it."))
        .text(
            "network",
            row -> row.figure().network(),
            ColumnDescription.text("Network", "In the zoo."))
        .text(
            "design",
            row -> settings(row.figure()),
            ColumnDescription.text("Design", "The design, or the values of its parameters."))
        .text(
            "quantity",
            row -> row.figure().quantity().word(),
            ColumnDescription.text("Quantity", "What is counted."))
        .text(
            "printed",
            row -> row.figure().printed().text(),
            ColumnDescription.text("Printed", "The figure as printed."))
        .count("exact", Row::exact, ColumnDescription.exact("Exact", "The same as counted here."))
        .real(
            "share",
            row -> row.figure().printed().isShare() ? row.share() : Double.NaN,
            ColumnDescription.number(
                "Share",
                "",
                new Notation.Percent(2),
                "Of the whole network; none where the paper prints no share."))
        .text(
            "agree",
            row -> row.figure().printed().with(row.comparable()).word(),
            ColumnDescription.text(
                "Agree", "Whether the exact figure is the printed one at its digits."))
        .text(
            "note",
            row -> row.figure().note(),
            ColumnDescription.text("Note", "Known errors, other counts."));
  }

  private Row row(String table, PaperFigure figure) {
    NetworkCost cost =
        costs.computeIfAbsent(List.of(figure.network(), figure.settings()), _ -> cost(figure));
    Quantity quantity = figure.quantity();
    return new Row(
        table,
        figure,
        sum(cost, figure.selection(), quantity),
        sum(cost, new Selection.Whole(), quantity));
  }

  private static NetworkCost cost(PaperFigure figure) {
    Spec spec = Zoo.spec(figure.network());
    return NetworkCost.of(spec.graph(spec.design(figure.settings())), CostOptions.DEFAULT);
  }

  private static long sum(NetworkCost cost, Selection selection, Quantity quantity) {
    long sum = 0;
    for (NodeCost node : cost.nodes()) {
      if (selection.includes(node.node())) {
        sum = Math.addExact(sum, of(node, quantity));
      }
    }
    return sum;
  }

  private static long of(NodeCost node, Quantity quantity) {
    return quantity == Quantity.MACS
        ? node.cost().macs()
        : node.node().parameters().stream()
            .filter(slot -> quantity.counts(node.node(), slot))
            .mapToLong(slot -> slot.shape().elements())
            .sum();
  }

  private static String settings(PaperFigure figure) {
    return figure.settings().entrySet().stream()
        .map(setting -> setting.getKey() + "=" + setting.getValue())
        .collect(Collectors.joining(", "));
  }
}
