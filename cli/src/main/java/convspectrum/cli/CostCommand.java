package convspectrum.cli;

import convspectrum.costmodel.CostOptions;
import convspectrum.costmodel.DataType;
import convspectrum.costmodel.Grouping;
import convspectrum.costmodel.NetworkCost;
import convspectrum.costmodel.convention.Convention;
import convspectrum.reports.CostJson;
import convspectrum.reports.CostTable;
import convspectrum.search.Network;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Counts what a model costs. */
@Command(
    name = "cost",
    mixinStandardHelpOptions = true,
    description = "Counts parameters, MACs, FLOPs and memory of a model, layer by layer.")
final class CostCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ModelOptions options;
  @Mixin private FormatOption format;

  @Parameters(
      paramLabel = "MODEL",
      description = "A spec (YAML file, or zoo:NAME) or an ONNX file.")
  private String model;

  @Option(
      names = "--by",
      paramLabel = "WHAT",
      defaultValue = "layer",
      completionCandidates = Groupings.class,
      description = "A row for each: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private String by;

  @Option(
      names = "--convention",
      paramLabel = "NAME",
      defaultValue = "paper",
      description = {
        "Count as this tool does: paper, fvcore, ptflops, ptflops-aten, thop, torch, deepspeed,"
            + " keras, onnx-tool. Default: ${DEFAULT-VALUE}."
      })
  private String convention;

  @Option(
      names = "--fold",
      description = "Fold batch norms into the convolutions before them, as runtimes do.")
  private boolean fold;

  /** The words that {@code --by} takes, for help and completion. */
  static final class Groupings implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Choice.names(Grouping.class).iterator();
    }
  }

  @Override
  public Integer call() {
    format.check();
    CostOptions counting =
        new CostOptions(
            Choice.of("--convention", convention, Convention::named), fold, DataType.FLOAT32);
    Grouping grouping = Choice.of("--by", by, name -> Choice.named(Grouping.class, name));
    Network network = Model.read(model, options, spec.commandLine().getErr()).network();
    NetworkCost cost = NetworkCost.of(network.graph(), counting);
    List<String> partial = network.partialFigures();
    spec.commandLine()
        .getOut()
        .print(
            format.render(
                CostTable.of(cost, grouping).withWarnings(partial),
                () -> CostJson.render(cost, grouping, partial)));
    return ExitCode.DONE;
  }
}
