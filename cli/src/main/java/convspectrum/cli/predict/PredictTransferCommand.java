package convspectrum.cli.predict;

import convspectrum.cli.process.GroupWorker;
import convspectrum.cli.process.OnVectors;
import convspectrum.cli.terminal.Bar;
import convspectrum.cli.terminal.FormatOption;
import convspectrum.cli.terminal.Interruption;
import convspectrum.cli.usage.Choice;
import convspectrum.cli.usage.ExitCode;
import convspectrum.cli.usage.OutputFolder;
import convspectrum.cli.usage.SeedOption;
import convspectrum.cli.usage.Threads;
import convspectrum.cli.usage.UsageException;
import convspectrum.executor.Runtimes;
import convspectrum.executor.machine.Machine;
import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.reports.measure.MachineTable;
import convspectrum.reports.predict.TransferReport;
import convspectrum.search.design.Sweep;
import convspectrum.search.predict.LatencyTable;
import convspectrum.search.predict.transfer.Transferring;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes the latency table of another machine one of this machine. */
@Command(
    name = "transfer",
    mixinStandardHelpOptions = true,
    description = {
      "Measures some designs of a latency table on this machine, finds a factor for each kind of step"
          + " from the times there to those here, and writes a table for this machine.",
      "",
      "It states the error that predictions then have: that of each measured design when it is"
          + " predicted from the others.",
      "",
      "Example:  convspectrum predict transfer theirs.latency.json --measure 15"
    })
final class PredictTransferCommand implements Callable<Integer>, OnVectors {
  @Spec private CommandSpec spec;
  @Mixin private SeedOption seed;
  @Mixin private FormatOption format;
  @Mixin private GroupWorker worker;

  @Parameters(paramLabel = "TABLE", description = "A file that predict calibrate wrote, anywhere.")
  private Path file;

  @Option(
      names = "--measure",
      paramLabel = "N",
      defaultValue = "15",
      description = "Designs to measure here. Default: ${DEFAULT-VALUE}.")
  private int measure;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads inside a pass here. Default: as many as in the table.")
  private @Nullable Integer threads;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "The table for this machine. Default: convspectrum-out/SPACE.RUNTIME-THREADS.latency.json.")
  private @Nullable Path out;

  @Override
  public boolean computesOnVectors() {
    return !worker.isWorker();
  }

  @Override
  public Integer call() {
    format.check(TransferReport::planned);
    if (measure < Transferring.FEWEST) {
      throw new UsageException(
          "--measure %d: expected %d or more, since fewer tell nothing of the error"
              .formatted(measure, Transferring.FEWEST));
    }
    LatencyTable table = LatencyTable.read(file);
    Sweep sweep = table.sweep();
    if (worker.isWorker()) {
      return worker.serve(sweep, seed.value());
    }
    InferenceRuntime runtime =
        Choice.of("the runtime of " + file, table.runtime(), Runtimes::named);
    RunOptions run = Threads.options(threads == null ? table.threads() : threads);
    Path written = out == null ? LatencyTables.file(table.space(), runtime, run) : out;
    if (written.toAbsolutePath().normalize().equals(file.toAbsolutePath().normalize())) {
      throw new UsageException(
          "--out %s: is the table itself; expected another file; try --out here.latency.json"
              .formatted(written));
    }
    Path folder = written.toAbsolutePath().getParent();
    if (folder != null) {
      OutputFolder.check("--out", folder);
      OutputFolder.prepare(folder);
    }
    LatencyTable here;
    try (Interruption _ = Interruption.guard();
        Bar bar = new Bar()) {
      here =
          new Transferring(table, sweep, runtime, run, seed.value())
              .of(
                  measure,
                  MachineTable.summary(Machine.read()),
                  RuntimeOptions.timers(runtime, run, sweep, seed.value(), spec),
                  bar);
    } catch (InterruptedException e) {
      spec.commandLine().getErr().println("interrupted: nothing was written");
      return ExitCode.FAILED;
    }
    here.write(written);
    TransferReport report = new TransferReport(here);
    spec.commandLine().getOut().print(format.render(report.table(), report::json));
    PrintWriter err = spec.commandLine().getErr();
    report.summary().forEach(err::println);
    err.println("wrote " + written);
    return ExitCode.DONE;
  }
}
