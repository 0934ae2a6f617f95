package convspectrum.cli.measure;

import convspectrum.cli.usage.UsageException;
import convspectrum.executor.machine.Machine;
import convspectrum.search.design.Designs;
import convspectrum.search.history.RunResult;
import convspectrum.search.study.Latencies;
import java.io.PrintWriter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether to keep a run. */
final class SavingOptions {
  @Mixin private HistoryOption history;
  @Mixin private ResultOption result;
  @Mixin private BenchmarkOption benchmark;

  @Option(
      names = "--save",
      paramLabel = "NAME",
      description = "Keep all samples under this name, for compare-runs.")
  private @Nullable String name;

  /** Refuses what cannot be saved, before minutes of measuring. */
  void check(boolean noMeasure) {
    Optional<String> nothing =
        noMeasure
            ? Optional.of("found nothing to write with --no-measure; try it without")
            : Optional.empty();
    result.check(nothing);
    benchmark.check(nothing);
    if (name == null) {
      return;
    }
    if (noMeasure) {
      throw new UsageException(
          "--save " + name + ": found nothing to save with --no-measure; try it without");
    }
    history.check();
    history.history().requireFree(name);
  }

  /** Writes the times for continuous benchmarking if asked to. */
  void writeBenchmark(Designs designs, Latencies latencies, Machine machine, PrintWriter err) {
    benchmark.write(designs, latencies, machine, err);
  }

  /** Keeps a result if asked to, and says where; nothing where nothing was timed. */
  void save(Optional<RunResult> measured, PrintWriter err) {
    result.write(measured, err);
    if (name == null) {
      return;
    }
    if (measured.isEmpty()) {
      err.println("not saved as " + name + ": nothing was timed");
    } else {
      err.println("saved " + history.historyToWrite().save(name, measured.get()));
    }
  }
}
