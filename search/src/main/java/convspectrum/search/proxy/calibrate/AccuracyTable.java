package convspectrum.search.proxy.calibrate;

import convspectrum.spec.fault.SpecException;
import convspectrum.spec.fault.Suggestions;
import convspectrum.spec.file.CsvFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A table of trained networks: CSV with a header; texts keep their leading zeros. */
public final class AccuracyTable {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final Path file;
  private final List<String> columns;
  private final List<List<String>> rows;

  private AccuracyTable(Path file, List<String> columns, List<List<String>> rows) {
    this.file = file;
    this.columns = columns;
    this.rows = rows;
  }

  /**
   * Reads a table.
   *
   * @throws SpecException where it does not exist, or a row has not as many columns as the header
   */
  public static AccuracyTable read(Path file) {
    byte[] bytes = CsvFile.bytes(file, "a CSV table of accuracies");
    List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
    if (lines.isEmpty()) {
      throw SpecException.ofFile(file.toString(), "is empty", "a CSV table with a header");
    }
    List<String> columns = cells(lines.getFirst().replace(BYTE_ORDER_MARK, ""));
    List<List<String>> rows = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        List<String> row = cells(lines.get(i));
        if (row.size() != columns.size()) {
          throw SpecException.ofFile(
              file.toString(),
              "line %d has %d cells; the header has %d"
                  .formatted(i + 1, row.size(), columns.size()),
              "a cell for each column");
        }
        rows.add(row);
      }
    }
    if (rows.isEmpty()) {
      throw SpecException.ofFile(
          file.toString(), "has a header and no rows", "a row for each network");
    }
    return new AccuracyTable(file, columns, rows);
  }

  /** Splits a line at commas; a quoted cell may hold commas and doubled quotes. */
  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        if (quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
          cell.append(c);
          i++;
        } else {
          quoted = !quoted;
        }
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }

  /** The number of networks. */
  public int size() {
    return rows.size();
  }

  /**
   * The text of a cell.
   *
   * @throws SpecException where there is no such column, with a list of the columns
   */
  public String text(int row, String column) {
    int index = columns.indexOf(column);
    if (index < 0) {
      throw SpecException.ofFile(
          file.toString(),
          "has no column '" + column + "'",
          Suggestions.didYouMean(column, columns));
    }
    return rows.get(row).get(index);
  }

  /**
   * The number in a cell.
   *
   * @throws SpecException where it is no number
   */
  public double number(int row, String column) {
    String text = text(row, column);
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // The exception below reports it.
    }
    throw SpecException.ofFile(
        file.toString(),
        "row %d, column %s: '%s' is no number".formatted(row + 1, column, text),
        "an accuracy in every row");
  }

  /** A fault in a row. */
  SpecException fault(int row, String problem, String expected) {
    return SpecException.ofFile(file.toString(), "row " + (row + 1) + ": " + problem, expected);
  }
}
