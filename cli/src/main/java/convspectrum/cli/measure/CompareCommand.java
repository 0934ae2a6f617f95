package convspectrum.cli.measure;

import convspectrum.cli.model.Model;
import convspectrum.cli.model.ModelOptions;
import convspectrum.cli.predict.PredictOptions;
import convspectrum.cli.process.OnVectors;
import convspectrum.cli.proxy.ProxyColumnOptions;
import convspectrum.cli.terminal.FormatOption;
import convspectrum.cli.terminal.RequireOption;
import convspectrum.cli.training.TrainedOptions;
import convspectrum.cli.usage.Choice;
import convspectrum.cli.usage.ExitCode;
import convspectrum.cli.usage.UsageException;
import convspectrum.costmodel.CostOptions;
import convspectrum.costmodel.DataType;
import convspectrum.costmodel.convention.Convention;
import convspectrum.executor.machine.Machine;
import convspectrum.reports.cost.ModelTable;
import convspectrum.reports.cost.StageTable;
import convspectrum.reports.json.JsonResult;
import convspectrum.reports.json.ResultKind;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.design.Designs;
import convspectrum.search.predict.figure.DesignPredictions;
import convspectrum.search.scoring.DesignScores;
import convspectrum.search.study.HeadToHead;
import convspectrum.search.study.Latencies;
import convspectrum.search.training.figure.DesignTrainings;
import convspectrum.search.training.figure.TrainedFigure;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
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
          + " the first; with --runtime how long they take as well.",
      "",
      "MODEL#NAME=VALUE,… fixes parameters of one model: zoo:xception#segments=8. Of the zoo's"
          + " designs the published accuracy stands beside. --columns takes 'latency' for the times of"
          + " all runtimes, and puts the models' names first: --columns params,macs,top1,latency"
          + " --format latex is a table for a paper.",
      "",
      "A stage is what works at one downsampling of the input: 1/4, 1/8, … and the head.",
      "",
      "--where, --sort, --top and --columns show rows of the table of models; of stages with --by stage."
    })
public final class CompareCommand implements Callable<Integer>, OnVectors {
  /** Options of {@link MeasuringOptions} that are of no use without {@code --runtime}. */
  private static final List<String> MEASURING =
      List.of(
          "--budget",
          "--precision",
          "--protocol",
          "--jmh-json",
          "--threads",
          "--winograd",
          "--dtype",
          "--weight-range");

  @Spec private CommandSpec spec;
  @Mixin private ModelOptions options;
  @Mixin private ProxyColumnOptions proxies;
  @Mixin private PredictOptions predict;
  @Mixin private TrainedOptions trained;
  @Mixin private MeasuringOptions measuring;
  @Mixin private FormatOption format;
  @Mixin private RequireOption require;

