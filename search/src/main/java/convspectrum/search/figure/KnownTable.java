package convspectrum.search.figure;

import convspectrum.search.strategy.Genome;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.fault.Suggestions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * Results that are known of the designs of a space, from a CSV file: a row per design, named by a
 * key with one digit for each of some parameters. Rows are never merged, even if their designs are
 * the same function.
 */
public final class KnownTable {
  private final Path file;
  private final String digest;
  private final List<String> header;
  private final List<String> rows;
  private final Map<Genome, Integer> byGenome;
  private final Map<String, double[]> columns = new LinkedHashMap<>();

  /** Where the digits of a key belong. */
  public record Key(String column, List<Integer> parameters, String digits, List<Integer> choices) {
    public Key {
      parameters = List.copyOf(parameters);
      choices = List.copyOf(choices);
    }
  }

  private KnownTable(
      Path file,
      String digest,
      List<String> header,
      List<String> rows,
      Map<Genome, Integer> byGenome) {
    this.file = file;
    this.digest = digest;
    this.header = header;
    this.rows = rows;
    this.byGenome = byGenome;
  }

  /**
   * The table in a file.
   *
   * @param key how its rows name designs: the place in the genome of each digit's parameter, and
   *     the number of choices of each
   * @throws SpecException where it cannot be read as such
   */
  public static KnownTable read(Path file, Key key) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw SpecException.ofFile(
          file.toString(), "cannot be read", "a CSV file with a line of column names");
    }
    CRC32 crc = new CRC32();
    crc.update(bytes);
    String text = new String(bytes, StandardCharsets.UTF_8);
    String[] lines = text.split("\r?\n", 0);
    List<String> header = List.of(cells(lines[0].replace("\uFEFF", "")));
    int keyColumn = header.indexOf(key.column());
    if (keyColumn < 0) {
      throw SpecException.ofFile(
          file.toString(),
          "has no column '" + key.column() + "'",
          Suggestions.didYouMean(key.column(), header));
    }
    List<String> rows = new ArrayList<>();
    Map<Genome, Integer> byGenome = HashMap.newHashMap(lines.length);
    for (int line = 1; line < lines.length; line++) {
      if (lines[line].isBlank()) {
        continue;
      }
      String cell = cell(file, line, lines[line], keyColumn, header.size());
      Genome genome = genome(file, line, cell, key);
      if (byGenome.putIfAbsent(genome, rows.size()) != null) {
        throw fault(file, line, "the key '" + cell + "' comes twice", "each design once");
      }
      rows.add(lines[line]);
    }
    return new KnownTable(file, Long.toHexString(crc.getValue()), header, rows, byGenome);
  }

  private static SpecException fault(Path file, int line, String problem, String expected) {
    return SpecException.ofFile(file + ":" + (line + 1), problem, expected);
  }

  private static Genome genome(Path file, int line, String text, Key key) {
    int[] genes = new int[key.parameters().size()];
    if (text.length() != genes.length) {
      throw fault(
          file,
          line,
          "the key '" + text + "' has " + text.length() + " digits",
          genes.length + ", one for each of --params");
    }
    for (int i = 0; i < genes.length; i++) {
      int choice = key.digits().indexOf(text.charAt(i));
      int parameter = key.parameters().get(i);
      if (choice < 0 || choice >= key.choices().get(i)) {
        throw fault(
            file,
            line,
            "the key '%s': '%s' at place %d stands for no choice"
                .formatted(text, text.charAt(i), i + 1),
            "one of the first %d of --digits %s".formatted(key.choices().get(i), key.digits()));
      }
      genes[parameter] = choice;
    }
    return Genome.of(genes);
  }

  /** One cell of a line, without taking the others apart where nothing is quoted. */
  private static String cell(Path file, int line, String text, int column, int columns) {
    if (text.indexOf('"') >= 0) {
      String[] cells = cells(text);
      if (cells.length != columns) {
        throw fault(file, line, cells.length + " cells", columns + ", as the first line");
      }
      return cells[column];
    }
    int commas = 0;
    int start = 0;
    int end = text.length();
    for (int i = text.indexOf(','); i >= 0; i = text.indexOf(',', i + 1)) {
      commas++;
      if (commas == column) {
        start = i + 1;
      } else if (commas == column + 1) {
        end = i;
      }
    }
    if (commas + 1 != columns) {
      throw fault(file, line, commas + 1 + " cells", columns + ", as the first line");
    }
    return text.substring(start, end);
  }

  private static String[] cells(String line) {
    if (line.indexOf('"') < 0) {
      return line.split(",", -1);
    }
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        cell.append('"');
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells.toArray(String[]::new);
  }

  /** The number of designs. */
  public int size() {
    return rows.size();
  }

  /** Whether it has a row for a design. */
  public boolean contains(Genome genome) {
    return byGenome.containsKey(genome);
  }

  /**
   * A column as a figure, {@code table.COLUMN}.
   *
   * @param free whether it is known of all designs at once, as a cost is
   * @throws SpecException where there is no such column, or a cell of it is no number
   */
  public Figure figure(String column, boolean free) {
    return new TableFigure(column, values(column), free);
  }

  /** The names of its columns. */
  public List<String> columns() {
    return header;
  }

  private double[] values(String column) {
    double[] known = columns.get(column);
    if (known != null) {
      return known;
    }
    int at = header.indexOf(column);
    if (at < 0) {
      throw SpecException.ofFile(
          file.toString(),
          "has no column '" + column + "'",
          Suggestions.didYouMean(column, header));
    }
    double[] values = new double[rows.size()];
    for (int row = 0; row < values.length; row++) {
      String cell = cell(file, row + 1, rows.get(row), at, header.size());
      try {
        values[row] = Double.parseDouble(cell);
      } catch (NumberFormatException e) {
        throw SpecException.ofFile(
            file.toString(),
            "column '%s' holds '%s' in row %d".formatted(column, cell, row + 1),
            "numbers only");
      }
    }
    columns.put(column, values);
    return values;
  }

  /** The designs that it has rows for, in their order. */
  public List<Genome> designs() {
    Genome[] designs = new Genome[rows.size()];
    byGenome.forEach((genome, row) -> designs[row] = genome);
    return List.of(designs);
  }

  private final class TableFigure implements Figure {
    private final String column;
    private final double[] values;
    private final boolean free;

    TableFigure(String column, double[] values, boolean free) {
      this.column = column;
      this.values = values;
      this.free = free;
    }

    @Override
    public String name() {
      return "table." + column;
    }

    @Override
    public Direction direction() {
      return free ? Direction.MIN : Direction.MAX;
    }

    @Override
    public boolean isFree() {
      return free;
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
      return "table." + column + " of " + digest;
    }

    @Override
    public String key(Subject subject) {
      return subject.design().toString();
    }

    @Override
    public double of(Subject subject) {
      Integer row = byGenome.get(subject.genome());
      if (row == null) {
        throw new FigureException("the table has no row for it");
      }
      return values[row];
    }
  }
}
