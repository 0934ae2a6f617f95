package convspectrum.cli.search;

import convspectrum.cli.terminal.FormatOption;
import convspectrum.cli.usage.Choice;
import convspectrum.cli.usage.ExitCode;
import convspectrum.reports.search.JournalTable;
import convspectrum.reports.table.ResultTable;
import convspectrum.reports.view.JsonDocument;
import convspectrum.search.journal.Journal;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what journals hold. */
@Command(
    name = "journal",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "(list | show | export)",
    description = "Shows what the journal of searches holds.",
    subcommands = {
      JournalCommand.ListCommand.class,
      JournalCommand.ShowCommand.class,
      JournalCommand.ExportRows.class
    })
public final class JournalCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "found no command; expected list, show or export");
  }

  /** What the commands share. */
  private static int print(
      CommandSpec spec, FormatOption format, Path file, Function<Journal, ResultTable> view) {
    format.check();
    try (Journal journal = Journal.read(file)) {
      ResultTable table = view.apply(journal);
      spec.commandLine()
          .getOut()
          .print(
              format.render(
                  table, () -> new JsonDocument().notes(table.notes()).rows("rows", table)));
    }
    return ExitCode.DONE;
  }

  /** The searches. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists the searches that used a journal.")
  static final class ListCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private FormatOption format;

    @Parameters(paramLabel = "FILE", description = "A journal.")
    private Path file = Path.of("");

    @Override
    public Integer call() {
      return print(spec, format, file, JournalTable::runs);
    }
  }

  /** The figures. */
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Shows how many evaluations of which figures a journal holds.")
  static final class ShowCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private FormatOption format;

    @Parameters(paramLabel = "FILE", description = "A journal.")
    private Path file = Path.of("");

    @Override
    public Integer call() {
      return print(spec, format, file, JournalTable::figures);
    }
  }

  /** The evaluations. */
  @Command(
      name = "export",
      mixinStandardHelpOptions = true,
      description = "Prints every evaluation of a journal.")
  static final class ExportRows implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private FormatOption format;

    @Parameters(paramLabel = "FILE", description = "A journal.")
    private Path file = Path.of("");

    @Option(
        names = "--figure",
        paramLabel = "NAME",
        description = "Of this figure alone, as naswot or onnxruntime-latency.")
    private String figure = "";

    @Override
    public Integer call() {
      return print(
          spec,
          format,
          file,
          journal -> Choice.of("--figure", figure, name -> JournalTable.rows(journal, name)));
    }
  }
}
