package convspectrum.cli.network;

import convspectrum.cli.terminal.FormatOption;
import convspectrum.cli.usage.ExitCode;
import convspectrum.cli.usage.UsageException;
import convspectrum.reports.json.JsonResult;
import convspectrum.reports.json.ResultKind;
import convspectrum.reports.table.ResultTable;
import convspectrum.reports.zoo.PaperFigureTable;
import convspectrum.reports.zoo.ZooTable;
import convspectrum.spec.zoo.Zoo;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows published networks, their published figures beside ours. */
@Command(
    name = "zoo",
    mixinStandardHelpOptions = true,
    description = {
      "Shows published networks, with published figures beside ours.",
      "",
      "Each is a model for every other command: convspectrum cost zoo:mobilenet-v1"
    })
public final class ZooCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private FormatOption format;

  @Parameters(paramLabel = "NAME", arity = "0..1", description = "One network; all without it.")
  private @Nullable String name;

  @Option(
      names = "--paper",
      paramLabel = "PAPER",
      description = "The tables of a paper, printed figures beside ours.")
  private @Nullable String paper;

  @Option(names = "--spec", description = "Print the network's spec itself.")
  private boolean text;

  @Override
  public Integer call() {
    format.check();
    if (paper != null && name != null) {
      throw new UsageException(
          "zoo: found a network's NAME and a --paper; expected one of the two");
    }
    if (text && name == null) {
      throw new UsageException(
          "--spec: found no network's NAME; expected one of " + String.join(", ", Zoo.names()));
    }
    PrintWriter out = spec.commandLine().getOut();
    if (text && name != null) {
      out.print(Zoo.text(name));
      return ExitCode.DONE;
    }
    ResultTable table = table();
    out.print(format.render(table, () -> JsonResult.of(ResultKind.ZOO, table)));
    return ExitCode.DONE;
  }

  private ResultTable table() {
    if (paper != null) {
      return PaperFigureTable.of(paper);
    }
    return name == null ? ZooTable.of() : ZooTable.of(name);
  }
}
