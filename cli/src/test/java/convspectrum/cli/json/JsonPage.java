package convspectrum.cli.json;

import convspectrum.reports.json.Details;
import convspectrum.reports.json.JsonRoot;
import convspectrum.reports.json.ResultKind;
import convspectrum.search.history.RunResult;
import convspectrum.search.predict.LatencyTable;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The page {@code docs/json.md}, from the records that are written. */
final class JsonPage {
  private final StringBuilder page = new StringBuilder();

  private JsonPage() {}

  static String of(JsonTables tables) {
    JsonPage page = new JsonPage();
    page.page.append(
        """
        # JSON

        Every command that prints a table prints it as JSON with `--format json`, and the same fields as YAML with `--format yaml`. The reports that
        commands write hold the same documents (`comparison.json`, `validation.json`, `search.json`). All have one root; `schema` says what kind a
        document is and which version: a field that is added leaves the version as it is, one that changes or goes raises it.

        ```bash
        ./convspectrum cost zoo:mobilenet-v2 --format json
        ./convspectrum schema cost
        ```

        - Counts are exact integers, of any size. Times are in milliseconds where the name ends in `_ms`, sizes in bytes where it ends in `_bytes`; other
          units stand beside the field below, and in `columns` of the document itself. Shares are fractions: 0.5 is 50 %.
        - `null` is a value that is not known or does not exist. Why is said by the field's meaning, by `note`, or by another field of the row.
        - An infinite number, which JSON cannot write, is `null` too.
        - With `--where`, `--sort`, `--top` or `--columns` the `tables` hold what is asked for; all other fields are of the whole result.

        `convspectrum schema KIND` prints the JSON Schema of a kind, which is [docs/json](json) too. This page and the schemas are generated from the Java
        records that are written, and a test holds them to what the commands print.

        ## The root

        """);
    page.record(JsonRoot.class);
    SequencedSet<Class<?>> shared = new LinkedHashSet<>();
    page.nested(JsonRoot.class, shared);
    for (Class<?> type : shared) {
      page.page.append("### ").append(type.getSimpleName()).append("\n\n");
      page.record(type);
    }
    for (ResultKind kind : ResultKind.values()) {
      page.kind(kind, tables.byKind().get(kind));
    }
    page.files();
    return page.page.toString();
  }

  private void kind(ResultKind kind, Map<String, Map<String, JsonTables.Column>> tables) {
    page.append("## ").append(kind.schema()).append("\n\n`convspectrum ").append(kind.command());
    page.append("`: ").append(kind.meaning()).append("\n\n");
    if (kind.details() != Details.None.class) {
      page.append("`details`:\n\n");
      record(kind.details());
      SequencedSet<Class<?>> parts = new LinkedHashSet<>();
      nested(kind.details(), parts);
      for (Class<?> type : parts) {
        page.append(type.getSimpleName()).append(":\n\n");
        record(type);
      }
    }
    tables.forEach((name, columns) -> {
      page.append("`tables.").append(name).append("`:\n\n");
      page.append("| column | type | unit | meaning |\n|---|---|---|---|\n");
      columns.forEach((column, about) ->
          page.append(
              "| `%s` | %s | %s | %s |\n"
                  .formatted(column, about.type(), about.unit(), cell(about.meaning()))));
      page.append('\n');
    });
    if (page.charAt(page.length() - 2) == '\n'
        && kind.ordinal() == ResultKind.values().length - 1) {
      page.setLength(page.length() - 1);
    }
  }

  private void files() {
    page.append("\n## ").append(RunResult.SCHEMA).append("\n\n");
    page.append(
        "What was measured, with every sample: `result.json` of the reports of `explore` and `search`, what `--result`"
            + " and `--save` write, and what `leaderboard` and `compare-runs` read ([leaderboard.md](leaderboard.md)). Files"
            + " of earlier versions, `convspectrum/saved-run/2` and `\"format\": 1`, are read too; those of newer versions"
            + " are refused with the reason.\n\n");
    file(RunResult.class);
    page.append("## ").append(LatencyTable.SCHEMA).append("\n\n");
    page.append(
        "A latency table, which `predict calibrate` and `predict transfer` write ([predict.md](predict.md))."
            + " Tables of other versions are refused.\n\n");
    file(LatencyTable.class);
    page.append(
        "Journals of searches are SQLite files (`journal export` prints them as JSON), and the limits of"
            + " the machine in the cache folder are for this program alone: files of another version"
            + " are measured anew.\n");
  }

  /** A file, and the records that are parts of it. */
  private void file(Class<?> of) {
    record(of);
    SequencedSet<Class<?>> parts = new LinkedHashSet<>();
    nested(of, parts);
    for (Class<?> type : parts) {
      page.append(type.getSimpleName()).append(":\n\n");
      record(type);
    }
  }

  private void record(Class<?> type) {
    page.append("| field | type | meaning |\n|---|---|---|\n");
    for (RecordComponent component : type.getRecordComponents()) {
      page.append(
          "| `%s` | %s | %s |\n"
              .formatted(
                  JsonSchemas.field(component),
                  words(component.getGenericType())
                      + (component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                          ? " or null"
                          : ""),
                  cell(JsonSchemas.doc(component))));
    }
    page.append('\n');
  }

  private void nested(Class<?> type, SequencedSet<Class<?>> found) {
    for (RecordComponent component : type.getRecordComponents()) {
      for (Class<?> part : plain(component.getGenericType()).toList()) {
        if (part.isRecord() && found.add(part)) {
          nested(part, found);
        }
      }
    }
  }

  private static Stream<Class<?>> plain(Type type) {
    return type instanceof ParameterizedType generic
        ? Stream.of(generic.getActualTypeArguments()).flatMap(JsonPage::plain)
        : Stream.of((Class<?>) type);
  }

  private static String words(Type type) {
    if (type instanceof ParameterizedType generic) {
      List<String> of = new ArrayList<>();
      Stream.of(generic.getActualTypeArguments()).map(JsonPage::words).forEach(of::add);
      return switch (((Class<?>) generic.getRawType()).getSimpleName()) {
        case "Optional" -> of.getFirst() + " or null";
        case "List" -> "list of " + of.getFirst();
        default -> "object of " + of.getLast();
      };
    }
    Class<?> plain = (Class<?>) type;
    return switch (plain.getSimpleName()) {
      case "String" -> "string";
      case "boolean", "Boolean" -> "boolean";
      case "double", "Double" -> "number";
      case "OptionalDouble" -> "number or null";
      case "OptionalLong" -> "integer or null";
      case "int", "long", "Integer", "Long", "BigInteger" -> "integer";
      case "ResultTable" -> "list of rows";
      case "Details" -> "object";
      default -> plain.getSimpleName();
    };
  }

  private static String cell(String text) {
    return text.lines().collect(Collectors.joining(" ")).replace("|", "\\|");
  }
}
