package convspectrum.cli.proxy;

import convspectrum.cli.process.OnVectors;
import convspectrum.cli.terminal.FormatOption;
import convspectrum.cli.usage.ExitCode;
import convspectrum.reports.json.JsonResult;
import convspectrum.reports.json.ResultKind;
import convspectrum.reports.proxy.ProxyTables;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.proxy.verify.Check;
import convspectrum.search.proxy.verify.Conformance;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Holds all proxies and gradients against another implementation's. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Checks every proxy and gradient, in float64 and float32, against the figures of another"
          + " implementation. Ends with exit code 1 if one is out of tolerance.",
      "",
      "A description is JSON: 'onnx' (the network), 'input' and 'input2' (file, shape), 'labels',"
          + " 'labels2', 'zen_noise', 'rademacher', 'blocks', 'proxies' (expected values),"
          + " 'grads_file', 'grad_input'; files lie beside it."
    })
final class ProxiesVerifyCommand implements Callable<Integer>, OnVectors {
  @Spec private CommandSpec spec;
  @Mixin private FormatOption format;

  @Parameters(paramLabel = "FILE.json", arity = "1..*", description = "Descriptions to check.")
  private List<Path> files;

  @Option(names = "--failed", description = "Show what is out of tolerance alone.")
  private boolean failedOnly;

  @Override
  public boolean computesOnVectors() {
    return true;
  }

  @Override
  public Integer call() {
    format.check();
    format.check(() -> ProxyTables.verification(List.of(), 0, 0));
    List<ProxyTables.FileCheck> shown = new ArrayList<>();
    long all = 0;
    long failed = 0;
    for (Path file : files) {
      List<Check> checks = Conformance.of(file);
      List<Check> failures = checks.stream().filter(check -> !check.passes()).toList();
      all += checks.size();
      failed += failures.size();
      (failedOnly ? failures : checks)
          .forEach(check -> shown.add(new ProxyTables.FileCheck(file.toString(), check)));
      spec.commandLine()
          .getErr()
          .printf("%s: %d figures, %d out of tolerance%n", file, checks.size(), failures.size());
    }
    ResultTable table = ProxyTables.verification(shown, all, failed);
    spec.commandLine()
        .getOut()
        .print(format.render(table, () -> JsonResult.of(ResultKind.PROXIES_VERIFY, table)));
    return failed > 0 ? ExitCode.FAILED : ExitCode.DONE;
  }
}
