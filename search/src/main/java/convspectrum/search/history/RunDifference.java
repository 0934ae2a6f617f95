package convspectrum.search.history;

import convspectrum.search.history.SavedRun.OnRuntime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One field in which the conditions of two runs differ.
 *
 * @param runtime the runtime; empty where the field is that of the whole run
 * @param field its name, such as {@code budget}
 * @param before its value in the earlier run; empty where there is none
 * @param after in the later one
 * @param obstacle whether the runs are not comparable because of it
 */
public record RunDifference(
    String runtime, String field, String before, String after, boolean obstacle) {
  /**
   * The fields of a protocol, and where its description has them. {@link
   * convspectrum.executor.measure.protocol.Protocol#describe} is what saved runs hold.
   */
  private static final Map<String, Pattern> FIELDS = fields();

  /** Fields that say how long is measured, or how intervals are computed, but not what. */
  private static final Set<String> EFFORT =
      Set.of("budget", "precision", "rounds", "placements", "forks", "resamples", "seed");

  private static final String ONE_PLACEMENT = "one placement";

  private static Map<String, Pattern> fields() {
    Map<String, Pattern> fields = new LinkedHashMap<>();
    fields.put("protocol", Pattern.compile("^(\\w+)"));
    fields.put("budget", Pattern.compile("budget ([^,]+)"));
    fields.put("precision", Pattern.compile("precision ([^,]+)"));
    fields.put("rounds", Pattern.compile("(\\d+ to \\d+) rounds"));
    fields.put("placements", Pattern.compile("rounds in ([^,]+)"));
    fields.put("forks", Pattern.compile("(\\d+ to \\d+) forks"));
    fields.put("sample", Pattern.compile("samples of ([^,]+)"));
    fields.put("warm-up", Pattern.compile("warm(?:-|ed )up (?:for )?([^ ,]+ s)"));
    fields.put("steady within", Pattern.compile("steady within ([^,]+)"));
    fields.put("iterations", Pattern.compile("then ([^;]+)"));
    fields.put("resamples", Pattern.compile("(\\d+) resamples"));
    fields.put("seed", Pattern.compile("seed (\\d+)"));
    fields.put("pinned", Pattern.compile(", ([^,]*pinned[^,]*)$"));
    return fields;
  }

  /** Returns all differences between two runs, in the runtimes that both have. */
  public static List<RunDifference> between(SavedRun before, SavedRun after) {
    List<RunDifference> found = new ArrayList<>();
    add(found, "", "machine", before.machine(), after.machine(), true);
    for (OnRuntime one : before.runtimes()) {
      after.runtime(one.runtime()).ifPresent(other -> add(found, one, other));
    }
    return found;
  }

  private static void add(List<RunDifference> found, OnRuntime before, OnRuntime after) {
    String runtime = before.runtime();
    // Comparing versions is a purpose of comparing runs.
    add(found, runtime, "version", before.version(), after.version(), false);
    add(found, runtime, "data type", before.dtype(), after.dtype(), true);
    add(
        found,
        runtime,
        "threads",
        Integer.toString(before.threads()),
        Integer.toString(after.threads()),
        true);
    if (before.protocol().equals(after.protocol())) {
      return;
    }
    Map<String, String> one = protocol(before.protocol());
    Map<String, String> other = protocol(after.protocol());
    if (one.equals(other)) { // they differ in words that are no field
      add(found, runtime, "protocol", before.protocol(), after.protocol(), true);
      return;
    }
    Set<String> fields = new LinkedHashSet<>(one.keySet());
    fields.addAll(other.keySet());
    for (String field : fields) {
      String first = one.getOrDefault(field, "");
      String second = other.getOrDefault(field, "");
      boolean describesOnePlacement = first.equals(ONE_PLACEMENT) || second.equals(ONE_PLACEMENT);
      add(found, runtime, field, first, second, !EFFORT.contains(field) || describesOnePlacement);
    }
  }

  private static void add(
      List<RunDifference> found,
      String runtime,
      String field,
      String before,
      String after,
      boolean obstacle) {
    if (!before.equals(after)) {
      found.add(new RunDifference(runtime, field, before, after, obstacle));
    }
  }

  /** The fields of a protocol by its description, in order. */
  static Map<String, String> protocol(String description) {
    Map<String, String> fields = new LinkedHashMap<>();
    FIELDS.forEach((field, pattern) -> {
      Matcher matcher = pattern.matcher(description);
      if (matcher.find()) {
        fields.put(field, matcher.group(1));
      }
    });
    return fields;
  }

  /** {@code fast: threads 1 and 2}. */
  @Override
  public String toString() {
    return "%s%s %s and %s"
        .formatted(
            runtime.isEmpty() ? "" : runtime + ": ",
            field,
            before.isEmpty() ? "none" : before,
            after.isEmpty() ? "none" : after);
  }
}
