package convspectrum.search.leaderboard;

import convspectrum.search.history.ProtocolFields;
import convspectrum.search.history.RunHost;
import convspectrum.search.history.RunResult.OnRuntime;
import convspectrum.search.history.RunResult.Timed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * In which conditions results differ: the version of this program and of each runtime, threads, the
 * protocol field by field, and of each design its input, its network and its baseline. Machines,
 * with the instructions that a runtime finds there, and data types may differ, since that is what
 * results are compared for. One machine may be in another state: its governor, kernel and Java.
 */
public final class MixedConditions {
  /**
   * A runtime names the instructions that it found behind its version: {@code java 25, 256 bits},
   * {@code java 25, 256 of 512 bits}, {@code 3.13.0, avx2}. That it had none, as {@code vector}
   * without its module, is no property of the machine and stays a part of the version.
   */
  private static final Pattern VERSION =
      Pattern.compile("(.+), ([0-9]+(?: of [0-9]+)? bits|[a-z][a-z0-9_]*)");

  private static final String INSTRUCTIONS = "instructions of ";
  private static final String MACHINE = "machine ";

  private final Map<Condition, SequencedMap<String, Set<String>>> byCondition =
      new LinkedHashMap<>();
  private final Map<DesignKey, String> labels = new LinkedHashMap<>();

  /** A condition of a run, or of a design of it. */
  private record Condition(String name, Optional<DesignKey> design) {}

  private MixedConditions() {}

  /** All that differ, those that make times incomparable first. */
  public static List<MixedCondition> of(List<NamedResult> results) {
    MixedConditions conditions = new MixedConditions();
    results.forEach(conditions::add);
    List<MixedCondition> mixed = new ArrayList<>();
    conditions.byCondition.forEach((condition, values) -> {
      if (values.size() > 1) {
        SequencedMap<String, List<String>> named = new LinkedHashMap<>();
        values.forEach((value, names) -> named.put(value, List.copyOf(names)));
        String words =
            condition
                .design()
                .map(design -> condition.name() + " of " + conditions.labels.get(design))
                .orElse(condition.name());
        mixed.add(new MixedCondition(words, named, isObstacle(condition.name(), values)));
      }
    });
    return mixed.stream()
        .sorted((one, other) -> Boolean.compare(other.obstacle(), one.obstacle()))
        .toList();
  }

  /** The values of a runtime of a result, by the names of conditions. */
  static Map<String, String> of(NamedResult named, OnRuntime runtime) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("version of convspectrum", named.result().convspectrum());
    Matcher version = VERSION.matcher(runtime.version());
    if (version.matches()) {
      values.put("version of " + runtime.runtime(), version.group(1));
      values.put(INSTRUCTIONS + runtime.runtime(), version.group(2));
    } else {
      values.put("version of " + runtime.runtime(), runtime.version());
    }
    values.putAll(state(named));
    values.put("threads", Integer.toString(runtime.threads()));
    Map<String, String> fields = ProtocolFields.of(runtime.protocol());
    if (fields.isEmpty()) {
      values.put("protocol", runtime.protocol());
    }
    fields.forEach((field, value) ->
        values.put(field.equals("protocol") ? field : "protocol, " + field, value));
    return values;
  }

  /** What one machine may have been set to in one result, and not in another. */
  private static Map<String, String> state(NamedResult named) {
    RunHost host = named.result().host();
    Map<String, String> values = new LinkedHashMap<>();
    if (host != null) {
      String machine = MACHINE + named.result().machine();
      values.put(machine + ", governor", Objects.requireNonNullElse(host.governor(), "unknown"));
      values.put(machine + ", kernel", host.kernel());
      values.put(machine + ", Java", host.jvm());
    }
    return values;
  }

  private void add(NamedResult named) {
    for (OnRuntime runtime : named.result().runtimes()) {
      of(named, runtime)
          .forEach((name, value) -> add(new Condition(name, Optional.empty()), value, named));
      for (Timed timed : runtime.designs()) {
        DesignKey key = DesignKey.of(named.result(), timed);
        labels.putIfAbsent(key, timed.design());
        of(named, timed)
            .forEach((name, value) -> add(new Condition(name, Optional.of(key)), value, named));
      }
    }
  }

  /** The values of a design of a result, by the names of conditions. */
  static Map<String, String> of(NamedResult named, Timed timed) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("input", shapes(timed));
    values.put("network", "%,d MACs, graph %s".formatted(timed.macs(), start(timed)));
    String baseline = timed.baseline();
    values.put("baseline", baseline == null ? named.result().baseline() : baseline);
    return values;
  }

  private static String start(Timed timed) {
    return timed.graph().substring(0, Math.min(12, timed.graph().length()));
  }

  private static String shapes(Timed timed) {
    return timed.inputs().stream()
        .map(shape -> shape.stream().map(String::valueOf).collect(Collectors.joining("x")))
        .collect(Collectors.joining(", "));
  }

  private void add(Condition condition, String value, NamedResult named) {
    byCondition
        .computeIfAbsent(condition, _ -> new LinkedHashMap<>())
        .computeIfAbsent(value, _ -> new LinkedHashSet<>())
        .add(named.name());
  }

  private static boolean isObstacle(String condition, SequencedMap<String, Set<String>> values) {
    if (!condition.startsWith("protocol, ")) {
      return !condition.startsWith(INSTRUCTIONS) && !condition.startsWith(MACHINE);
    }
    String first = values.firstEntry().getKey();
    String field = condition.substring("protocol, ".length());
    return values.keySet().stream().anyMatch(other -> ProtocolFields.matters(field, first, other));
  }
}
