package convspectrum.cli.search;

import convspectrum.cli.usage.Choice;
import convspectrum.reports.json.ResultKind;
import convspectrum.reports.search.JournalTable;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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

  /** The searches. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists the searches that used a journal.")
  static final class ListCommand implements Callable<Integer> {
    @Mixin private JournalView journal;

    @Override
    public Integer call() {
      return journal.print(ResultKind.JOURNAL_LIST, JournalTable::runs);
    }
  }

  /** The figures. */
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Shows how many evaluations of which figures a journal holds.")
  static final class ShowCommand implements Callable<Integer> {
    @Mixin private JournalView journal;

    @Override
    public Integer call() {
      return journal.print(ResultKind.JOURNAL_SHOW, JournalTable::figures);
    }
  }

  /** The evaluations. */
  @Command(
      name = "export",
      mixinStandardHelpOptions = true,
      description = "Prints every evaluation of a journal.")
  static final class ExportRows implements Callable<Integer> {
    @Mixin private JournalView journal;

    @Option(
        names = "--figure",
        paramLabel = "NAME",
        description = "Of this figure alone, as naswot or onnxruntime-latency.")
    private String figure = "";

    @Override
    public Integer call() {
      return journal.print(
          ResultKind.JOURNAL_EXPORT,
          read -> Choice.of("--figure", figure, name -> JournalTable.rows(read, name)));
    }
  }
}
