package convspectrum.search.strategy;

import convspectrum.spec.file.CsvFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The 729 cells of {@code cells.csv}, of which all results are known: six parameters of three
 * choices each.
 */
final class Cells {
  /** Columns of the table, all of them minimised. */
  enum Column {
    /** 100 − accuracy in percent. */
    ERROR,
    /** Decimal logarithm of the multiply-accumulates. */
    MACS,
    /** Milliseconds on a Pixel 3. */
    LATENCY
  }

  private static final Map<Encoding, double[]> ALL = read();

  private Cells() {}

  private static Map<Encoding, double[]> read() {
    Map<Encoding, double[]> cells = new LinkedHashMap<>();
    try (InputStream in = Objects.requireNonNull(Cells.class.getResourceAsStream("cells.csv"))) {
      for (List<String> fields : CsvFile.of(Path.of("cells.csv"), in.readAllBytes()).rows()) {
        cells.put(
            Encoding.of(fields.get(0).chars().map(digit -> digit - '1').toArray()),
            new double[] {
              100 - Double.parseDouble(fields.get(1)),
              Math.log10(Double.parseDouble(fields.get(2))),
              Double.parseDouble(fields.get(3))
            });
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return cells;
  }

  static double value(Encoding cell, Column column) {
    return Objects.requireNonNull(ALL.get(cell))[column.ordinal()];
  }

  static List<double[]> points(List<Column> columns) {
    return ALL.keySet().stream().map(cell -> point(cell, columns)).toList();
  }

  static double[] point(Encoding cell, List<Column> columns) {
    return columns.stream().mapToDouble(column -> value(cell, column)).toArray();
  }

  /**
   * A search of these cells.
   *
   * @param columns the objectives
   * @param cheap those that are known in advance
   * @param limited a figure that only an evaluation shows
   * @param limit the largest that it may be
   */
  record Search(List<Column> columns, List<Column> cheap, Column limited, double limit)
      implements Landscape {
    /** What a strategy has evaluated when the budget ends. */
    Run run(String strategy, long seed, int budget) {
      Strategy search = Strategies.named(strategy).start(this, seed, Encoding.of(0, 0, 0, 0, 0, 0));
      Archive archive = new Archive();
      while (archive.size() < budget) {
        for (Encoding cell : search.propose(archive, 1000)) {
          double excess = Math.max(0, value(cell, limited) / limit - 1);
          archive.add(cell, point(cell, columns), excess);
        }
      }
      return new Run(archive.entries().subList(0, budget), archive.front());
    }

    @Override
    public EncodingSpace space() {
      return new EncodingSpace(List.of(3, 3, 3, 3, 3, 3));
    }

    @Override
    public int objectives() {
      return columns.size();
    }

    @Override
    public boolean isCheap(int objective) {
      return cheap.contains(columns.get(objective));
    }

    @Override
    public double cheap(int objective, Encoding cell) {
      return value(cell, columns.get(objective));
    }

    @Override
    public double violation(Encoding cell) {
      return 0;
    }
  }

  /**
   * What a search evaluated.
   *
   * @param entries the first of them, as many as the budget
   * @param front of all that it evaluated
   */
  record Run(List<Archive.Entry> entries, List<Archive.Entry> front) {
    List<double[]> points() {
      return entries.stream().map(Archive.Entry::toArray).toList();
    }
  }

  /** Columns by their names, which spaces part; {@code none} for no column. */
  static List<Column> columns(String names) {
    return Arrays.stream(names.split(" ", -1))
        .filter(name -> !name.equals("none"))
        .map(Column::valueOf)
        .toList();
  }

  /** The keys of what was evaluated, in order: a digit for each choice. */
  static String keys(Run run) {
    return run.entries().stream()
        .map(entry -> Arrays.stream(entry.encoding().toArray()).mapToObj(Integer::toString))
        .map(digits -> digits.collect(Collectors.joining()))
        .collect(Collectors.joining(" "));
  }
}
