package convspectrum.cli;

import convspectrum.costmodel.CostOptions;
import convspectrum.costmodel.DataType;
import convspectrum.costmodel.convention.Convention;
import convspectrum.reports.ModelTable;
import convspectrum.reports.table.ResultTable;
import convspectrum.reports.view.JsonDocument;
import convspectrum.search.Candidates;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what several models cost, side by side. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = "Shows what several models cost, side by side and relative to the first.")
final class CompareCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ModelOptions options;
  @Mixin private FormatOption format;

  @Parameters(
      paramLabel = "MODEL",
      arity = "1..*",
      description = "Specs (YAML files, or zoo:NAME) and ONNX files.")
  private List<String> models;

  @Option(
      names = "--convention",
      paramLabel = "NAME",
      defaultValue = "paper",
      description = "Count as this tool does; see 'cost --help'. Default: ${DEFAULT-VALUE}.")
  private String convention;

  @Option(names = "--fold", description = "Fold batch norms into the convolutions before them.")
  private boolean fold;

  @Override
  public Integer call() {
    format.check();
    CostOptions counting =
        new CostOptions(
            Choice.of("--convention", convention, Convention::named), fold, DataType.FLOAT32);
    List<Model> read = Model.read(models, options, spec.commandLine().getErr());
    Candidates candidates =
        Candidates.ofNetworks(read.stream().map(Model::network).toList(), counting);
    ResultTable table = ModelTable.of(candidates);
    spec.commandLine().getOut().print(format.render(table, () -> json(table)));
    return ExitCode.DONE;
  }

  private static String json(ResultTable table) {
    return new JsonDocument().notes(table.notes()).rows("models", table).render();
  }
}
