package convspectrum.costmodel;

import convspectrum.spec.file.CsvFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Golden tables. */
final class Csv {
  private Csv() {}

  /** The cells of a row by column. */
  record Row(Map<String, String> cells) {
    String text(String column) {
      return Objects.requireNonNull(cells.get(column), column);
    }

    int number(String column) {
      return Integer.parseInt(text(column));
    }

    long count(String column) {
      return Long.parseLong(text(column));
    }
  }

  static List<Row> resource(String name) throws IOException {
    try (InputStream in = Objects.requireNonNull(Csv.class.getResourceAsStream(name), name)) {
      return rows(CsvFile.of(Path.of(name), in.readAllBytes()));
    }
  }

  /** A table of the larger set that may lie beside a checkout. */
  static Optional<List<Row>> shared(String path) throws IOException {
    String given = System.getProperty("convspectrum.shared", System.getenv("CONVSPECTRUM_SHARED"));
    Path root = given == null ? Path.of("..", "..", "shared") : Path.of(given);
    Path file = root.resolve(path);
    return Files.isReadable(file) ? Optional.of(rows(CsvFile.read(file))) : Optional.empty();
  }

  private static List<Row> rows(CsvFile csv) {
    List<Row> rows = new ArrayList<>();
    for (List<String> cells : csv.rows()) {
      Map<String, String> row = new HashMap<>();
      for (int i = 0; i < cells.size(); i++) {
        row.put(csv.header().get(i), cells.get(i));
      }
      rows.add(new Row(row));
    }
    return rows;
  }
}
