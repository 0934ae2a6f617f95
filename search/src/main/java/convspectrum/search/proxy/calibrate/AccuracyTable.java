package convspectrum.search.proxy.calibrate;

import convspectrum.spec.fault.Fault;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.file.CsvFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A table of trained networks, a row each: CSV with a header; texts keep their leading zeros. */
public final class AccuracyTable {
  /** Faults that are listed; of more, the first ones and how many there are. */
  private static final int MOST_FAULTS = 10;

  private final CsvFile csv;

  private AccuracyTable(CsvFile csv) {
    this.csv = csv;
  }

  /**
   * Reads a table.
   *
   * @throws SpecException where it does not exist or has no rows
   */
  public static AccuracyTable read(Path file) {
    return new AccuracyTable(CsvFile.of(file, CsvFile.bytes(file, "a CSV table of accuracies")));
  }

  /** The number of networks. */
  public int size() {
    return csv.size();
  }

  /** The names of the columns. */
  public List<String> columns() {
    return csv.header();
  }

  /** The line of the file that a row stands in. */
  public int line(int row) {
    return csv.line(row);
  }

  /**
   * The text of a cell.
   *
   * @throws SpecException where there is no such column, with a list of the columns
   */
  public String text(int row, String column) {
    return csv.cell(row, csv.column(column));
  }

  /** The number in a cell; NaN where there is none. */
  public double number(int row, String column) {
    return parsed(text(row, column));
  }

  /**
   * Refuses columns that are missing, and rows without a number in them; all faults at once.
   *
   * @param columns that have to hold numbers
   * @param partial columns in which numbers may be missing
   * @param drawn the rows that are looked at
   */
  public void requireNumbers(List<String> columns, List<String> partial, List<Integer> drawn) {
    List<Fault> faults = new ArrayList<>();
    for (String column : Stream.concat(columns.stream(), partial.stream()).distinct().toList()) {
      try {
        csv.column(column);
      } catch (SpecException e) {
        faults.addAll(e.faults());
      }
    }
    if (faults.isEmpty()) {
      for (int row : drawn.stream().sorted().toList()) {
        columns.forEach(column -> requireNumber(row, column, faults));
      }
    }
    if (!faults.isEmpty()) {
      throw new SpecException(few(faults));
    }
  }

  private void requireNumber(int row, String column, List<Fault> faults) {
    String text = text(row, column);
    if (Double.isNaN(parsed(text))) {
      String found = text.isEmpty() ? "nothing" : "'" + text + "'";
      faults.add(fault(row, column, "found " + found, "a number in every row that is drawn"));
    }
  }

  /** The last of those that are listed says how many are not. */
  private static List<Fault> few(List<Fault> faults) {
    if (faults.size() <= MOST_FAULTS) {
      return faults;
    }
    List<Fault> few = new ArrayList<>(faults.subList(0, MOST_FAULTS));
    Fault last = few.removeLast();
    few.add(
        new Fault(
            last.location(),
            last.path(),
            "%s (and %d more like this)".formatted(last.problem(), faults.size() - MOST_FAULTS),
            last.expected()));
    return few;
  }

  private static double parsed(String text) {
    try {
      double value = Double.parseDouble(text);
      return Double.isFinite(value) ? value : Double.NaN;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** A fault in a cell. */
  Fault fault(int row, String column, String problem, String expected) {
    Fault fault = csv.fault(row, csv.column(column), problem, expected);
    return new Fault(fault.location(), column, problem, expected);
  }

  /** A fault of the whole table. */
  SpecException faultOfFile(String problem, String expected) {
    return SpecException.ofFile(csv.file().toString(), problem, expected);
  }

  /** A fault in a row. */
  SpecException fault(int row, String problem, String expected) {
    return new SpecException(List.of(csv.fault(row, 0, problem, expected)));
  }
}
