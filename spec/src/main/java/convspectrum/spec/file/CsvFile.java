package convspectrum.spec.file;

import convspectrum.spec.fault.Choices;
import convspectrum.spec.fault.Fault;
import convspectrum.spec.fault.Location;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.fault.Suggestions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/**
 * A CSV file with a line of column names, its cells separated by commas, semicolons or tabs,
 * whichever that line has. A line is split only when one of its cells is read, since few of many
 * columns may be needed.
 */
public final class CsvFile {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** What is read of a device or a pipe, which may have no end, in bytes. */
  private static final int LONGEST_STREAM = 128 << 20;

  private final Path file;
  private final String digest;
  private final char separator;
  private final List<String> header;
  private final List<String> rows = new ArrayList<>();
  private final List<Integer> lines = new ArrayList<>();

  private CsvFile(Path file, String digest, List<String> text) {
    this.file = file;
    this.digest = digest;
    String first = text.isEmpty() ? "" : text.getFirst().replace(BYTE_ORDER_MARK, "");
    this.separator = separator(first);
    this.header = cells(first).stream().map(String::strip).toList();
    for (int i = 1; i < text.size(); i++) {
      if (!text.get(i).isBlank()) {
        rows.add(text.get(i));
        lines.add(i + 1);
      }
    }
  }

  /**
   * Reads a file.
   *
   * @throws SpecException where it cannot be read, or has no rows
   */
  public static CsvFile read(Path file) {
    return of(file, bytes(file, "a CSV file with a line of column names"));
  }

  /**
   * All bytes of a file, or of a pipe until its end.
   *
   * @param expected what should be there
   * @throws SpecException where it cannot be read, or is a device without an end
   */
  public static byte[] bytes(Path file, String expected) {
    try {
      if (Files.isRegularFile(file)) {
        return Files.readAllBytes(file);
      }
      try (InputStream in = Files.newInputStream(file)) {
        byte[] bytes = in.readNBytes(LONGEST_STREAM + 1);
        if (bytes.length > LONGEST_STREAM) {
          throw SpecException.ofFile(
              file.toString(),
              "is a device or a pipe with more than %d MiB".formatted(LONGEST_STREAM >> 20),
              expected);
        }
        return bytes;
      }
    } catch (NoSuchFileException e) {
      throw SpecException.ofFile(
          file.toString(),
          "there is no such file",
          NearFiles.orExpected(file, expected, ".csv", ".tsv", ".txt"));
    } catch (IOException e) {
      throw SpecException.ofFile(file.toString(), "cannot be read: " + e.getMessage(), expected);
    }
  }

  /**
   * Reads what stands in a file, or comes from elsewhere in its place.
   *
   * @throws SpecException where it has no rows
   */
  public static CsvFile of(Path file, byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
    CsvFile csv = new CsvFile(file, Long.toHexString(crc.getValue()), lines);
    if (csv.size() == 0) {
      throw SpecException.ofFile(
          file.toString(), "has no rows", "a line of column names, and one for each design");
    }
    return csv;
  }

  private static char separator(String header) {
    for (char design : new char[] {',', ';', '\t'}) {
      if (header.indexOf(design) >= 0) {
        return design;
      }
    }
    return ',';
  }

  /** The file that was read. */
  public Path file() {
    return file;
  }

  /** A checksum of its bytes. */
  public String digest() {
    return digest;
  }

  /** The names of the columns. */
  public List<String> header() {
    return header;
  }

  /** The number of rows. */
  public int size() {
    return rows.size();
  }

  /** The line number of a row, as an editor shows it. */
  public int line(int row) {
    return lines.get(row);
  }

  /**
   * The index of a column.
   *
   * @throws SpecException where there is no such column, listing those that there are
   */
  public int column(String name) {
    int column = header.indexOf(name);
    if (column < 0) {
      throw SpecException.ofFile(
          file.toString(),
          "has no column '" + name + "'",
          "expected one of "
              + Choices.all(header)
              + Suggestions.nearest(name, header)
                  .map(near -> "; did you mean '" + near + "'?")
                  .orElse(""));
    }
    return column;
  }

  /** A fault in a cell, at the character where the cell begins. */
  public Fault fault(int row, int column, String problem, String expected) {
    return new Fault(
        new Location(file.toString(), line(row), start(row, column) + 1), "", problem, expected);
  }

  /** Where a cell begins in its line, without surrounding white space. */
  private int start(int row, int column) {
    String text = rows.get(row);
    int cell = 0;
    int start = 0;
    boolean quoted = false;
    for (int i = 0; i < text.length() && cell < column; i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == separator && !quoted) {
        cell++;
        start = i + 1;
      }
    }
    while (start < text.length() && text.charAt(start) == ' ') {
      start++;
    }
    return start;
  }

  /** What is thrown for a fault in a row. */
  public SpecException fault(int row, String problem, String expected) {
    return SpecException.ofFile(file + ":" + line(row), problem, expected);
  }

  /** One cell without surrounding white space; only a line with quotes is split as a whole. */
  public String cell(int row, int column) {
    String text = rows.get(row);
    if (text.indexOf('"') >= 0) {
      List<String> cells = cells(text);
      requireColumns(row, cells.size());
      return cells.get(column).strip();
    }
    int separators = 0;
    int start = 0;
    int end = text.length();
    for (int i = text.indexOf(separator); i >= 0; i = text.indexOf(separator, i + 1)) {
      separators++;
      if (separators == column) {
        start = i + 1;
      } else if (separators == column + 1) {
        end = i;
      }
    }
    requireColumns(row, separators + 1);
    return text.substring(start, end).strip();
  }

  /** All rows, each with all of its cells without surrounding white space. */
  public List<List<String>> rows() {
    return IntStream.range(0, size())
        .mapToObj(row -> {
          List<String> cells = cells(rows.get(row)).stream().map(String::strip).toList();
          requireColumns(row, cells.size());
          return cells;
        })
        .toList();
  }

  private void requireColumns(int row, int columns) {
    if (columns != header.size()) {
      throw fault(
          row,
          "%d cell%s".formatted(columns, columns == 1 ? "" : "s"),
          header.size() + ", as the first line");
    }
  }

  private List<String> cells(String line) {
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
      } else if (c == separator && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }
}
