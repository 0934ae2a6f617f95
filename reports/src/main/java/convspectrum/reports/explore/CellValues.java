package convspectrum.reports.explore;

import convspectrum.reports.chart.Point;
import convspectrum.reports.table.Cell;
import convspectrum.reports.table.ResultTable;
import java.util.OptionalDouble;

/** Cells of a table as charts need them. */
final class CellValues {
  private CellValues() {}

  /** What a cell holds, if that is a finite number. */
  static OptionalDouble number(ResultTable table, String column, int row) {
    return switch (table.column(column).cell(row)) {
      case Cell.Count(long value) -> OptionalDouble.of((double) value);
      case Cell.Real(double value) when Double.isFinite(value) -> OptionalDouble.of(value);
      case Cell.Real infinite -> OptionalDouble.empty();
      case Cell.Missing missing -> OptionalDouble.empty();
      case Cell.Text text -> OptionalDouble.empty();
      case Cell.Flag flag -> OptionalDouble.empty();
    };
  }

  /** What a cell holds, if that is a finite number above 0: a logarithmic axis shows no other. */
  static OptionalDouble positive(ResultTable table, String column, int row) {
    OptionalDouble value = number(table, column, row);
    return value.isPresent() && value.getAsDouble() > 0 ? value : OptionalDouble.empty();
  }

  static boolean isMissing(ResultTable table, String column, int row) {
    return table.column(column).cell(row) instanceof Cell.Missing;
  }

  /** What a cell holds, as a text; empty where it holds nothing. */
  static String text(ResultTable table, String column, int row) {
    return switch (table.column(column).cell(row)) {
      case Cell.Text(String text) -> text;
      case Cell.Count(long value) -> Long.toString(value);
      case Cell.Real(double value) -> Double.toString(value);
      case Cell.Flag(boolean value) -> Boolean.toString(value);
      case Cell.Missing missing -> "";
    };
  }

  /** The name of a row: its first cell. */
  static String label(ResultTable table, int row) {
    return text(table, table.columns().getFirst().name(), row);
  }

  /** The value of a column at {@code x}, with the interval in the columns beside it if any. */
  static Point point(ResultTable table, int row, double x, String column) {
    double y = number(table, column, row).orElseThrow();
    double low = bound(table, column + "_low", row, y);
    double high = bound(table, column + "_high", row, y);
    // A bootstrap interval may miss its median by a rounding, and never reaches zero on a log axis.
    return new Point(label(table, row), x, y, low > 0 ? Math.min(low, y) : y, Math.max(high, y));
  }

  private static double bound(ResultTable table, String column, int row, double value) {
    return table.has(column) ? number(table, column, row).orElse(value) : value;
  }
}
