package convspectrum.reports.table;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * A table of results, of which console, CSV, Markdown, JSON and HTML are views.
 *
 * <p>It holds Tablesaw columns and makes a Tablesaw {@link Table} of them only when {@linkplain
 * #table() asked}: the class {@code Table} scans the whole class path when it is loaded, 860 ms on
 * a machine where the columns alone take 165 ms, and warns on the console of a deprecated call. A
 * command that only prints its result need not pay for that.
 */
public final class ResultTable {
  private final String name;
  private final String title;
  private final List<ResultColumn> columns;
  private final Notes notes;
  private final Map<String, List<String>> groups;
  private final Map<String, ResultColumn> byName = new HashMap<>();

  /**
   * A table.
   *
   * @param name stable, for files and anchors: {@code comparison}
   * @param title for people, one line
   * @param columns at least one, of equal length, their names different in more than case; the
   *     first names the row
   * @param notes how the figures came about
   */
  public ResultTable(String name, String title, List<ResultColumn> columns, Notes notes) {
    this(name, title, columns, notes, Map.of());
  }

  private ResultTable(
      String name,
      String title,
      List<ResultColumn> columns,
      Notes notes,
      Map<String, List<String>> groups) {
    this.groups = Map.copyOf(groups);
    this.name = name;
    this.title = title;
    this.columns = List.copyOf(columns);
    this.notes = notes;
    if (!name.matches("[a-z][a-z0-9_-]*")) {
      throw new IllegalArgumentException(
          "table name: got \"" + name + "\", wanted lower-case letters, digits, - and _");
    }
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("table " + name + " has no columns");
    }
    for (ResultColumn column : columns) {
      add(column);
    }
    for (ResultColumn column : columns) {
      column.interval().ifPresent(ends -> requireColumns(column, ends));
    }
  }

  private void add(ResultColumn column) {
    ResultColumn other = byName.put(ColumnNames.folded(column.name()), column);
    if (other != null) {
      throw new IllegalArgumentException(
          "table %s: columns \"%s\" and \"%s\" have the same name in lower case; rename one"
              .formatted(name, other.name(), column.name()));
    }
    int rows = columns.getFirst().values().size();
    if (column.values().size() != rows) {
      throw new IllegalArgumentException(
          "table %s: column \"%s\": got %s rows, wanted %s as in \"%s\""
              .formatted(
                  name,
                  column.name(),
                  Integer.toString(column.values().size()),
                  Integer.toString(rows),
                  columns.getFirst().name()));
    }
  }

  private void requireColumns(ResultColumn column, ResultColumn.Interval ends) {
    for (String end : List.of(ends.low(), ends.high())) {
      if (!byName.containsKey(ColumnNames.folded(end))) {
        throw new IllegalArgumentException(
            "table %s: the interval of \"%s\" names \"%s\"; columns: %s"
                .formatted(name, column.name(), end, String.join(", ", columnNames())));
      }
    }
  }

  /** The stable name. */
  public String name() {
    return name;
  }

  /** The title that people read. */
  public String title() {
    return title;
  }

  /** The columns, in order. */
  public List<ResultColumn> columns() {
    return columns;
  }

  /** How the figures came about. */
  public Notes notes() {
    return notes;
  }

  /** The same table with more warnings among its notes. */
  public ResultTable withWarnings(List<String> warnings) {
    Notes more = notes;
    for (String warning : warnings) {
      more = more.withWarning(warning);
    }
    return new ResultTable(name, title, columns, more, groups);
  }

  /** The same table with one more fact among its notes. */
  public ResultTable withNote(String key, String value) {
    return new ResultTable(name, title, columns, notes.with(key, value), groups);
  }

  /** The same table without notes, for where they stand apart. */
  public ResultTable withoutNotes() {
    return new ResultTable(name, title, columns, Notes.none(), groups);
  }

  /** The same table, in which a name stands for several columns where columns are chosen. */
  public ResultTable withGroup(String group, List<String> names) {
    Map<String, List<String>> more = new HashMap<>(groups);
    more.put(ColumnNames.folded(group), List.copyOf(names));
    return new ResultTable(name, title, columns, notes, more);
  }

  /** The columns that a name stands for; empty where it stands for none. */
  List<String> group(String group) {
    return groups.getOrDefault(ColumnNames.folded(group), List.of());
  }

  /** How many rows there are. */
  public int rowCount() {
    return columns.getFirst().values().size();
  }

  /** Whether there is a column of this name, whatever its case. */
  public boolean has(String column) {
    return byName.containsKey(ColumnNames.folded(column));
  }

  /**
   * A column by name, whatever its case.
   *
   * @throws IllegalArgumentException naming the columns that there are
   */
  public ResultColumn column(String column) {
    ResultColumn found = byName.get(ColumnNames.folded(column));
    if (found == null) {
      throw new IllegalArgumentException(
          "table %s: no column \"%s\"; columns: %s"
              .formatted(name, column, String.join(", ", columnNames())));
    }
    return found;
  }

  /** The same columns as a Tablesaw table, on copies of the values. */
  public Table table() {
    return Table.create(
        title, columns.stream().map(column -> column.values().copy()).toArray(Column<?>[]::new));
  }

  /** The names of the columns, in order. */
  public List<String> columnNames() {
    return columns.stream().map(ResultColumn::name).toList();
  }
}
