package convspectrum.reports.cost;

import convspectrum.costmodel.Cost;
import convspectrum.executor.machine.Machine;
import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.reports.measure.MachineTable;
import convspectrum.reports.measure.MeasurementNotes;
import convspectrum.reports.measure.SqnrColumn;
import convspectrum.reports.predict.PredictionColumns;
import convspectrum.reports.proxy.ProxyColumns;
import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.Columns;
import convspectrum.reports.table.Columns.Bounded;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import convspectrum.reports.training.TrainedColumns;
import convspectrum.search.design.ComparedDesign;
import convspectrum.search.design.Designs;
import convspectrum.search.predict.figure.DesignPredictions;
import convspectrum.search.scoring.DesignScores;
import convspectrum.search.study.Latencies;
import convspectrum.search.training.figure.DesignTrainings;
import convspectrum.spec.zoo.Published;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Several models side by side, a row each: what they cost, in figures and relative to the first,
 * what accuracy was published of them, and how long they take.
 */
public final class ModelTable {
  /** The name that stands for the times of all runtimes and their intervals. */
  public static final String LATENCY = "latency";

  private static final Set<String> COUNTED =
      Set.of("params", "macs", LiveColumns.PARAMS, LiveColumns.MACS);

  private final Designs designs;
  private final DesignPredictions predictions;
  private final DesignTrainings trainings;
  private final Map<String, Published> published = new HashMap<>();

  /**
   * The models, which are neither trained nor their times predicted.
   *
   * @param published of each row of {@code designs}, in their order
   */
  public ModelTable(Designs designs, List<Optional<Published>> published) {
    this(designs, published, DesignPredictions.NONE, DesignTrainings.NONE);
  }

  /**
   * The models.
   *
   * @param published of each row of {@code designs}, in their order
   * @param predictions of the same rows
   * @param trainings of the same rows
   */
  public ModelTable(
      Designs designs,
      List<Optional<Published>> published,
      DesignPredictions predictions,
      DesignTrainings trainings) {
    this.designs = designs;
    this.predictions = predictions;
    this.trainings = trainings;
    if (published.size() != designs.rows().size()) {
      throw new IllegalArgumentException(
          published.size() + " published figures of " + designs.rows().size() + " models");
    }
    for (int row = 0; row < published.size(); row++) {
      String label = designs.rows().get(row).label();
      published.get(row).ifPresent(one -> this.published.put(label, one));
    }
  }

  /**
   * The table {@code models}, with a column per proxy and the times of each runtime.
   *
   * @param machine that was measured; none where nothing was
   */
  public ResultTable table(DesignScores scores, Optional<Machine> machine, Latencies latencies) {
    Columns<ComparedDesign> columns = new Columns<>(designs.rows());
    counted(columns, latencies);
    TrainedColumns.addTo(columns, trainings, UnaryOperator.identity());
    proxies(columns, scores);
    PredictionColumns.addTo(columns, predictions, UnaryOperator.identity());
    List<String> times = new ArrayList<>();
    latencies.runs().forEach(run -> times.addAll(times(columns, latencies, run)));
    if (!scores.missing().isEmpty()
        || !latencies.runs().isEmpty()
        || trainings.any()
        || !predictions.runs().isEmpty()) {
      columns.text(
          "note",
          row -> note(scores, latencies, row),
          ColumnDescription.text("Note", "Why a figure is missing, or what is to be said of it."));
    }
    return new ResultTable(
            "models", "Models side by side", columns.list(), notes(scores, machine, latencies))
        .withGroup(LATENCY, times)
        .withWarnings(designs.partialFigures())
        .withWarnings(latencies.runs().isEmpty() ? List.of() : designs.seededWeights());
  }

  private void counted(Columns<ComparedDesign> columns, Latencies latencies) {
    columns
        .text("model", ComparedDesign::label, ColumnDescription.text("Model", "The model."))
        .text(
            "design",
            ModelTable::design,
            ColumnDescription.text("Design", "The design, or the values of its parameters."))
        .text("input", ModelTable::input, ColumnDescription.text("Input", "Shapes of the inputs."));
    figure(
        columns, "params", Cost::params, ColumnDescription.count("Params", "Learned parameters."));
    figure(columns, "macs", Cost::macs, ColumnDescription.count("MACs", "Multiply-accumulates."));
    LiveColumns.addTo(
        columns, designs.rows(), ComparedDesign::cost, LiveColumns.PARAMS, LiveColumns.MACS);
    compared(columns, "bytes", TrafficColumns::real, TrafficColumns.ofReal(latencies));
    if (TrafficColumns.hasIntegers(latencies)) {
      compared(columns, TrafficColumns.INT8, TrafficColumns::integers, TrafficColumns.ofIntegers());
    }
    ColumnDescription top1 =
        ColumnDescription.accuracy(
                "Top-1",
                "Published accuracy on ImageNet, in percent; none where none was published of the"
                    + " design.")
            .higherIsBetter();
    columns
        .count(
            "peak_activation_bytes",
            row -> row.cost().peakActivationBytes(),
            ColumnDescription.bytes(
                    "Peak memory", "The most activation memory that is live at once, in float32.")
                .lowerIsBetter())
        .count(
            "layers",
            row -> row.graph().nodes().size() - row.graph().inputs().size(),
            ColumnDescription.plain("Layers", "Operations in the graph."))
        .real("top1", this::top1, hasTop1() ? top1 : top1.asDetail());
  }

