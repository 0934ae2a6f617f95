package convspectrum.cli.measure;

import convspectrum.cli.cluster.FleetFolder;
import convspectrum.cli.cluster.FleetOptions;
import convspectrum.cli.cluster.FleetWork;
import convspectrum.cli.model.AnnotateOption;
import convspectrum.cli.model.Model;
import convspectrum.cli.model.ModelOptions;
import convspectrum.cli.model.SpecTexts;
import convspectrum.cli.terminal.FormatOption;
import convspectrum.cli.terminal.Interruption;
import convspectrum.cli.terminal.RequireOption;
import convspectrum.cli.usage.Choice;
import convspectrum.cli.usage.ExitCode;
import convspectrum.cli.usage.UsageException;
import convspectrum.cli.usage.Version;
import convspectrum.costmodel.CostOptions;
import convspectrum.costmodel.Grouping;
import convspectrum.executor.machine.Machine;
import convspectrum.executor.machine.limits.MachineLimits;
import convspectrum.executor.machine.limits.Reached;
import convspectrum.executor.machine.probe.KnownLimits;
import convspectrum.reports.measure.LayerTimeTable;
import convspectrum.reports.measure.MeasurementJson;
import convspectrum.reports.measure.MeasurementTable;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.design.ComparedDesign;
import convspectrum.search.design.Designs;
import convspectrum.search.history.ResultOfDesigns;
import convspectrum.search.history.SpecText;
import convspectrum.search.profile.DesignProfile;
import convspectrum.search.profile.LayerTimes;
import convspectrum.search.roofline.Ceiling;
import convspectrum.search.study.HeadToHead;
import convspectrum.search.study.Latencies;
import convspectrum.search.study.ProfileStudy;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.IntStream;
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
  private static final String MODEL = "model";
  private static final List<Grouping> STEPS = List.of(Grouping.LAYER, Grouping.BLOCK, Grouping.OP);

  @Spec private CommandSpec spec;
  @Mixin private ModelOptions options;
  @Mixin private MeasuringOptions measuring;
  @Mixin private FormatOption format;
  @Mixin private RequireOption require;
  @Mixin private TraceOption trace;
  @Mixin private AnnotateOption annotate;
  @Mixin private ResultOption result;
  @Mixin private BenchmarkOption benchmark;
  @Mixin private FleetOptions fleet;
  @Mixin private FleetFolder folder;

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
      return words().iterator();
    }
  }

  /** The groupings of {@code cost} that steps can be added up by, and a row for each model. */
  private static List<String> words() {
    List<String> words = new ArrayList<>();
    words.add(MODEL);
    STEPS.forEach(grouping -> words.add(grouping.name().toLowerCase(Locale.ROOT)));
    return words;
  }

  @Override
  public Integer call() {
    format.check();
    require.check();
    measuring.check(); // before anything is read
    Optional<Grouping> grouping = grouping();
    trace.check();
    annotate.check();
    Optional<String> nothing =
        grouping.map(_ -> "found --by " + by + ", which times steps; expected rows of models");
    result.check(nothing);
    benchmark.check(nothing);
    fleet.check(spec);
    folder.check(fleet.isGiven());
    if (annotate.wanted() && models.size() > 1) {
      throw new UsageException(
          "--annotate: expected one MODEL; found " + String.join(", ", models));
    }
    trace.phases().begin("reading");
    List<Model> read = Model.readWhole(models, options, spec.commandLine().getErr());
    read.forEach(annotate::check);
    Designs designs =
        Designs.ofNetworks(read.stream().map(Model::network).toList(), CostOptions.DEFAULT);
    if (measuring.isWorker()) {
      return measuring.serve(designs);
    }
    Machine machine = Machine.read();
    if (fleet.isUsed()) {
      return fleet.measure(
          spec,
          new FleetWork(
              models,
              format,
              folder.folder(),
              measuring.seed(),
              measuring.fleetThreads(),
              () -> measuring.measure(designs, machine, spec),
              latencies -> result(machine, texts(designs)).of(designs, latencies)));
    }
    if (grouping.isPresent()) {
      return steps(read.getFirst(), designs, grouping.get(), machine);
    }
    Supplier<ResultTable> planned =
        () ->
            MeasurementTable.of(
                "",
                MeasurementTable.rows(designs, Latencies.planned(measuring.study(designs))),
                machine);
    format.check(planned);
    require.check(planned);
    List<SpecText> texts = result.wanted() ? texts(designs) : List.of();
    Latencies latencies = measuring.measure(designs, machine, spec, trace.phases());
    PrintWriter err = spec.commandLine().getErr();
    LimitsOfMachine.hold(machine, designs, latencies, err);
    writeSteps(read.getFirst(), designs, latencies, machine, err);
    List<MeasurementTable.Row> rows = MeasurementTable.rows(designs, latencies);
    ResultTable table =
        MeasurementTable.of("Latency", rows, machine).withWarnings(designs.seededWeights());
    List<String> summary = new HeadToHead(latencies.runs()).sentences();
    PrintWriter out = spec.commandLine().getOut();
    out.print(
        format.render(
            List.of(table),
            table,
            () -> MeasurementJson.of(machine, latencies.runs(), rows, table).withSummary(summary),
            summary));
    out.flush();
    measuring.writeJmh(err);
    result.write(
        latencies.nothingTimed() || texts.isEmpty()
            ? Optional.empty()
            : Optional.of(result(machine, texts).of(designs, latencies)),
        err);
    benchmark.write(designs, latencies, machine, err);
    boolean any = rows.stream().anyMatch(row -> row.measurement().isPresent());
    return any ? require.judge(() -> table, _ -> false, err) : ExitCode.FAILED;
  }

  private static ResultOfDesigns result(Machine machine, List<SpecText> texts) {
    return new ResultOfDesigns("measure", Version.current(), machine, texts);
  }

  /** The texts that the models come from, in order. */
  private List<SpecText> texts(Designs designs) {
    return IntStream.range(0, models.size())
        .mapToObj(i -> SpecTexts.of(models.get(i), designs.rows().get(i).network().name()))
        .toList();
  }

  /** Profiles all models that were timed, where a file is asked for that shows their steps. */
  private void writeSteps(
      Model first, Designs designs, Latencies latencies, Machine machine, PrintWriter err) {
    if (trace.wanted() || annotate.wanted()) {
      List<DesignProfile> profiles =
          measuring.profiles(designs, latencies, spec, ProfileStudy.Which.TIMED, trace.phases());
      write(first, designs, profiles, machine, KnownLimits.kept(machine), err);
    }
  }

  private void write(
      Model first,
      Designs designs,
      List<DesignProfile> profiles,
      Machine machine,
      Optional<MachineLimits> limits,
      PrintWriter err) {
    trace.write(machine, limits, profiles, err);
    annotate.write(
        first,
        designs.rows().getFirst().cost(),
        profiles.stream().map(DesignProfile::times).toList(),
        machine,
        limits,
        measuring.seed(),
        err);
  }

  /** What steps are added up by; none where each model is a row. */
  private Optional<Grouping> grouping() {
    if (by.equals(MODEL)) {
      return Optional.empty();
    }
    String given = "--by " + by;
    if (!words().contains(by.toLowerCase(Locale.ROOT))) {
      throw new UsageException(
          "--by: unknown '%s'; expected one of %s".formatted(by, String.join(", ", words())));
    }
    if (models.size() > 1) {
      throw new UsageException(given + ": expected one MODEL; found " + String.join(", ", models));
    }
    measuring.requireQuick(given);
    return Optional.of(Choice.named(Grouping.class, by));
  }

  private int steps(Model model, Designs designs, Grouping grouping, Machine machine) {
    format.check(() -> LayerTimeTable.planned(grouping));
    require.check(() -> LayerTimeTable.planned(grouping));
    PrintWriter err = spec.commandLine().getErr();
    MachineLimits limits = LimitsOfMachine.limits(machine, err);
    List<String> refused = new ArrayList<>();
    List<LayerTimes> times =
        measuring.profile(designs, machine, spec, trace.phases(), refused::add);
    if (times.isEmpty()) {
      err.println("interrupted before anything was profiled");
      return ExitCode.FAILED;
    }
    Ceiling ceiling = new Ceiling(limits);
    List<Reached> reached = times.stream().flatMap(one -> ceiling.reached(one).stream()).toList();
    MachineLimits held = LimitsOfMachine.held(machine, limits, reached, err);
    ComparedDesign design = designs.rows().getFirst();
    LayerTimeTable table =
        new LayerTimeTable(
            designs.name(),
            design.cost(),
            grouping,
            times,
            machine,
            held,
            interruption(times),
            refused);
    List<DesignProfile> profiles =
        times.stream().map(one -> new DesignProfile(design.label(), one)).toList();
    write(model, designs, profiles, machine, Optional.of(held), err);
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
}
