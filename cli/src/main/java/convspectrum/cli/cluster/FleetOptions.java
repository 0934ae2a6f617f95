package convspectrum.cli.cluster;

import convspectrum.cli.usage.UsageException;
import convspectrum.search.fleet.Fleet;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options of commands that measure, if machines of a cluster are to do it. */
public final class FleetOptions {
  static final String EVERY = "--every-worker";
  private static final String MEMBER = "--for-fleet";

  @Mixin private OnOption on;

  @Option(
      names = EVERY,
      description =
          "With --on, let each worker measure, one after the other on one machine. Without it one"
              + " worker measures for all whose hardware and Java are the same.")
  private boolean every;

  @Option(
      names = MEMBER,
      paramLabel = "FILE",
      hidden = true,
      description = "Measure for the process that started this one, and write the result there.")
  private @Nullable Path member;

  /** Whether machines of a cluster are to measure. */
  public boolean isGiven() {
    return on.isGiven();
  }

  /** Refuses what cannot be meant, before anything is read. */
  public void check(CommandSpec command) {
    if (isGiven()) {
      SentOptions.of(command);
    } else if (every) {
      throw new UsageException(
          EVERY + ": found no --on, which it is for; expected both; try --on spark://HOST:7077");
    }
    on.check();
  }

  /** Whether machines of a cluster are to measure, or this is one of them. */
  public boolean isUsed() {
    return isGiven() || member != null;
  }

  /** Measures, on a cluster or for one, and returns the exit code. */
  public int measure(CommandSpec command, FleetWork work) {
    return member == null
        ? new FleetRun(this, command, work).run()
        : new FleetMember(member).serve(work, command.commandLine().getOut());
  }

  /** Whether all workers of a kind are to measure. */
  boolean every() {
    return every;
  }

  /** Reaches the cluster. */
  Fleet fleet(PrintWriter err) {
    return on.fleet(err);
  }

  /** The option by which a process is told that it measures for another one. */
  static String member(String file) {
    return MEMBER + "=" + file;
  }
}
