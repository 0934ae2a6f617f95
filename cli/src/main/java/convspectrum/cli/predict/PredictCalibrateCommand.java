package convspectrum.cli.predict;

import convspectrum.cli.model.SpaceOptions;
import convspectrum.cli.process.GroupWorker;
import convspectrum.cli.process.OnVectors;
import convspectrum.cli.terminal.Bar;
import convspectrum.cli.terminal.FormatOption;
import convspectrum.cli.terminal.Interruption;
import convspectrum.cli.usage.ExitCode;
import convspectrum.cli.usage.OutputFolder;
import convspectrum.cli.usage.SeedOption;
import convspectrum.cli.usage.TimeBudget;
import convspectrum.cli.usage.UsageException;
import convspectrum.cli.usage.Version;
import convspectrum.executor.machine.Machine;
import convspectrum.reports.json.ResultKind;
import convspectrum.reports.measure.MachineTable;
import convspectrum.reports.predict.LatencyTableReport;
import convspectrum.search.design.Sweep;
import convspectrum.search.predict.Calibration;
import convspectrum.search.predict.CalibrationTask;
import convspectrum.search.predict.LatencyTable;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes the latency table of a space. */
@Command(
    name = "calibrate",
    mixinStandardHelpOptions = true,
    description = {
      "Finds the steps that a runtime makes of the designs of a space, times designs that together"
          + " hold them, and writes a latency table, from which the time of any design is predicted.",
      "",
      "The same command, given again after an interruption, goes on where it was.",
      "",
      "Example:  convspectrum predict calibrate examples/search-space.yaml --runtime onnxruntime"
    })
final class PredictCalibrateCommand implements Callable<Integer>, OnVectors {
  /** Steps that are printed, of a thousand; {@code predict show} has them all. */
  private static final int LARGEST = 15;

  @Spec private CommandSpec spec;
  @Mixin private SpaceOptions space;
  @Mixin private RuntimeOptions runtime;
  @Mixin private SeedOption seed;
  @Mixin private FormatOption format;
  @Mixin private GroupWorker worker;

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      defaultValue = "7m",
      description =
          "Time for everything, as 90s or 7m; the group that has begun is finished. Default:"
              + " ${DEFAULT-VALUE}.")
  private String budget;

  @Option(
      names = "--designs",
      paramLabel = "N",
      defaultValue = "480",
      description = "Designs to time at most. Default: ${DEFAULT-VALUE}.")
  private int designs;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "The latency table. Default: convspectrum-out/SPACE.RUNTIME-THREADS.latency.json.")
  private @Nullable Path out;

  @Override
  public boolean computesOnVectors() {
    return runtime.plansOnVectors() && !worker.isWorker();
  }

  @Override
  public Integer call() {
    format.usually(LARGEST);
    format.check(LatencyTableReport::planned);
    runtime.check();
    Sweep sweep = space.sweep();
    if (worker.isWorker()) {
      return worker.serve(sweep, seed.value());
    }
    CalibrationTask task = task(sweep);
    Path file =
        out == null ? LatencyTables.file(sweep.spec().name(), task.runtime(), task.run()) : out;
    if (Files.isDirectory(file)) {
      throw new UsageException(
          "--out "
              + file
              + ": is a folder; expected a file; try "
              + file.resolve("table.latency.json"));
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      OutputFolder.check("--out", folder);
      OutputFolder.prepare(folder);
    }
    LatencyTable table;
    try (Interruption _ = Interruption.guard();
        Bar bar = new Bar()) {
      table =
          new Calibration(
                  task,
                  runtime.timers(sweep, seed.value(), spec),
                  Clock.systemUTC(),
                  System::nanoTime)
              .run(file, bar);
    } catch (InterruptedException e) {
      spec.commandLine()
          .getErr()
          .println("interrupted: the same command, given again, goes on where it was");
      return ExitCode.FAILED;
    }
    LatencyTableReport report = LatencyTableReport.of(table, file, ResultKind.PREDICT_CALIBRATE);
    spec.commandLine().getOut().print(format.render(report.table(), report::json));
    PrintWriter err = spec.commandLine().getErr();
    report.summary().forEach(err::println);
    err.println("wrote " + file);
    return ExitCode.DONE;
  }

  private CalibrationTask task(Sweep sweep) {
    try {
      return new CalibrationTask(
          sweep,
          space.text(),
          runtime.runtime(),
          runtime.run(),
          seed.value(),
          TimeBudget.of(budget),
          designs,
          Version.current(),
          MachineTable.summary(Machine.read()));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--designs: found " + e.getMessage());
    }
  }
}
