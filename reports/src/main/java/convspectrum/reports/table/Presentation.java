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
  /** Of numbers that differ by more than this factor, equal decimals would show digits of noise. */
  private static final double MOST_SPREAD = 1000;

  /** Numbers below this have more leading zeros than digits. */
  private static final double SMALLEST_ALIGNED = 0.01;

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

  /**
   * The columns of {@link #brief} as print has them: units stand in the headings, also those of
   * decimal prefixes, which are then the same for all cells of a column: 4.232 under {@code Params
   * (M)}.
   */
  public static Presentation printed(ResultTable table) {
    return new Presentation(brief(table).columns().stream().map(Presentation::printed).toList());
  }

  private static Shown printed(Shown shown) {
    ColumnDescription description = shown.source().description();
    return switch (description.notation()) {
      case Notation.Scaled(int digits) when shown.source().interval().isEmpty() -> {
        CommonUnit common = CommonUnit.of(shown.source().cells(), digits, description.unit());
        String unit = common.unit();
        yield new Shown(
            shown.source(),
            unit.isEmpty() ? shown.heading() : shown.heading() + " (" + unit + ")",
            common.texts());
      }
      case Notation.Significant(int digits) when shown.source().interval().isEmpty() ->
          new Shown(shown.source(), shown.heading(), aligned(shown, digits));
      case Notation.Percent(_) ->
          new Shown(
              shown.source(),
              shown.heading() + " (%)",
              shown.cells().stream().map(cell -> cell.replace(" %", "")).toList());
      default -> shown;
    };
  }

  /**
   * As many decimals in all cells as the smallest needs for its digits, where that leaves few more
   * digits to the largest; else each has digits of its own.
   */
  private static List<String> aligned(Shown shown, int digits) {
    List<Cell> cells = shown.source().cells();
    List<Double> sizes =
        cells.stream()
            .flatMap(cell -> cell.number().stream().boxed())
            .map(Math::abs)
            .filter(size -> size > 0)
            .sorted()
            .toList();
    boolean near =
        !sizes.isEmpty()
            && sizes.getFirst() >= SMALLEST_ALIGNED
            && sizes.getLast() < MOST_SPREAD * sizes.getFirst();
    return near ? new Notation.Aligned(digits, digits).format(cells, "") : shown.cells();
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
