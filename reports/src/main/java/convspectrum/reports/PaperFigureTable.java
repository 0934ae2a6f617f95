package convspectrum.reports;

import convspectrum.costmodel.CostOptions;
import convspectrum.costmodel.NetworkCost;
import convspectrum.costmodel.NodeCost;
import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.Notation;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultColumn;
import convspectrum.reports.table.ResultTable;
import convspectrum.spec.Spec;
import convspectrum.spec.zoo.PaperFigure;
import convspectrum.spec.zoo.PaperTable;
import convspectrum.spec.zoo.Quantity;
import convspectrum.spec.zoo.Selection;
import convspectrum.spec.zoo.Zoo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;

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

  private final List<Row> rows = new ArrayList<>();
  private final List<ResultColumn> columns = new ArrayList<>();
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
    for (PaperTable table : tables) {
      table.figures().forEach(figure -> result.rows.add(result.row(table.table(), figure)));
    }
    result.texts("table", "Table", "", Row::table);
    result.texts("row", "Row", "As the paper names it.", row -> row.figure().row());
    result.texts("network", "Network", "In the zoo.", row -> row.figure().network());
    result.texts("design", "Design", "", row -> settings(row.figure()));
    result.texts("quantity", "Quantity", "What is counted.", row -> row.figure().quantity().word());
    result.texts("printed", "Printed", "", row -> row.figure().printed().text());
    result.exact();
    result.share();
    result.texts(
        "agree",
        "Agree",
        "Whether the exact figure is the printed one at its digits.",
        row -> row.figure().printed().with(row.comparable()).word());
    result.texts("note", "Note", "Known errors, other counts.", row -> row.figure().note());
    Notes notes = Notes.none().with("source", tables.getFirst().source());
    return new ResultTable("paper", "Printed and exact: " + paper, result.columns, notes);
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

  private void texts(String name, String heading, String meaning, Function<Row, String> text) {
    StringColumn column = StringColumn.create(name);
    rows.forEach(row -> column.append(text.apply(row)));
    columns.add(new ResultColumn(column, ColumnDescription.text(heading, meaning)));
  }

  private void exact() {
    LongColumn column = LongColumn.create("exact");
    rows.forEach(row -> column.append(row.exact()));
    columns.add(new ResultColumn(column, ColumnDescription.exact("Exact", "")));
  }

  private void share() {
    DoubleColumn column = DoubleColumn.create("share");
    for (Row row : rows) {
      if (row.figure().printed().isShare()) {
        column.append(row.share());
      } else {
        column.appendMissing();
      }
    }
    columns.add(
        new ResultColumn(
            column,
            ColumnDescription.number(
                "Share", "", new Notation.Percent(2), "Of the whole network.")));
  }
}
