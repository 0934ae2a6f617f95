package convspectrum.cli.measure;

import convspectrum.cli.terminal.Bar;
import convspectrum.cli.terminal.FormatOption;
import convspectrum.cli.terminal.Interruption;
import convspectrum.cli.usage.Choice;
import convspectrum.cli.usage.ExitCode;
import convspectrum.cli.usage.TimeBudget;
import convspectrum.cli.usage.UsageException;
import convspectrum.executor.Runtimes;
import convspectrum.executor.machine.Machine;
import convspectrum.executor.measure.host.Instruments;
import convspectrum.executor.measure.protocol.QuickProtocol;
import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.reports.json.JsonResult;
import convspectrum.reports.json.ResultKind;
import convspectrum.reports.measure.CalibrationTable;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.calibration.MeasuringCalibration;
import convspectrum.search.calibration.MeasuringCalibration.Load;
import convspectrum.search.calibration.MeasuringCalibration.Question;
import convspectrum.search.calibration.MeasuringCalibration.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks the measuring on pairs of programs whose true ratio is known. */
@Command(
    name = "calibrate-measuring",
    hidden = true,
    mixinStandardHelpOptions = true,
    description = {
      "Measures a network against itself, and against one with 3 %% more work, in many trials: how"
          + " often intervals hold the truth, and how often the difference is found.",
      "",
      "Each question is asked twice, the second time beside a process that competes for the CPUs."
    })
public final class CalibrateMeasuringCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private FormatOption format;

  @Option(
      names = "--coverage-trials",
      paramLabel = "N",
      defaultValue = "20",
      description = "Trials of a network against itself. Default: ${DEFAULT-VALUE}.")
  private int coverage;

  @Option(
      names = "--power-trials",
      paramLabel = "N",
      defaultValue = "20",
      description = "Trials against 3 %% more work. Default: ${DEFAULT-VALUE}.")
  private int power;

  @Option(
      names = "--runtime",
      paramLabel = "NAME",
      defaultValue = "onnxruntime",
      description = "The runtime, which runs in this process. Default: ${DEFAULT-VALUE}.")
  private String runtime;

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      defaultValue = "40s",
      description = "Time for each trial, as 40s or 2m. Default: ${DEFAULT-VALUE}.")
  private String budget;

  @Override
  public Integer call() {
    format.check();
    if (coverage < 0 || power < 0 || coverage + power == 0) {
      throw new UsageException(
          "--coverage-trials %d --power-trials %d: expected 0 or more each, and one above 0"
              .formatted(coverage, power));
    }
    InferenceRuntime chosen = Choice.of("--runtime", runtime, Runtimes::named);
    QuickProtocol protocol = QuickProtocol.DEFAULT.withBudget(TimeBudget.of(budget));
    Machine machine = Machine.read();
    format.check(() -> CalibrationTable.of(List.of(), machine, protocol.describe()));
    MeasuringCalibration calibration =
        new MeasuringCalibration(chosen, protocol, Instruments.system(), machine);
    List<Series> series = new ArrayList<>();
    boolean complete = true;
    try (Interruption _ = Interruption.guard();
        Bar bar = new Bar()) {
      for (Load load : Load.values()) {
        for (Question question : Question.values()) {
          int trials = question == Question.COVERAGE ? coverage : power;
          if (trials > 0 && complete) {
            Series found = calibration.run(question, load, trials, bar);
            series.add(found);
            complete = found.trials().size() == trials;
          }
        }
      }
    }
    ResultTable table = CalibrationTable.of(series, machine, protocol.describe());
    spec.commandLine()
        .getOut()
        .print(format.render(table, () -> JsonResult.of(ResultKind.CALIBRATE_MEASURING, table)));
    return ExitCode.DONE;
  }
}
