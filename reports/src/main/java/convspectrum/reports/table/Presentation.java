package convspectrum.reports.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A table as people read it: numbers rounded and in units, an interval in one cell with its value
 * ({@code 12.34 [12.10, 12.61]}), foreign texts made {@linkplain VisibleText visible}.
 *
 * @param columns in order
 */
public record Presentation(List<Shown> columns) {
  /**
   * A column as people read it.
   *
   * @param source where it comes from
   * @param heading with unit
   * @param cells one text per row
   */
  public record Shown(ResultColumn source, String heading, List<String> cells) {
    /** Copies. */
    public Shown {
      cells = List.copyOf(cells);
    }

    /** At which side cells and heading stand. */
    public Alignment alignment() {
      return source.description().alignment();
    }
  }

  /** Copies. */
  public Presentation {
    columns = List.copyOf(columns);
  }

  /** All columns but those that are {@linkplain ColumnDescription#detail() detail}. */
  public static Presentation brief(ResultTable table) {
    return of(table, false);
  }

  /** All columns but texts and {@linkplain ColumnDescription#detail() details} that no row has. */
  public static Presentation full(ResultTable table) {
    return of(table, true);
  }

  private static Presentation of(ResultTable table, boolean details) {
    Set<String> ends = new HashSet<>();
    for (ResultColumn column : table.columns()) {
      column.interval().ifPresent(interval -> ends.addAll(names(table, interval)));
    }
    List<Shown> shown = new ArrayList<>();
    for (ResultColumn column : table.columns()) {
      boolean wanted = details || !column.description().detail();
      if (wanted && !(details && isBlank(column)) && !ends.contains(column.name())) {
        shown.add(show(table, column));
      }
    }
    return new Presentation(shown);
  }

  private static boolean isBlank(ResultColumn column) {
    return (column.isText() || column.description().detail())
        && column.cells().stream().allMatch(Cell.Missing.class::isInstance);
  }

  private static List<String> names(ResultTable table, ResultColumn.Interval interval) {
    return List.of(table.column(interval.low()).name(), table.column(interval.high()).name());
  }

  private static Shown show(ResultTable table, ResultColumn column) {
    ColumnDescription description = column.description();
    String heading = VisibleText.of(description.headingWithUnit());
    List<Cell> values = column.cells();
    if (column.interval().isEmpty()) {
      List<String> texts = description.notation().format(values, description.unit());
      return new Shown(column, heading, texts);
    }
    ResultColumn.Interval interval = column.interval().get();
    List<Cell> lows = table.column(interval.low()).cells();
    List<Cell> highs = table.column(interval.high()).cells();
    // One call for all three, so that the ends have as many decimals as the value.
    List<Cell> all = Stream.of(values, lows, highs).flatMap(List::stream).toList();
    List<String> texts = description.notation().format(all, description.unit());
    int rows = values.size();
    List<String> cells = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      boolean bounded =
          !(lows.get(row) instanceof Cell.Missing) && !(highs.get(row) instanceof Cell.Missing);
      String value = texts.get(row);
      cells.add(
          bounded
              ? value + " [" + texts.get(rows + row) + ", " + texts.get(2 * rows + row) + "]"
              : value);
    }
    return new Shown(column, heading, cells);
  }
}
