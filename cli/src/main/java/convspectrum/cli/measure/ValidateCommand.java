package convspectrum.cli.measure;

import convspectrum.cli.model.SweepOptions;
import convspectrum.cli.terminal.FormatOption;
import convspectrum.cli.terminal.RequireOption;
import convspectrum.cli.usage.ExitCode;
import convspectrum.cli.usage.Version;
import convspectrum.executor.machine.Machine;
import convspectrum.executor.machine.limits.MachineLimits;
import convspectrum.reports.validate.ValidationReport;
import convspectrum.search.design.Designs;
import convspectrum.search.history.ResultOfDesigns;
import convspectrum.search.profile.DesignProfile;
import convspectrum.search.study.Latencies;
import convspectrum.search.validate.Validation;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Holds theory against measurement. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    description = {
      "Holds theory against measurement: what MACs and the roofline promise of each design, what was"
          + " measured, and where the rest of the time goes.",
      "",
      "Without SPEC it takes the bundled example: one Xception layer across the whole spectrum.",
      "",
      "--where, --sort, --top and --columns show rows of the table of designs alone; --require judges"
          + " all of its rows."
    })
public final class ValidateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private SweepOptions sweep;
  @Mixin private MeasuringOptions measuring;
  @Mixin private FormatOption format;
  @Mixin private RequireOption require;
  @Mixin private ResultOption result;
  @Mixin private BenchmarkOption benchmark;

  @Override
  public Integer call() {
    format.check();
    require.check();
    measuring.check(); // before anything is read
    result.check(Optional.empty());
    benchmark.check(Optional.empty());
    sweep.check();
    PrintWriter err = spec.commandLine().getErr();
    Designs designs = sweep.designs(true, err);
    if (measuring.isWorker()) {
      return measuring.serve(designs);
    }
    format.check(() -> ValidationReport.planned(designs));
    require.check(() -> ValidationReport.planned(designs));
    Machine machine = Machine.read();
    MachineLimits limits = LimitsOfMachine.limits(machine, err);
    Outlook.announce(designs, Optional.of(measuring.study(designs)), err);
    Latencies latencies = measuring.measure(designs, machine, spec);
    List<DesignProfile> profiles = measuring.profiles(designs, latencies, spec);
    Validation validation =
        Validation.of(
            designs,
            latencies,
            profiles,
            LimitsOfMachine.held(machine, limits, designs, latencies, profiles, err),
            measuring.seed());
    ValidationReport report =
        new ValidationReport(validation, machine, Version.current(), measuring.seed());
    spec.commandLine()
        .getOut()
        .print(
            format.render(
                report.tables(), report.designs(), report::json, report.summaryAndAdvice()));
    spec.commandLine().getOut().flush();
    measuring.writeJmh(err);
    ResultOfDesigns made =
        new ResultOfDesigns(
            "validate", Version.current(), machine, List.of(sweep.text(designs.name())));
    boolean any = !latencies.nothingTimed();
    result.write(any ? Optional.of(made.of(designs, latencies)) : Optional.empty(), err);
    benchmark.write(designs, latencies, machine, err);
    return any ? require.judge(report::designs, _ -> false, err) : ExitCode.FAILED;
  }
}
