package convspectrum.cli.proxy;

import convspectrum.cli.terminal.FormatOption;
import convspectrum.cli.usage.ExitCode;
import convspectrum.reports.json.JsonResult;
import convspectrum.reports.json.ResultKind;
import convspectrum.reports.proxy.ProxyTables;
import convspectrum.reports.table.ResultTable;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the proxies. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists the proxies, with formula and source.")
final class ProxiesListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private FormatOption format;

  @Override
  public Integer call() {
    format.check();
    ResultTable table = ProxyTables.list();
    spec.commandLine()
        .getOut()
        .print(format.render(table, () -> JsonResult.of(ResultKind.PROXIES_LIST, table)));
    return ExitCode.DONE;
  }
}
