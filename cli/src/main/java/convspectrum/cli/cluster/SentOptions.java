package convspectrum.cli.cluster;

import convspectrum.cli.usage.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options of a command that measures, for the same command on another machine. */
final class SentOptions {
  /** Say what is measured and how. */
  private static final Set<String> SENT =
      Set.of(
          "--set",
          "--input",
          "--sweep",
          "--max-designs",
          "--distinct",
          "--seed",
          "--threads",
          "--winograd",
          "--protocol",
          "--budget",
          "--precision",
          "--runtime",
          "--dtype",
          "--weight-range");

  /** Say where it is measured, and what is done with the result. */
  private static final Set<String> KEPT =
      Set.of(
          "--on",
          "--spark",
          FleetOptions.EVERY,
          "--out",
          "--format",
          "--where",
          "--sort",
          "--top",
          "--columns");

  /** What does instead of an option that is refused. */
  private static final Map<String, String> INSTEAD =
      Map.of(
          "--result",
          "--out DIR, which has a result for each machine",
          "--save",
          "--out DIR, which has a result for each machine, and compare-runs FILE FILE",
          "--live",
          "the command without it");

  private SentOptions() {}

  /**
   * The options that were given, as words.
   *
   * @throws UsageException where one is given that is only for one machine
   */
  static List<String> of(CommandSpec command) {
    List<String> words = new ArrayList<>();
    for (OptionSpec option : command.commandLine().getParseResult().matchedOptions()) {
      String name = option.longestName();
      if (SENT.contains(name)) {
        option.originalStringValues().forEach(value -> words.add(name + "=" + value));
      } else if (!KEPT.contains(name)) {
        throw new UsageException(
            "%s: found --on, with which machines of a cluster measure, and nothing else is done there; expected only one of the two; try %s"
                .formatted(
                    name, INSTEAD.getOrDefault(name, "the command without it, or on one machine")));
      }
    }
    return words;
  }
}
