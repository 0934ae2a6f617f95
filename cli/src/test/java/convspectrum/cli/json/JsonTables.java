package convspectrum.cli.json;

import convspectrum.reports.json.ResultKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The tables of each kind of document, with all columns that samples of it have. A column that is
 * named after a parameter, a runtime, a proxy or a budget has that word in capitals instead, a
 * number of a seed N.
 *
 * @param byKind by kind, table and column
 */
record JsonTables(Map<ResultKind, Map<String, Map<String, JsonTables.Column>>> byKind) {
  /** What stands for any name. */
  static final List<String> OPEN = List.of("PARAMETER", "PROXY", "FIGURE");

  /**
   * A column.
   *
   * @param type as in {@code columns}
   * @param unit empty where it has none
   * @param meaning of all tables that have it
   */
  record Column(String type, String unit, String meaning) {}

  static JsonTables of(List<JsonNode> samples) {
    Map<ResultKind, Map<String, Map<String, Column>>> byKind = new TreeMap<>();
    for (JsonNode sample : samples) {
      Map<String, Map<String, Column>> tables =
          byKind.computeIfAbsent(kind(sample), _ -> new TreeMap<>());
      sample
          .get("columns")
          .forEachEntry((table, columns) -> {
            Map<String, Column> known = tables.computeIfAbsent(table, _ -> new LinkedHashMap<>());
            columns.forEachEntry((name, column) -> add(known, sample, name, column));
          });
    }
    return new JsonTables(byKind);
  }

  private static void add(
      Map<String, Column> known, JsonNode sample, String name, JsonNode column) {
    String open = open(sample, name);
    String meaning =
        switch (open) {
          case "PARAMETER" -> "Value of a parameter of the spec, by its name.";
          case "FIGURE" -> "An objective or a bounded figure of the search, by its name.";
          default -> words(sample, column.get("meaning").asString());
        };
    known.putIfAbsent(
        open,
        new Column(
            OPEN.contains(open) && !open.equals("PROXY") ? "any" : column.get("type").asString(),
            column.get("unit").isNull() ? "" : column.get("unit").asString(),
            meaning));
  }

  static ResultKind kind(JsonNode sample) {
    return Stream.of(ResultKind.values())
        .filter(kind -> kind.schema().equals(sample.get("schema").asString()))
        .findFirst()
        .orElseThrow();
  }

  private static String open(JsonNode sample, String name) {
    if (texts(sample, "/details/parameters").anyMatch(name::equals)) {
      return "PARAMETER";
    }
    if (name.equals("naswot") && sample.at("/details/objectives").isMissingNode()) {
      return "PROXY";
    }
    if (texts(sample, "/details/objectives").anyMatch(one -> one.split(":", 2)[0].equals(name))
        || texts(sample, "/details/constraints").anyMatch(one -> one.startsWith(name + "<"))) {
      return "FIGURE";
    }
    String open =
        name.replaceFirst("^(hv|regret)_[0-9]+$", "$1_BUDGET")
            .replaceFirst("_seed[0-9]+$", "_seedN");
    for (String runtime : runtimes(sample).toList()) {
      open = open.replaceAll("(^|_)" + runtime + "(_|$)", "$1RUNTIME$2");
    }
    return open;
  }

  private static String words(JsonNode sample, String meaning) {
    String words = meaning.replace("naswot", "PROXY").replaceAll("^(HV|Regret) [0-9]+$", "$1");
    for (String runtime : runtimes(sample).toList()) {
      words = words.replaceAll("\\b" + runtime + "\\b", "RUNTIME");
    }
    return words;
  }

  private static Stream<String> runtimes(JsonNode sample) {
    return sample.get("runs").valueStream().map(run -> run.get("runtime").asString());
  }

  private static Stream<String> texts(JsonNode sample, String at) {
    return sample.at(at).valueStream().map(JsonNode::asString);
  }
}
