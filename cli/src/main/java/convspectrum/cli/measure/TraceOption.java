package convspectrum.cli.measure;

import convspectrum.cli.usage.OutputFile;
import convspectrum.cli.usage.Version;
import convspectrum.executor.machine.Machine;
import convspectrum.executor.machine.limits.MachineLimits;
import convspectrum.reports.trace.PhaseRecorder;
import convspectrum.reports.trace.TraceFile;
import convspectrum.search.profile.DesignProfile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether to write a trace of the command and of the passes that it profiled. */
final class TraceOption {
  @Option(
      names = "--trace",
      paramLabel = "FILE",
      description =
          "Write the phases of the command and the profiled steps of a pass of each model as a trace"
              + " (JSON), which Perfetto and speedscope open.")
  private @Nullable Path file;

  private final PhaseRecorder phases = new PhaseRecorder(System::nanoTime);

  boolean wanted() {
    return file != null;
  }

  /** Refuses a place where no file can be written, before minutes of measuring. */
  void check() {
    if (file != null) {
      OutputFile.check("--trace", file);
    }
  }

  /** Follows the progress of what is measured. */
  PhaseRecorder phases() {
    return phases;
  }

  /** Writes it if asked to, and says where it is. */
  void write(
      Machine machine,
      Optional<MachineLimits> limits,
      List<DesignProfile> profiles,
      PrintWriter err) {
    if (file != null) {
      phases.end();
      new TraceFile(Version.current(), "measure", machine, limits, phases.phases(), profiles)
          .write(file);
      err.println("wrote " + file);
    }
  }
}
