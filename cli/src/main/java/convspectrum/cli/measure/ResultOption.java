package convspectrum.cli.measure;

import convspectrum.cli.usage.OutputFile;
import convspectrum.cli.usage.UsageException;
import convspectrum.search.history.ResultFile;
import convspectrum.search.history.RunResult;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether to write what was measured as a file that travels. */
public final class ResultOption {
  @Option(
      names = "--result",
      paramLabel = "FILE",
      description =
          "Write every sample with machine, protocol and spec (JSON), for leaderboard and"
              + " compare-runs.")
  private @Nullable Path file;

  /** Whether a file is asked for. */
  public boolean wanted() {
    return file != null;
  }

  /**
   * Refuses a place that cannot be written, before minutes of measuring.
   *
   * @param nothing why there will be nothing to write; empty where there will be something
   */
  public void check(Optional<String> nothing) {
    if (file == null) {
      return;
    }
    if (nothing.isPresent()) {
      throw new UsageException("--result " + file + ": " + nothing.get());
    }
    OutputFile.check("--result", file);
  }

  /** Writes a result if asked to, and says where; nothing where nothing was timed. */
  public void write(Optional<RunResult> result, PrintWriter err) {
    if (file == null) {
      return;
    }
    if (result.isEmpty()) {
      err.println("not written " + file + ": nothing was timed");
    } else {
      ResultFile.write(file, result.get());
      err.println("wrote " + file);
    }
  }
}
