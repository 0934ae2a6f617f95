package convspectrum.cli.search;

import convspectrum.cli.terminal.FormatOption;
import convspectrum.cli.usage.ExitCode;
import convspectrum.reports.json.JsonResult;
import convspectrum.reports.json.ResultKind;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.journal.Journal;
import java.nio.file.Path;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The arguments of a command that prints a table of a journal. */
final class JournalView {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Mixin private FormatOption format;

  @Parameters(paramLabel = "FILE", description = "A journal.")
  private Path file = Path.of("");

  /** Prints a table of the journal and returns the exit code. */
  int print(ResultKind kind, Function<Journal, ResultTable> view) {
    format.check();
    try (Journal journal = Journal.read(file)) {
      ResultTable table = view.apply(journal);
      spec.commandLine().getOut().print(format.render(table, () -> JsonResult.of(kind, table)));
    }
    return ExitCode.DONE;
  }
}
