package convspectrum.search.history;

import convspectrum.search.history.RunResult.OnRuntime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
  /** Returns all differences between two runs, in the runtimes that both have. */
  public static List<RunDifference> between(RunResult before, RunResult after) {
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
    Map<String, String> one = ProtocolFields.of(before.protocol());
    Map<String, String> other = ProtocolFields.of(after.protocol());
    if (one.equals(other)) { // they differ in words that are no field
      add(found, runtime, "protocol", before.protocol(), after.protocol(), true);
      return;
    }
    Set<String> fields = new LinkedHashSet<>(one.keySet());
    fields.addAll(other.keySet());
    for (String field : fields) {
      String first = one.getOrDefault(field, "");
      String second = other.getOrDefault(field, "");
      add(found, runtime, field, first, second, ProtocolFields.matters(field, first, second));
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
