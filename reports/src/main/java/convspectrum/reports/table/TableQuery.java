package convspectrum.reports.table;

import convspectrum.search.condition.Condition;
import convspectrum.spec.fault.Choices;
import convspectrum.spec.fault.Suggestions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;
import tech.tablesaw.selection.Selection;

/**
 * Which rows and columns of a table are wanted, and in which order. Tablesaw selects, sorts and
 * projects; its class {@link Table} is loaded only where a query {@linkplain #isAll() asks for
 * something}.
 *
 * @param where conditions that a row has to keep; a missing value keeps none
 * @param order by which column rows are sorted; rows without a value come last, equal ones stay in
 *     their order
 * @param top how many rows at most, counted after the others are left out and sorted
 * @param columns names of the columns wanted, in order; all where there are none
 */
public record TableQuery(
    List<Condition> where, Optional<Order> order, OptionalInt top, List<String> columns) {
  /** A name that no column has: the position of a row in the whole table. */
  private static final String POSITION = "row\u0000number";

  /**
   * The order of rows.
   *
   * @param column name of the column that decides
   * @param descending whether the largest value comes first
   */
  public record Order(String column, boolean descending) {}

  /** Copies. */
  public TableQuery {
    where = List.copyOf(where);
    columns = List.copyOf(columns);
  }

  /** Whether the whole table is wanted as it is. */
  public boolean isAll() {
    return where.isEmpty() && order.isEmpty() && top.isEmpty() && columns.isEmpty();
  }

  /** What a query asks of one table. */
  private record Parts(List<ResultColumn> columns, List<Selection> kept) {}

  /**
   * Refuses what {@link #of} would refuse, before there are rows: {@code table} has the columns
   * that the result will have. Of a column of texts without a row it is not known yet whether its
   * values are numbers.
   *
   * @throws IllegalArgumentException as {@link #of} does
   */
  public void check(ResultTable table) {
    parts(table);
  }

  private Parts parts(ResultTable table) {
    List<String> faults = new ArrayList<>();
    List<ResultColumn> wanted = projection(table, faults);
    order.ifPresent(by -> find(table, "sort", by.column(), faults));
    List<Selection> kept = new ArrayList<>();
    for (Condition condition : where) {
      find(table, "where '" + condition.text() + "'", condition.name(), faults)
          .flatMap(column -> selection(column, condition, faults))
          .ifPresent(kept::add);
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", faults));
    }
    return new Parts(wanted, kept);
  }

  /**
   * The rows and columns of a table that are wanted. Its notes say how many rows were left out.
   *
   * @throws IllegalArgumentException with a line for each fault: a column that the table does not
   *     have, or a value that a column cannot be compared with
   */
  public ResultTable of(ResultTable table) {
    if (isAll()) {
      return table;
    }
    Parts parts = parts(table);
    List<Selection> kept = parts.kept();
    Table rows = table.table();
    rows.addColumns(IntColumn.indexColumn(POSITION, rows.rowCount(), 0));
    if (!kept.isEmpty()) {
      rows = rows.where(kept.stream().reduce(Selection::and).orElseThrow());
    }
    if (order.isPresent()) {
      ResultColumn by = table.column(order.get().column());
      rows = rows.sortOn(comparator(by, order.get().descending()));
    }
    if (top.isPresent()) {
      rows = rows.first(top.getAsInt());
    }
    return new ResultTable(
        table.name(), table.title(), columns(parts.columns(), rows), notes(table, rows.rowCount()));
  }

  private List<ResultColumn> projection(ResultTable table, List<String> faults) {
    if (columns.isEmpty()) {
      return table.columns();
    }
    List<ResultColumn> wanted = new ArrayList<>();
    Set<String> names = new HashSet<>();
    List<String> named =
        columns.stream()
            .flatMap(name ->
                table.has(name) || table.group(name).isEmpty()
                    ? Stream.of(name)
                    : table.group(name).stream())
            .toList();
    for (String name : named) {
      Optional<ResultColumn> column = find(table, "columns", name, faults);
      if (column.isPresent() && !names.add(column.get().name())) {
        faults.add("columns: found '" + name + "' twice; expected each column once");
      }
      column.ifPresent(wanted::add);
    }
    return wanted.stream().map(column -> column.among(names)).toList();
  }

  /** The column of a name; a fault where there is none. */
  static Optional<ResultColumn> find(
      ResultTable table, String what, String name, List<String> faults) {
    return find(table, what, "column", name, faults);
  }

  /**
   * The same, where the fault calls a column something else.
   *
   * @param noun what it is called
   */
  static Optional<ResultColumn> find(
      ResultTable table, String what, String noun, String name, List<String> faults) {
    if (table.has(name)) {
      return Optional.of(table.column(name));
    }
    List<String> known = table.columnNames();
    faults.add(
        "%s: found no %s '%s'; expected one of %s%s"
            .formatted(
                what,
                noun,
                name,
                Choices.all(known),
                Suggestions.nearest(name, known)
                    .map(near -> "; did you mean '" + near + "'?")
                    .orElse("")));
    return Optional.empty();
  }

  /** Compares exact values. Tablesaw's own comparisons make a double of a long. */
  private static Optional<Selection> selection(
      ResultColumn column, Condition condition, List<String> faults) {
    try {
      IntStream rows = IntStream.range(0, column.values().size());
      CellComparison comparison = CellComparison.of(column, condition);
      return Optional.of(
          Selection.with(rows.filter(row -> comparison.holds(column.cell(row))).toArray()));
    } catch (IllegalArgumentException e) {
      faults.add("where '" + condition.text() + "': " + e.getMessage());
      return Optional.empty();
    }
  }

  /** Compares exact values, as {@link #selection} does; a missing one comes last in any order. */
  private static Comparator<Row> comparator(ResultColumn column, boolean descending) {
    Comparator<Cell> values = descending ? Cell.ORDER.reversed() : Cell.ORDER;
    return Comparator.comparing(
            (Row row) -> column.cell(row.getInt(POSITION)),
            Comparator.comparing((Cell cell) -> cell instanceof Cell.Missing).thenComparing(values))
        .thenComparingInt(row -> row.getInt(POSITION));
  }

  private static List<ResultColumn> columns(List<ResultColumn> wanted, Table rows) {
    Table projected =
        rows.selectColumns(wanted.stream().map(ResultColumn::name).toArray(String[]::new));
    return IntStream.range(0, wanted.size())
        .mapToObj(i ->
            new ResultColumn(
                projected.column(i), wanted.get(i).description(), wanted.get(i).interval()))
        .toList();
  }

  private static Notes notes(ResultTable table, int shown) {
    int all = table.rowCount();
    return shown == all
        ? table.notes()
        : table
            .notes()
            .with("rows_shown", "%d of %d; %d left out".formatted(shown, all, all - shown));
  }
}
