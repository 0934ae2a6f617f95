package convspectrum.cli.measure;

import convspectrum.cli.model.Model;
import convspectrum.cli.model.ModelOptions;
import convspectrum.cli.terminal.FormatOption;
import convspectrum.cli.terminal.Interruption;
import convspectrum.cli.terminal.RequireOption;
import convspectrum.cli.usage.ExitCode;
import convspectrum.cli.usage.UsageException;
import convspectrum.costmodel.CostOptions;
import convspectrum.executor.machine.Machine;
import convspectrum.executor.machine.limits.MachineLimits;
import convspectrum.executor.machine.limits.Reached;
import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.reports.measure.LayerTimeTable;
import convspectrum.reports.measure.MeasurementJson;
import convspectrum.reports.measure.MeasurementTable;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.design.ComparedDesign;
import convspectrum.search.design.Designs;
import convspectrum.search.profile.LayerTimes;
import convspectrum.search.roofline.Ceiling;
import convspectrum.search.study.HeadToHead;
import convspectrum.search.study.Latencies;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures latency. */
@Command(
    name = "measure",
    mixinStandardHelpOptions = true,
    description = "Measures how long models take on this CPU, side by side, after checking them.")
public final class MeasureCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ModelOptions options;
  @Mixin private MeasuringOptions measuring;
  @Mixin private FormatOption format;
  @Mixin private RequireOption require;

  @Parameters(
      paramLabel = "MODEL",
      arity = "1..*",
      description = "Specs (YAML files, or zoo:NAME) and ONNX files.")
  private List<String> models;

  @Option(
      names = "--by",
      paramLabel = "WHAT",
      defaultValue = "model",
      completionCandidates = Rows.class,
      description = "A row for each: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private String by;

  /** The words that {@code --by} takes, for help and completion. */
  static final class Rows implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("model", "layer").iterator();
    }
  }

  @Override
  public Integer call() {
    format.check();
    require.check();
    measuring.check(); // before anything is read
    boolean layers = layers();
    List<Model> read = Model.readWhole(models, options, spec.commandLine().getErr());
    Designs designs =
        Designs.ofNetworks(read.stream().map(Model::network).toList(), CostOptions.DEFAULT);
    if (measuring.isWorker()) {
      return measuring.serve(designs);
    }
    Machine machine = Machine.read();
    if (layers) {
      return layers(designs, machine);
    }
    Supplier<ResultTable> planned =
        () ->
            MeasurementTable.of(
                "", rows(designs, Latencies.planned(measuring.study(designs))), machine);
    format.check(planned);
    require.check(planned);
    Latencies latencies = measuring.measure(designs, machine, spec);
    LimitsOfMachine.hold(machine, designs, latencies, spec.commandLine().getErr());
    List<MeasurementTable.Row> rows = rows(designs, latencies);
    ResultTable table =
        MeasurementTable.of("Latency", rows, machine).withWarnings(designs.seededWeights());
    List<String> summary = new HeadToHead(latencies.runs()).sentence().stream().toList();
    PrintWriter err = spec.commandLine().getErr();
    PrintWriter out = spec.commandLine().getOut();
    out.print(
        format.render(
            List.of(table),
            table,
            () -> MeasurementJson.of(machine, latencies.runs(), rows, table).withSummary(summary),
            summary));
    out.flush();
    measuring.writeJmh(err);
    boolean any = rows.stream().anyMatch(row -> row.measurement().isPresent());
    return any ? require.judge(() -> table, _ -> false, err) : ExitCode.FAILED;
  }

  private boolean layers() {
    if (!by.equals("model") && !by.equals("layer")) {
      throw new UsageException("--by " + by + ": expected model or layer");
    }
    if (by.equals("layer") && models.size() > 1) {
      throw new UsageException(
          "--by layer: expected one MODEL; found " + String.join(", ", models));
    }
    if (by.equals("layer")) {
      measuring.requireQuick("--by layer");
    }
    return by.equals("layer");
  }

  private int layers(Designs designs, Machine machine) {
    format.check(LayerTimeTable::planned);
    require.check(LayerTimeTable::planned);
    PrintWriter err = spec.commandLine().getErr();
    MachineLimits limits = LimitsOfMachine.limits(machine, err);
    List<LayerTimes> times = measuring.profile(designs, machine, spec);
    if (times.isEmpty()) {
      err.println("interrupted before anything was profiled");
      return ExitCode.FAILED;
    }
    Ceiling ceiling = new Ceiling(limits);
    List<Reached> reached = times.stream().flatMap(one -> ceiling.reached(one).stream()).toList();
    LayerTimeTable table =
        new LayerTimeTable(
            designs.name(),
            times,
            machine,
            LimitsOfMachine.held(machine, limits, reached, err),
            interruption(times));
    PrintWriter out = spec.commandLine().getOut();
    out.print(format.render(table.table(), table::json));
    out.flush();
    return require.judge(table::table, _ -> false, err);
  }

  /** What is missing of the profiles, if Ctrl-C came before their end. */
  private Optional<String> interruption(List<LayerTimes> times) {
    int runtimes = measuring.runtimes().size();
    if (!Interruption.came()) {
      return Optional.empty();
    }
    return Optional.of(
        "interrupted: %d of %d runtimes profiled, the last by medians of %d."
            .formatted(times.size(), runtimes, times.getLast().profiles()));
  }

  private static List<MeasurementTable.Row> rows(Designs designs, Latencies latencies) {
    List<MeasurementTable.Row> rows = new ArrayList<>();
    for (MeasurementRun run : latencies.runs()) {
      for (ComparedDesign design : designs.rows()) {
        rows.add(
            new MeasurementTable.Row(
                design.label(),
                design.design().map(Object::toString).orElse(""),
                run,
                latencies.measurement(run, design),
                latencies.note(run, design).orElse("")));
      }
    }
    return rows;
  }
}
