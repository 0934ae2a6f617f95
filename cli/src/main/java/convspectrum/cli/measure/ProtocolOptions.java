package convspectrum.cli.measure;

import convspectrum.cli.usage.OutputFolder;
import convspectrum.cli.usage.Percentage;
import convspectrum.cli.usage.TimeBudget;
import convspectrum.cli.usage.UsageException;
import convspectrum.executor.measure.protocol.JmhProtocol;
import convspectrum.executor.measure.protocol.Protocol;
import convspectrum.executor.measure.protocol.QuickProtocol;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** By which protocol to take times, and for how long. */
final class ProtocolOptions {
  private static final String QUICK = "quick";
  private static final String JMH = "jmh";

  @Option(
      names = "--protocol",
      paramLabel = "NAME",
      defaultValue = "quick",
      completionCandidates = Protocols.class,
      description =
          "How to measure: quick, in turns in one process a runtime; or jmh, each design in forks of"
              + " its own, which takes longer. Default: ${DEFAULT-VALUE}.")
  private String protocol;

  @Option(
      names = "--jmh-json",
      paramLabel = "DIR",
      description =
          "Folder for JMH's own results, jmh-RUNTIME.json, with --protocol jmh. Default: the folder"
              + " of the report, or convspectrum-out.")
  private @Nullable Path jmhJson;

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      description =
          "Time for each runtime, as 40s or 2m. Default: 40s, or 2s a design if that is more; with"
              + " jmh 150s.")
  private @Nullable String budget;

  @Option(
      names = "--precision",
      paramLabel = "PERCENT",
      defaultValue = "1%",
      description =
          "End early once every speed-up is known within this. Default: ±${DEFAULT-VALUE}.")
  private String precision;

  /** The words that {@code --protocol} takes, for help and completion. */
  static final class Protocols implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of(QUICK, JMH).iterator();
    }
  }

  /** Folder for the results of JMH itself, if one was given. */
  Optional<Path> jmhJson() {
    return Optional.ofNullable(jmhJson);
  }

  /**
   * The protocol, with this seed.
   *
   * @param designs number of designs to measure, by which the default budget goes
   * @param allowed default budget of the protocol quick; without it, the usual one
   * @throws UsageException where an option does not fit the protocol
   */
  Protocol read(long seed, int designs, Optional<Duration> allowed) {
    double share = Percentage.of("--precision", precision, false);
    if (protocol.equals(JMH)) {
      if (jmhJson != null) {
        OutputFolder.check("--jmh-json", jmhJson);
      }
      return JmhProtocol.DEFAULT
          .withBudget(duration(JmhProtocol.DEFAULT.budget()))
          .withPrecision(share)
          .withSeed(seed);
    }
    if (!protocol.equals(QUICK)) {
      throw new UsageException("--protocol " + protocol + ": expected quick or jmh");
    }
    if (jmhJson != null) {
      throw new UsageException(
          "--jmh-json " + jmhJson + ": found another protocol; expected --protocol jmh with it");
    }
    Duration usual = allowed.orElseGet(() -> QuickProtocol.of(designs).budget());
    return QuickProtocol.DEFAULT.withBudget(duration(usual)).withPrecision(share).withSeed(seed);
  }

  /** Refuses forks for what is never done in them. */
  void requireQuick(String option) {
    if (!protocol.equals(QUICK)) {
      throw new UsageException(
          "%s: found --protocol %s, but it is not measured in forks; try it without"
              .formatted(option, protocol));
    }
  }

  private Duration duration(Duration otherwise) {
    return budget == null ? otherwise : TimeBudget.of(budget);
  }
}
