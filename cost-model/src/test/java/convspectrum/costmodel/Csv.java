package convspectrum.costmodel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Golden tables: comma-separated, no quotes, a header. */
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
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /** A table of the larger set that may lie beside a checkout. */
  static Optional<List<Row>> shared(String path) throws IOException {
    String given = System.getProperty("convspectrum.shared", System.getenv("CONVSPECTRUM_SHARED"));
    Path root = given == null ? Path.of("..", "..", "shared") : Path.of(given);
    Path file = root.resolve(path);
    return Files.isReadable(file) ? Optional.of(parse(Files.readString(file))) : Optional.empty();
  }

  private static List<Row> parse(String text) {
    List<String> lines = text.lines().toList();
    String[] header = lines.getFirst().split(",");
    List<Row> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      Map<String, String> row = new HashMap<>();
      for (int i = 0; i < header.length; i++) {
        row.put(header[i], cells[i]);
      }
      rows.add(new Row(row));
    }
    return rows;
  }
}
