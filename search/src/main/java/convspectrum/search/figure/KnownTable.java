package convspectrum.search.figure;

import convspectrum.search.strategy.Encoding;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.file.CsvFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Known results of the designs of a space, from a CSV file with one row per design. A key with one
 * digit for each of some parameters names the design. Rows are never merged, even if their designs
 * compute the same function.
 */
public final class KnownTable {
  /** The texts that stand for a missing number in tables, in lower case. */
  private static final Set<String> MISSING = Set.of("", "nan", "na", "n/a", "none", "null", "-");

  private final CsvFile csv;
  private final List<Encoding> designs;
  private final Map<Encoding, Integer> byEncoding;
  private final Map<String, double[]> columns = new LinkedHashMap<>();

  private KnownTable(CsvFile csv, List<Encoding> designs, Map<Encoding, Integer> byEncoding) {
    this.csv = csv;
    this.designs = List.copyOf(designs);
    this.byEncoding = byEncoding;
  }

  /**
   * The table in a file.
   *
   * @param key how its rows name designs
   * @throws SpecException where it cannot be read as such a table
   */
  public static KnownTable read(Path file, DesignKey key) {
    CsvFile csv = CsvFile.read(file);
    int column = csv.column(key.column());
    List<Encoding> designs = new ArrayList<>(csv.size());
    Map<Encoding, Integer> byEncoding = HashMap.newHashMap(csv.size());
    for (int row = 0; row < csv.size(); row++) {
      String text = csv.cell(row, column);
      Encoding encoding = key.encoding(csv, row, text);
      Integer before = byEncoding.putIfAbsent(encoding, row);
      if (before != null) {
        throw csv.fault(
            row,
            "the key '%s' comes twice, first in line %d".formatted(text, csv.line(before)),
            "each design once");
      }
      designs.add(encoding);
    }
    return new KnownTable(csv, designs, byEncoding);
  }

  /** Whether it has a row for a design. */
  public boolean contains(Encoding encoding) {
    return byEncoding.containsKey(encoding);
  }

  /**
   * A column as a figure, {@code table.COLUMN}.
   *
   * @param cheap whether strategies may read it of any design without spending budget
   * @throws SpecException where there is no such column, or a cell of it is neither a number nor
   *     empty
   */
  public Figure figure(String column, boolean cheap) {
    return new TableFigure(column, values(column), cheap);
  }

  private double[] values(String name) {
    double[] known = columns.get(name);
    if (known != null) {
      return known;
    }
    int column = csv.column(name);
    double[] values = new double[csv.size()];
    int numbers = 0;
    for (int row = 0; row < values.length; row++) {
      values[row] = number(row, column, name);
      numbers += Double.isNaN(values[row]) ? 0 : 1;
    }
    if (numbers == 0) {
      throw SpecException.ofFile(
          csv.file().toString(), "column '" + name + "' holds no number", "one for most designs");
    }
    columns.put(name, values);
    return values;
  }

  private double number(int row, int column, String name) {
    String cell = csv.cell(row, column);
    try {
      return MISSING.contains(cell.toLowerCase(Locale.ROOT))
          ? Double.NaN
          : Double.parseDouble(cell);
    } catch (NumberFormatException e) {
      throw new SpecException(
          List.of(
              csv.fault(
                  row,
                  column,
                  "column '%s' holds '%s'".formatted(name, cell),
                  "a number, or nothing where it is not known")));
    }
  }

  /** The designs that it has rows for, in their order. */
  public List<Encoding> designs() {
    return designs;
  }

  private final class TableFigure implements Figure {
    private final String column;
    private final double[] values;
    private final boolean cheap;

    TableFigure(String column, double[] values, boolean cheap) {
      this.column = column;
      this.values = values;
      this.cheap = cheap;
    }

    @Override
    public String name() {
      return "table." + column;
    }

    @Override
    public Direction direction() {
      return cheap ? Direction.MIN : Direction.MAX;
    }

    @Override
    public boolean isCheap() {
      return cheap;
    }

    @Override
    public boolean isLookup() {
      return true;
    }

    @Override
    public boolean isAmount() {
      return false;
    }

    @Override
    public String identity() {
      return "table." + column + " of " + csv.digest();
    }

    @Override
    public String key(SearchedDesign design) {
      return design.design().toString();
    }

    @Override
    public double of(SearchedDesign design) {
      Integer row = byEncoding.get(design.encoding());
      if (row == null) {
        throw new FigureException("the table has no row for it");
      }
      if (Double.isNaN(values[row])) {
        throw new FigureException("the table has no number for it");
      }
      return values[row];
    }
  }
}
