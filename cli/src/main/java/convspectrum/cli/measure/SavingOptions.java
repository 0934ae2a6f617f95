package convspectrum.cli.measure;

import convspectrum.cli.usage.UsageException;
import convspectrum.cli.usage.Version;
import convspectrum.search.design.Designs;
import convspectrum.search.history.SavedRun;
import convspectrum.search.study.Latencies;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether to keep a run. */
final class SavingOptions {
  @Mixin private HistoryOption history;

  @Option(
      names = "--save",
      paramLabel = "NAME",
      description = "Keep all samples under this name, for compare-runs.")
  private @Nullable String name;

  /** Refuses what cannot be saved, before minutes of measuring. */
  void check(boolean noMeasure) {
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

  /** Keeps a run if asked to, and says where. */
  void save(Designs designs, Latencies latencies, PrintWriter err) {
    if (name == null) {
      return;
    }
    if (latencies.nothingTimed()) {
      err.println("not saved as " + name + ": nothing was timed");
    } else {
      SavedRun run = SavedRun.of(designs, latencies, Version.current());
      err.println("saved " + history.historyToWrite().save(name, run));
    }
  }
}
