package convspectrum.reports.view;

import convspectrum.reports.table.Cell;
import convspectrum.reports.table.ResultColumn;
import convspectrum.reports.table.ResultTable;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Comma-separated values as in RFC 4180, lines ended by {@code \n}: a header of stable names, then
 * all columns, numbers in full. Missing values are empty, flags {@code true} and {@code false},
 * infinities {@code Infinity}.
 *
 * <p>Texts that a spreadsheet would take for a formula (they start with {@code = + - @}, a tab or a
 * carriage return) get an apostrophe in front: a spec may come from a stranger and its names end up
 * here, and opening a table must not run anything (OWASP, "CSV injection"). Numbers are never
 * touched, and JSON carries the texts verbatim.
 */
public final class CsvTable implements TableFormat {
  @Override
  public String name() {
    return "csv";
  }

  @Override
  public String render(ResultTable table) {
    return header(table) + rows(table);
  }

  /** The first line, which names the columns. */
  public String header(ResultTable table) {
    return line(table, column -> text(column.name())) + "\n";
  }

  /** The lines of all rows. */
  public String rows(ResultTable table) {
    StringBuilder csv = new StringBuilder();
    for (int row = 0; row < table.rowCount(); row++) {
      int at = row;
      csv.append(line(table, column -> field(column.cell(at)))).append('\n');
    }
    return csv.toString();
  }

  private static String line(ResultTable table, Function<ResultColumn, String> field) {
    return table.columns().stream().map(field).collect(Collectors.joining(","));
  }

  private static String field(Cell cell) {
    return switch (cell) {
      case Cell.Missing() -> "";
      case Cell.Text(String value) -> text(value);
      case Cell.Count(long value) -> Long.toString(value);
      case Cell.Real(double value) -> Double.toString(value);
      case Cell.Flag(boolean value) -> Boolean.toString(value);
    };
  }

  private static String text(String value) {
    String harmless =
        !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
    boolean quoted = harmless.chars().anyMatch(c -> ",\"\n\r".indexOf(c) >= 0);
    return quoted ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless;
  }
}
