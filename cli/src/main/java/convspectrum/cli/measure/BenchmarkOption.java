package convspectrum.cli.measure;

import convspectrum.cli.usage.OutputFile;
import convspectrum.cli.usage.UsageException;
import convspectrum.executor.machine.Machine;
import convspectrum.reports.measure.BenchmarkFile;
import convspectrum.reports.measure.MachineTable;
import convspectrum.search.design.Designs;
import convspectrum.search.study.Latencies;
import convspectrum.spec.file.AtomicFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether to write times for continuous benchmarking. */
final class BenchmarkOption {
  @Option(
      names = "--benchmark",
      paramLabel = "FILE",
      description =
          "Write the times as JSON for the GitHub Action github-action-benchmark"
              + " (customSmallerIsBetter).")
  private @Nullable Path file;

  /**
   * Refuses a place that cannot be written, before minutes of measuring.
   *
   * @param nothing why there will be nothing to write; empty where there will be something
   */
  void check(Optional<String> nothing) {
    if (file == null) {
      return;
    }
    if (nothing.isPresent()) {
      throw new UsageException("--benchmark " + file + ": " + nothing.get());
    }
    OutputFile.check("--benchmark", file);
  }

  /** Writes the times if asked to, and says where; nothing where nothing was timed. */
  void write(Designs designs, Latencies latencies, Machine machine, PrintWriter err) {
    if (file == null) {
      return;
    }
    if (latencies.nothingTimed()) {
      err.println("not written " + file + ": nothing was timed");
    } else {
      AtomicFile.write(file, BenchmarkFile.json(designs, latencies, MachineTable.summary(machine)));
      err.println("wrote " + file);
    }
  }
}
