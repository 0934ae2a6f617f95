package convspectrum.cli.network;

import convspectrum.cli.model.Model;
import convspectrum.cli.model.ModelOptions;
import convspectrum.cli.process.OnVectors;
import convspectrum.cli.proxy.ProxyColumnOptions;
import convspectrum.cli.terminal.FormatOption;
import convspectrum.cli.terminal.RequireOption;
import convspectrum.cli.usage.Choice;
import convspectrum.cli.usage.SeedOption;
import convspectrum.cli.usage.UsageException;
import convspectrum.costmodel.CostOptions;
import convspectrum.costmodel.DataType;
import convspectrum.costmodel.convention.Convention;
import convspectrum.reports.cost.ModelTable;
import convspectrum.reports.cost.StageTable;
import convspectrum.reports.json.JsonResult;
import convspectrum.reports.json.ResultKind;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.design.Designs;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
    description = {
      "Shows what several models cost, side by side, in all and stage by stage, with differences to"
          + " the first.",
      "",
      "A stage is what works at one downsampling of the input: 1/4, 1/8, … and the head.",
      "",
      "--where, --sort, --top and --columns show rows of the table of models; of stages with --by stage."
    })
public final class CompareCommand implements Callable<Integer>, OnVectors {
  @Spec private CommandSpec spec;
  @Mixin private ModelOptions options;
  @Mixin private ProxyColumnOptions proxies;
  @Mixin private SeedOption seed;
  @Mixin private FormatOption format;
  @Mixin private RequireOption require;

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

  @Option(
      names = "--by",
      paramLabel = "WHAT",
      completionCandidates = Views.class,
      description = {
        "One of the two tables alone: ${COMPLETION-CANDIDATES}. Default: both; as CSV, which holds"
            + " one, network."
      })
  private @Nullable String by;

  /** What a row stands for. */
  enum View {
    /** A whole model. */
    NETWORK,
    /** A stage of a model. */
    STAGE
  }

  /** The words that {@code --by} takes, for help and completion. */
  static final class Views implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Choice.names(View.class).iterator();
    }
  }

  @Override
  public boolean computesOnVectors() {
    return proxies.any();
  }

  @Override
  public Integer call() {
    format.check();
    require.check();
    proxies.check(false);
    Optional<View> view =
        Optional.ofNullable(by)
            .map(word -> Choice.of("--by", word, name -> Choice.named(View.class, name)));
    CostOptions counting =
        new CostOptions(
            Choice.of("--convention", convention, Convention::named), fold, DataType.FLOAT32);
    if (proxies.any() && view.isPresent() && view.get() == View.STAGE) {
      throw new UsageException(
          "--proxies: found --by stage, but scores are of whole models; try it without --by stage");
    }
    List<Model> read = Model.read(models, options, spec.commandLine().getErr());
    if (proxies.any()) {
      read.forEach(Model::requireWhole);
    }
    Designs designs = Designs.ofNetworks(read.stream().map(Model::network).toList(), counting);
    require.check(() -> ModelTable.of(designs, proxies.planned(designs)));
    if (proxies.any()) {
      format.check(() -> ModelTable.of(designs, proxies.planned(designs)));
    }
    ResultTable whole =
        ModelTable.of(designs, proxies.score(designs, Optional.empty(), seed.value()));
    List<ResultTable> tables = new ArrayList<>();
    if (view.isEmpty() || view.get() == View.NETWORK) {
      tables.add(whole);
    }
    if (view.isEmpty() || view.get() == View.STAGE) {
      tables.add(StageTable.of(designs));
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(
        format.render(
            tables, tables.getFirst(), () -> JsonResult.of(ResultKind.COMPARE).withTables(tables)));
    out.flush();
    return require.judge(
        () -> whole,
        row -> !read.get(row).network().partialFigures().isEmpty(),
        spec.commandLine().getErr());
  }
}
