package convspectrum.cli.predict;

import convspectrum.cli.terminal.FormatOption;
import convspectrum.cli.usage.ExitCode;
import convspectrum.reports.json.ResultKind;
import convspectrum.reports.predict.LatencyTableReport;
import convspectrum.search.predict.LatencyTable;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a latency table holds. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = {
      "Shows a latency table: where and how it was measured, and what each step takes.",
      "",
      "Example:  convspectrum predict show convspectrum-out/search-space.vector-1.latency.json --top 5"
    })
final class PredictShowCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private FormatOption format;

  @Parameters(paramLabel = "TABLE", description = "A file that predict calibrate wrote.")
  private Path file;

  @Override
  public Integer call() {
    format.check(LatencyTableReport::planned);
    LatencyTableReport report =
        LatencyTableReport.of(LatencyTable.read(file), file, ResultKind.PREDICT_SHOW);
    spec.commandLine().getOut().print(format.render(report.table(), report::json));
    report.summary().forEach(spec.commandLine().getErr()::println);
    return ExitCode.DONE;
  }
}
