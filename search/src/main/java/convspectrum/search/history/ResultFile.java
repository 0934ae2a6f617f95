package convspectrum.search.history;

import convspectrum.spec.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.type.LogicalType;

/**
 * Results as JSON files. They come from other machines and other people: what is read is no larger
 * than {@value #MOST_BYTES} bytes, of a schema that is known, and sound.
 */
public final class ResultFile {
  /** More than any command writes: 500 designs on four runtimes with 400 samples take 16 MB. */
  static final long MOST_BYTES = 64L << 20;

  private static final int LONGEST = 200;

  /** Fields that a fault names; paths have some 30 characters. */
  private static final int MOST_NAMED = 5;

  /**
   * Names as in all documents of this program. Of a field that stands there twice nobody knows
   * which one counts, and a number is no text, nor 1.5 a whole one.
   */
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .withCoercionConfig(
              LogicalType.Textual,
              texts -> {
                for (CoercionInputShape shape :
                    List.of(
                        CoercionInputShape.Integer,
                        CoercionInputShape.Float,
                        CoercionInputShape.Boolean)) {
                  texts.setCoercion(shape, CoercionAction.Fail);
                }
              })
          .build();

  private static final Pattern VERSIONED = Pattern.compile("convspectrum/result/([0-9]{1,100})");

  private ResultFile() {}

  /**
   * Writes a result, completely or not at all, in place of what is there.
   *
   * @throws convspectrum.spec.file.WriteException where it cannot be written
   */
  public static void write(Path file, RunResult result) {
    AtomicFile.write(file, MAPPER.writeValueAsString(result) + "\n");
  }

  /**
   * Reads a result, of this version or an earlier one.
   *
   * @throws HistoryException where there is no file, or it holds something else
   */
  public static RunResult read(Path file) {
    requireSmall(file);
    return read(file.toString(), () -> MAPPER.readTree(file));
  }

  /**
   * Reads a result that did not come as a file.
   *
   * @param name what faults call it
   * @throws HistoryException where the text holds something else
   */
  public static RunResult parse(String name, String text) {
    return read(name, () -> MAPPER.readTree(text));
  }

  /**
   * The text of a file that can be a result, for another process to parse.
   *
   * @throws HistoryException where there is none, or it is too large
   * @throws IOException where it cannot be read
   */
  public static String text(Path file) throws IOException {
    requireSmall(file);
    return Files.readString(file);
  }

  private static RunResult read(String name, Supplier<JsonNode> source) {
    JsonNode content;
    try {
      content = source.get();
    } catch (JacksonException e) {
      throw noResult(name, e);
    }
    if (!(content instanceof ObjectNode run)) {
      throw new HistoryException(name + " is no result: expected a JSON object");
    }
    EarlierResults.upgrade(run);
    requireReadable(name, run);
    List<String> missing = RequiredFields.missing(run, RunResult.class);
    if (!missing.isEmpty()) {
      throw noResult(name, listed(missing));
    }
    try {
      return MAPPER.treeToValue(run, RunResult.class);
    } catch (JacksonException | NullPointerException | IllegalArgumentException e) {
      throw noResult(name, e);
    }
  }

  private static void requireSmall(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw new HistoryException(
            file + ": found no file; expected one that --result or --save wrote");
      }
      long bytes = Files.size(file);
      if (bytes > MOST_BYTES) {
        throw new HistoryException(
            "%s has %d MB; expected a result, which has at most %d MB"
                .formatted(file, bytes >> 20, MOST_BYTES >> 20));
      }
    } catch (IOException e) {
      throw new HistoryException("%s cannot be read: %s".formatted(file, e.getMessage()));
    }
  }

  private static void requireReadable(String name, ObjectNode run) {
    String found =
        run.has("schema")
            ? run.get("schema").asString("")
            : run.has("format") ? "format " + run.get("format").asString("") : "";
    if (found.isEmpty() || found.equals(RunResult.SCHEMA)) {
      return; // without any, what is missing is said
    }
    Matcher version = VERSIONED.matcher(found);
    String newer =
        version.matches() ? ", which a newer version of convspectrum wrote; try that version" : "";
    throw new HistoryException(
        "%s is of %s%s; this version reads %s, %s and format %d"
            .formatted(
                name,
                shortened(found),
                newer,
                RunResult.SCHEMA,
                EarlierResults.SAVED_RUN,
                EarlierResults.FORMAT));
  }

  private static HistoryException noResult(String name, RuntimeException e) {
    String reason =
        switch (e.getCause()) {
          case IllegalArgumentException wrong -> String.valueOf(wrong.getMessage());
          case NullPointerException missing ->
              Objects.requireNonNullElse(missing.getMessage(), "a value") + " is missing";
          case ArithmeticException _ -> "it has numbers that are too large";
          case null, default ->
              e instanceof JacksonException wrong
                  ? JsonFault.words(wrong)
                  : Objects.toString(e.getMessage(), "");
        };
    return noResult(name, reason);
  }

  private static HistoryException noResult(String name, String reason) {
    return new HistoryException(
        "%s is no result: %s; expected what --result or --save wrote; try to copy or measure it again"
            .formatted(name, shortened(reason.lines().findFirst().orElse(""))));
  }

  /** {@code a, b and 3 more are missing}. */
  private static String listed(List<String> missing) {
    int shown = Math.min(missing.size(), MOST_NAMED);
    String names = String.join(", ", missing.subList(0, shown));
    return names
        + (shown < missing.size() ? " and " + (missing.size() - shown) + " more" : "")
        + (missing.size() == 1 ? " is missing" : " are missing");
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }
}
