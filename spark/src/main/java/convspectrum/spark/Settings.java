package convspectrum.spark;

import convspectrum.search.work.NoClusterException;
import convspectrum.spec.fault.Suggestions;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.internal.config.ConfigEntry$;
import org.apache.spark.internal.config.Network$;
import org.apache.spark.internal.config.UI$;
import org.apache.spark.internal.config.package$;

/** Settings of Spark's that the user gives: which of them are not for the user to make. */
final class Settings {
  /** What has to be as the program makes it, and what does instead. */
  private static final Map<String, String> OWN =
      Map.of(
          "spark.master",
          "--on, which names it",
          "spark.jars",
          "the command without it: workers fetch the jars of convspectrum from here",
          "spark.serializer",
          "the command without it: results travel as Java writes them",
          "spark.dynamicAllocation.enabled",
          "--spark spark.cores.max=N, which bounds the cores from the start");

  /** What decides where a time is taken and how often it is tried. */
  private static final List<String> OF_FLEETS =
      List.of("spark.task.maxFailures", "spark.speculation", "spark.locality.wait");

  /** Names that end as the user likes, or that libraries of Spark's read without listing them. */
  private static final Pattern FREE =
      Pattern.compile(
          "spark\\.(app\\.name|local\\.dir|port\\.maxRetries|(hadoop|executorEnv|ssl|redaction|metrics|sql|plugins)\\..+|[a-z]+\\.io\\..+)");

  private Settings() {}

  /**
   * Refuses settings that would contradict the program.
   *
   * @param measuring whether times are taken, each on its machine and once
   * @throws NoClusterException for the first of them
   */
  static void check(Map<String, String> settings, boolean measuring) {
    settings.forEach((name, value) -> {
      String instead = OWN.get(name);
      if (measuring && OF_FLEETS.contains(name)) {
        instead = "the command without it: what is timed is timed once, by the worker it is for";
      }
      if (instead != null && !value.equals("false")) {
        throw new NoClusterException(
            "--spark %s=%s: found a setting that this program makes itself; expected others, such as spark.executor.memory=8g; try %s"
                .formatted(name, value, instead));
      }
    });
  }

  /** Tells of names that Spark does not list: it takes any, and a mistyped one does nothing. */
  static void note(Map<String, String> settings, Consumer<String> notes) {
    Collection<String> known = known();
    for (String name : settings.keySet()) {
      if (!known.contains(name) && !FREE.matcher(name).matches()) {
        Optional<String> meant = Suggestions.nearest(name, known);
        notes.accept(
            "--spark %s: Spark lists no setting of that name, and takes it as it is%s"
                .formatted(name, meant.map(one -> "; did you mean " + one + "?").orElse("")));
      }
    }
  }

  private static Collection<String> known() {
    // A list has what the classes of settings put there when they are loaded.
    for (Object settings : List.of(package$.MODULE$, Network$.MODULE$, UI$.MODULE$)) {
      Objects.requireNonNull(settings);
    }
    return ConfigEntry$.MODULE$.knownConfigs().keySet().stream().sorted().toList();
  }

  /** The settings as they were typed, for a message; empty where there are none. */
  static String typed(Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(one -> " --spark " + one.getKey() + "=" + one.getValue())
        .collect(Collectors.joining());
  }
}