  @Parameters(
      paramLabel = "MODEL",
      arity = "1..*",
      description =
          "Specs (YAML files, or zoo:NAME) and ONNX files; #NAME=VALUE,… behind one fixes its"
              + " parameters.")
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
    return (proxies.any() || trained.any() || predict.plansOnVectors()) && !measuring.isWorker();
  }

  @Override
  public Integer call() {
    format.check();
    require.check();
    proxies.check(false);
    predict.check();
    trained.check();
    Optional<View> view =
        Optional.ofNullable(by)
            .map(word -> Choice.of("--by", word, name -> Choice.named(View.class, name)));
    CostOptions counting =
        new CostOptions(
            Choice.of("--convention", convention, Convention::named), fold, DataType.FLOAT32);
    boolean timed = measuring.namesRuntime();
    check(view, timed);
    PrintWriter err = spec.commandLine().getErr();
    List<Model> read =
        timed ? Model.readWhole(models, options, err) : Model.read(models, options, err);
    if (proxies.any() || trained.any()) {
      read.forEach(Model::requireWhole);
    }
    Designs designs = Designs.ofNetworks(read.stream().map(Model::network).toList(), counting);
    if (measuring.isWorker()) {
      return measuring.serve(designs);
    }
    DesignPredictions predictions =
        DesignPredictions.of(
            designs,
            predict.predictors(designs.rows().getFirst().graph().name(), measuring.seed()));
    Optional<Machine> machine = timed ? Optional.of(Machine.read()) : Optional.empty();
    Optional<TrainedFigure> accuracy =
        trained.any()
            ? Optional.of(
                trained.figure(read.stream().map(Model::network).toList(), measuring.seed()))
            : Optional.empty();
    Function<DesignTrainings, ModelTable> figures =
        trainings ->
            new ModelTable(
                designs, read.stream().map(Model::published).toList(), predictions, trainings);
    Supplier<ResultTable> planned =
        () ->
            figures
                .apply(accuracy.map(DesignTrainings::planned).orElse(DesignTrainings.NONE))
                .table(
                    proxies.planned(designs),
                    machine,
                    timed ? Latencies.planned(measuring.study(designs)) : Latencies.none());
    require.check(planned);
    if (proxies.any() || predict.any() || trained.any() || timed) {
      format.check(planned);
    }
    DesignScores scores = proxies.score(designs, Optional.empty(), measuring.seed());
    Latencies latencies =
        machine.map(on -> measuring.measure(designs, on, spec)).orElse(Latencies.none());
    machine.ifPresent(on -> LimitsOfMachine.hold(on, designs, latencies, err));
    DesignTrainings trainings =
        accuracy
            .map(figure -> trained.train(designs, figure, Optional.empty(), err))
            .orElse(DesignTrainings.NONE);
    ResultTable whole = figures.apply(trainings).table(scores, machine, latencies);
    print(whole, designs, view, machine, latencies);
    measuring.writeJmh(err);
    return (timed && latencies.nothingTimed()) || trainings.nothingTrained()
        ? ExitCode.FAILED
        : require.judge(
            () -> whole, row -> !read.get(row).network().partialFigures().isEmpty(), err);
  }

  /** Refuses options that do not go together, before anything is read. */
  private void check(Optional<View> view, boolean timed) {
    boolean stages = view.isPresent() && view.get() == View.STAGE;
    if (predict.any() && stages) {
      throw new UsageException(
          "--predict: found --by stage, but times are of whole models; try it without --by stage");
    }
    if (trained.any() && stages) {
      throw new UsageException(
          "--data: found --by stage, but accuracies are of whole models; try it without --by stage");
    }
    if (proxies.any() && stages) {
      throw new UsageException(
          "--proxies: found --by stage, but scores are of whole models; try it without --by stage");
    }
    if (timed) {
      measuring.check();
    } else {
      requireNothingOfTimes();
    }
    if (timed && stages) {
      throw new UsageException(
          "--runtime: found --by stage, but times are of whole models; try it without --by stage");
    }
    if (!stages) {
      format.leading("model");
    }
  }

  /** Refuses options that say how to measure, or show times, where nothing is measured. */
  private void requireNothingOfTimes() {
    Stream<String> given =
        MEASURING.stream()
            .filter(option -> spec.commandLine().getParseResult().hasMatchedOption(option));
    Stream<String> shown =
        format.hasColumn(ModelTable.LATENCY) ? Stream.of("--columns latency") : Stream.empty();
    Stream.concat(given, shown)
        .findFirst()
        .ifPresent(option -> {
          throw new UsageException(
              option
                  + ": found no --runtime; expected the runtimes to time; try --runtime onnxruntime,vector");
        });
  }

  private void print(
      ResultTable whole,
      Designs designs,
      Optional<View> view,
      Optional<Machine> machine,
      Latencies latencies) {
    List<ResultTable> tables = new ArrayList<>();
    if (view.isEmpty() || view.get() == View.NETWORK) {
      tables.add(whole);
    }
    if (view.isEmpty() || view.get() == View.STAGE) {
      tables.add(StageTable.of(designs));
    }
    List<String> summary = new HeadToHead(latencies.runs()).sentences();
    Supplier<JsonResult> document =
        () -> {
          JsonResult counted =
              JsonResult.of(ResultKind.COMPARE).withTables(tables).withSummary(summary);
          return machine
              .map(on -> counted.measured(on, Optional.empty(), latencies.runs()))
              .orElse(counted);
        };
    PrintWriter out = spec.commandLine().getOut();
    out.print(format.render(tables, tables.getFirst(), document, summary));
    out.flush();
  }
}
