package convspectrum.search.predict;

import convspectrum.spec.file.AtomicFile;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Reads the JSON files of this package. */
final class TableFile {
  private static final int LONGEST = 200;

  /** Names as in all documents of this program; an object has a line for each member. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private TableFile() {}

  /** Writes a record, completely or not at all. */
  static void write(Path file, Object content) {
    AtomicFile.write(
        file, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(content) + "\n");
  }

  /**
   * Reads a record.
   *
   * @param schema the text that its member {@code schema} must be
   * @throws LatencyTableException where the file holds something else
   */
  static <T> T read(Path file, Class<T> type, String schema) {
    return fast(file, type).orElseGet(() -> explained(file, type, schema));
  }

  /** Reads a sound file without a tree of it, which takes as long again. */
  private static <T> Optional<T> fast(Path file, Class<T> type) {
    try {
      return Optional.of(MAPPER.readValue(file, type));
    } catch (JacksonException | NullPointerException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static <T> T explained(Path file, Class<T> type, String schema) {
    try {
      JsonNode content = MAPPER.readTree(file);
      String found = content.path("schema").asString("");
      if (!found.equals(schema)) {
        throw new LatencyTableException(
            "%s %s; expected %s; try predict calibrate, which writes one"
                .formatted(
                    file, found.isEmpty() ? "is no latency table" : "is of " + found, schema));
      }
      return MAPPER.treeToValue(content, type);
    } catch (JacksonException | NullPointerException | IllegalArgumentException e) {
      throw new LatencyTableException(
          "%s is damaged: %s; expected what predict calibrate wrote; try it again"
              .formatted(file, reason(e)));
    }
  }

  private static String reason(RuntimeException e) {
    String text =
        switch (e.getCause()) {
          case IllegalArgumentException wrong -> String.valueOf(wrong.getMessage());
          case NullPointerException missing -> missing.getMessage() + " is missing";
          case null, default -> Objects.toString(e.getMessage(), "").lines().findFirst().orElse("");
        };
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }
}
