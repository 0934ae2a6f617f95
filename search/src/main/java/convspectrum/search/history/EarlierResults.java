package convspectrum.search.history;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Results of earlier versions: version 0.1 wrote {@code "format": 1} in place of a schema, later
 * ones {@value #SAVED_RUN}. Both hold the times and neither the machine nor the spec.
 */
final class EarlierResults {
  static final String SAVED_RUN = "convspectrum/saved-run/2";

  /** What version 0.1 wrote. */
  static final int FORMAT = 1;

  private EarlierResults() {}

  /** Adds to a result of an earlier version what it has not, as not known; others stay. */
  static void upgrade(ObjectNode run) {
    boolean isFirst = run.path("format").asInt(0) == FORMAT && !run.has("schema");
    if (!isFirst && !run.path("schema").asString("").equals(SAVED_RUN)) {
      return;
    }
    run.put("schema", RunResult.SCHEMA);
    run.put("command", "");
    run.putArray("specs");
    for (JsonNode runtime : run.path("runtimes")) {
      for (JsonNode design : runtime.path("designs")) {
        if (design instanceof ObjectNode timed) {
          timed.put("spec", "");
          timed.putObject("parameters");
          timed.putArray("inputs");
          timed.putArray("disturbed");
        }
      }
    }
  }
}
