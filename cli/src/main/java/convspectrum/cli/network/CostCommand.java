package convspectrum.cli.network;

import convspectrum.cli.measure.DataTypeOptions;
import convspectrum.cli.model.AnnotateOption;
import convspectrum.cli.model.Model;
import convspectrum.cli.model.ModelOptions;
import convspectrum.cli.predict.PredictOptions;
import convspectrum.cli.process.OnVectors;
import convspectrum.cli.terminal.FormatOption;
import convspectrum.cli.terminal.RequireOption;
import convspectrum.cli.usage.Choice;
import convspectrum.cli.usage.ExitCode;
import convspectrum.cli.usage.UsageException;
import convspectrum.costmodel.CostOptions;
import convspectrum.costmodel.Grouping;
import convspectrum.costmodel.NetworkCost;
import convspectrum.costmodel.convention.Convention;
import convspectrum.executor.machine.Machine;
import convspectrum.reports.cost.ConventionTable;
import convspectrum.reports.cost.CostJson;
import convspectrum.reports.cost.CostTable;
import convspectrum.reports.cost.SweepTable;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.design.Network;
import convspectrum.search.predict.figure.DesignPredictions;
import convspectrum.search.work.cost.SweptCosts;
import java.io.PrintWriter;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
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
public final class CostCommand implements Callable<Integer>, OnVectors {
  private static final String ALL = "all";

  /** Of weights, whose values make no difference to predicted times. */
  private static final long SEED = 1;

  @Spec private CommandSpec spec;
  @Mixin private ModelOptions options;
  @Mixin private FormatOption format;
  @Mixin private RequireOption require;
  @Mixin private PredictOptions predict;
  @Mixin private AnnotateOption annotate;
  @Mixin private CostSweepOptions sweep;

  @Parameters(
      paramLabel = "MODEL",
      description = "A spec (YAML file, or zoo:NAME) or an ONNX file.")
  private String model;

  @Option(
      names = "--by",
      paramLabel = "WHAT",
      completionCandidates = Groupings.class,
      description = {
        "A row for each: ${COMPLETION-CANDIDATES}. Default: layer; of the disagreements of all"
            + " conventions: op."
      })
  private @Nullable String by;

  @Option(
      names = "--convention",
      paramLabel = "NAME",
      defaultValue = "paper",
      description = {
        "Count as this tool does: paper, fvcore, ptflops, ptflops-aten, thop, torch, deepspeed,"
            + " keras, onnx-tool; or live, as paper but only what the output depends on; or all of"
            + " them, and where they disagree (--where, --sort, --top and"
            + " --columns show rows of the first of these tables; with --by of the second). Default:"
            + " ${DEFAULT-VALUE}."
      })
  private String convention;

  @Option(
      names = "--fold",
      description = "Fold batch norms into the convolutions before them, as runtimes do.")
  private boolean fold;

  @Option(
      names = "--dtype",
      paramLabel = "TYPE",
      defaultValue = "f32",
      description = "Type whose bytes are counted: f32 or int8. Default: ${DEFAULT-VALUE}.")
  private String dtype;

  /** The words that {@code --by} takes, for help and completion. */
  static final class Groupings implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Choice.names(Grouping.class).iterator();
    }
  }

  @Override
  public boolean computesOnVectors() {
    return predict.plansOnVectors();
  }

  @Override
  public Integer call() {
    format.check();
    predict.check();
    sweep.check();
    Optional<Grouping> grouping =
        Optional.ofNullable(by)
            .map(word -> Choice.of("--by", word, name -> Choice.named(Grouping.class, name)));
    boolean all = convention.equalsIgnoreCase(ALL);
    Convention one =
        all ? Convention.PAPER : Choice.of("--convention", convention, CostCommand::named);
    if (all && require.any()) {
      throw new UsageException(
          "--require: found --convention all; expected one convention, which counts what is required");
    }
    if (all && predict.any()) {
      throw new UsageException(
          "--predict: found --convention all, whose tables are of counts; try it without --convention");
    }
    if (all && annotate.wanted()) {
      throw new UsageException(
          "--annotate: found --convention all; expected one convention, which counts what is written");
    }
    require.check();
    annotate.check();
    PrintWriter err = spec.commandLine().getErr();
    if (sweep.isGiven()) {
      return swept(all, err);
    }
    Model read = Model.read(model, options, err);
    annotate.check(read);
    Network network = read.network();
    CostOptions counting = new CostOptions(one, fold, DataTypeOptions.type(dtype));
    DesignPredictions predictions =
        DesignPredictions.of(network, predict.predictors(network.graph().name(), SEED));
    Supplier<ResultTable> whole =
        () ->
            CostTable.of(
                NetworkCost.of(network.graph(), counting), Grouping.NETWORK, network, predictions);
    require.check(whole);
    String text =
        all ? conventions(network, grouping) : cost(network, counting, grouping, predictions);
    PrintWriter out = spec.commandLine().getOut();
    out.print(text);
    out.flush();
    if (annotate.wanted()) {
      NetworkCost cost = NetworkCost.of(network.graph(), counting);
      annotate.write(read, cost, List.of(), Machine.read(), Optional.empty(), SEED, err);
    }
    return require.judge(whole, _ -> !network.partialFigures().isEmpty(), err);
  }

  /** Counts every design of a space. */
  private int swept(boolean all, PrintWriter err) {
    if (all || by != null || predict.any() || annotate.wanted()) {
      throw new UsageException(
          "--sweep: found %s, which is for one model; expected a row for each design; try it without"
              .formatted(
                  all
                      ? "--convention all"
                      : by != null ? "--by" : predict.any() ? "--predict" : "--annotate"));
    }
    Convention one = Choice.of("--convention", convention, CostCommand::named);
    CostOptions counting = new CostOptions(one, fold, DataTypeOptions.type(dtype));
    PrintWriter out = spec.commandLine().getOut();
    if (sweep.isToFile()) {
      format.checkWritten();
      if (require.any()) {
        throw new UsageException(
            "--require: found --out, which keeps no rows to judge; expected one of the two; try --where");
      }
      sweep
          .write(model, options.settings(), options.input(), counting, format, err)
          .forEach(out::println);
      return ExitCode.DONE;
    }
    SweptCosts costs = sweep.count(model, options.settings(), options.input(), counting, err);
    ResultTable table = SweepTable.of(costs);
    require.check(() -> table);
    out.print(format.render(table, () -> SweepTable.json(costs)));
    out.flush();
    return require.judge(() -> table, _ -> false, err);
  }

  private static Convention named(String name) {
    try {
      return Convention.named(name);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(e.getMessage() + ", or " + ALL, e);
    }
  }

  private String cost(
      Network network, CostOptions counting, Optional<Grouping> by, DesignPredictions predictions) {
    Grouping grouping = by.orElse(Grouping.LAYER);
    NetworkCost cost = NetworkCost.of(network.graph(), counting);
    return format.render(
        CostTable.of(cost, grouping, network, predictions),
        () -> CostJson.of(cost, grouping, network, predictions));
  }

  /** Both tables; as CSV, which holds one, that of the disagreements only where it is asked for. */
  private String conventions(Network network, Optional<Grouping> by) {
    Grouping grouping = by.orElse(Grouping.OP);
    ConventionTable table = new ConventionTable(network, fold, DataTypeOptions.type(dtype));
    ResultTable conventions = table.conventions();
    ResultTable disagreements = table.disagreements(grouping);
    return format.render(
        List.of(conventions, disagreements),
        by.isPresent() ? disagreements : conventions,
        () -> table.json(grouping));
  }
}
