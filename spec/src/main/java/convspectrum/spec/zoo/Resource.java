package convspectrum.spec.zoo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Files beside this package: specs, and tables with semicolons between cells and no quotes. */
final class Resource {
  private Resource() {}

  /** The cells of a row by column. */
  record Row(Map<String, String> cells) {
    String text(String column) {
      String text = cells.get(column);
      if (text == null) {
        throw new IllegalStateException("no column '" + column + "' among " + cells.keySet());
      }
      return text;
    }

    /** {@code width=0.5 resolution=160} by name. */
    Map<String, String> settings() {
      Map<String, String> settings = new LinkedHashMap<>();
      for (String setting : words("settings")) {
        int cut = setting.indexOf('=');
        settings.put(setting.substring(0, cut), setting.substring(cut + 1));
      }
      return settings;
    }

    List<String> words(String column) {
      String text = text(column);
      return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }
  }

  static String text(String name) {
    try (InputStream in = Resource.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Row> rows(String name) {
    List<String> lines = text(name).lines().toList();
    String[] columns = lines.getFirst().split(";");
    return lines.subList(1, lines.size()).stream().map(line -> row(name, columns, line)).toList();
  }

  private static Row row(String name, String[] columns, String line) {
    String[] cells = line.split(";", -1);
    if (cells.length != columns.length) {
      throw new IllegalStateException(
          "%s: %d cells for %d columns: %s".formatted(name, cells.length, columns.length, line));
    }
    Map<String, String> row = new LinkedHashMap<>();
    for (int i = 0; i < columns.length; i++) {
      row.put(columns[i], cells[i]);
    }
    return new Row(row);
  }
}
