package convspectrum.cli.cluster;

import convspectrum.cli.usage.OutputFolder;
import convspectrum.cli.usage.UsageException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The folder for results of machines, of a command that writes no report otherwise. */
public final class FleetFolder {
  private static final Path USUAL = Path.of("convspectrum-out");

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "With --on, folder for a result of each machine and a page of all. Default:"
              + " convspectrum-out.")
  private @Nullable Path out;

  /** Refuses a folder that cannot be, or that nothing would be written to. */
  public void check(boolean onCluster) {
    if (out != null && !onCluster) {
      throw new UsageException(
          "--out %s: found no --on, whose machines have a result each; expected both; try --result %s"
              .formatted(out, out.resolve("result.json")));
    }
    OutputFolder.check("--out", folder());
  }

  /** The folder. */
  public Path folder() {
    return Objects.requireNonNullElse(out, USUAL);
  }
}