  private double top1(ComparedDesign row) {
    Published of = published.get(row.label());
    return of == null ? Double.NaN : of.top1().orElse(Double.NaN);
  }

  private String source(ComparedDesign row) {
    Published of = published.get(row.label());
    return of == null ? "" : of.source();
  }

  private boolean hasTop1() {
    return designs.rows().stream().anyMatch(row -> !Double.isNaN(top1(row)));
  }

  /** The table has columns of params and MACs already. */
  private static void proxies(Columns<ComparedDesign> columns, DesignScores scores) {
    for (String proxy : scores.proxies()) {
      if (!COUNTED.contains(proxy)) {
        columns.real(
            proxy,
            row -> ProxyColumns.value(scores, row, proxy),
            ColumnDescription.significant(
                    proxy, 4, "Score by the accuracy proxy " + proxy + "; higher is better.")
                .higherIsBetter());
      }
    }
  }

  /** The time and the speed-up of each model; gives the names of the time's columns. */
  private static List<String> times(
      Columns<ComparedDesign> columns, Latencies latencies, MeasurementRun run) {
    String runtime = run.conditions().runtime();
    List<String> time = Stream.of("_ms", "_ms_low", "_ms_high").map(end -> runtime + end).toList();
    columns
        .interval(
            time.get(0),
            time.get(1),
            time.get(2),
            row -> Bounded.of(latencies.time(run, row)),
            ColumnDescription.milliseconds(
                    runtime,
                    "Median time of a forward pass by " + runtime + ", with its 95 % interval.")
                .lowerIsBetter())
        .interval(
            runtime + "_speedup",
            row -> Bounded.of(latencies.speedup(run, row)),
            ColumnDescription.ratio(
                    runtime + " ×",
                    "Time of the first model divided by that of the row, by "
                        + runtime
                        + ", from paired rounds, with its 95 % interval.")
                .higherIsBetter());
    SqnrColumn.add(columns, run, runtime + "_sqnr_db");
    return time;
  }

  private String note(DesignScores scores, Latencies latencies, ComparedDesign row) {
    return Stream.of(
            ProxyColumns.reasons(scores, row),
            predictions.reasons(row),
            trainings.reason(row),
            latencies.notes(List.of(row)))
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private Notes notes(DesignScores scores, Optional<Machine> machine, Latencies latencies) {
    Notes notes =
        Notes.none()
            .with("convention", CostTable.convention(designs.baselineRow().cost()))
            .with("relative_to", designs.baseline());
    if (hasTop1()) {
      notes =
          notes.with(
              "published_accuracy",
              designs.rows().stream()
                  .filter(row -> !Double.isNaN(top1(row)))
                  .map(row -> row.label() + ": " + source(row))
                  .collect(Collectors.joining("; ")));
    }
    if (machine.isPresent()) {
      notes =
          notes
              .with("machine", MachineTable.summary(machine.get()))
              .with("java", machine.get().platform().jvm());
    }
    for (MeasurementRun run : latencies.runs()) {
      notes = MeasurementNotes.with(notes, run);
    }
    return TrainedColumns.notes(
        ProxyColumns.notes(PredictionColumns.notes(notes, predictions), scores),
        trainings,
        designs);
  }

  private void figure(
      Columns<ComparedDesign> columns,
      String name,
      ToLongFunction<Cost> figure,
      ColumnDescription description) {
    compared(columns, name, row -> figure.applyAsLong(row.cost().total()), description);
  }

  private void compared(
      Columns<ComparedDesign> columns,
      String name,
      ToLongFunction<ComparedDesign> figure,
      ColumnDescription description) {
    ComparedDesign first = designs.baselineRow();
    new ComparedFigure<ComparedDesign>(
            name,
            figure,
            row -> row == first ? OptionalLong.empty() : OptionalLong.of(figure.applyAsLong(first)),
            description.lowerIsBetter())
        .addBrieflyTo(columns);
  }

  private static String design(ComparedDesign row) {
    return row.design().map(Object::toString).orElse("");
  }

  private static String input(ComparedDesign row) {
    return CostTable.inputs(row.graph());
  }
}
