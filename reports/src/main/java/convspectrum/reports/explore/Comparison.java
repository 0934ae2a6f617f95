package convspectrum.reports.explore;

import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.reports.cost.LiveColumns;
import convspectrum.reports.cost.TrafficColumns;
import convspectrum.reports.cost.UsedDivisors;
import convspectrum.reports.predict.PredictionColumns;
import convspectrum.reports.proxy.ProxyColumns;
import convspectrum.reports.proxy.ProxyScores;
import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.ColumnNames;
import convspectrum.reports.table.Columns;
import convspectrum.reports.table.Columns.Bounded;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ParameterColumn;
import convspectrum.reports.table.ResultColumn;
import convspectrum.reports.table.ResultTable;
import convspectrum.reports.training.TrainedColumns;
import convspectrum.search.design.ComparedDesign;
import convspectrum.search.design.Designs;
import convspectrum.search.predict.figure.DesignPredictions;
import convspectrum.search.study.Latencies;
import convspectrum.search.training.figure.DesignTrainings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.columns.Column;

/**
 * The designs of a sweep beside each other: what each costs, what theory says that it gains, and
 * what each runtime measured. The {@linkplain #table table} has a row per reference and design, and
 * these columns in order: {@code design}, the parameters, {@code params, macs, flops, live_params,
 * live_macs, bytes, theoretical_speedup}; predicted times; those of each runtime and which is the
 * fastest, by {@link RuntimeColumns}; the accuracy after training; the proxies; {@code
 * nearest_divisors} where a design asks for some; {@code baseline} where rows differ in it; {@code
 * same_as, note}. {@link ComparisonCharts} draws the same figures.
 */
public final class Comparison {
  private final Designs designs;
  private final Latencies latencies;
  private final DesignPredictions predictions;
  private final List<ResultColumn> parameters;
  private final List<ProxyScores> scores;
  private final DesignTrainings trainings;
  private final Optional<ResultColumn> trained;
  private final List<ResultColumn> proxies;
  private final List<ResultColumn> columns = new ArrayList<>();
  private final ColumnNames names = new ColumnNames();

  /**
   * A comparison without predictions.
   *
   * @param latencies of these designs; {@link Latencies#none()} where nothing was timed
   * @param proxies of these designs, in the order of their columns
   */
  public Comparison(Designs designs, Latencies latencies, List<ProxyScores> proxies) {
    this(designs, latencies, DesignPredictions.NONE, proxies, DesignTrainings.NONE);
  }

  /**
   * A comparison.
   *
   * @param latencies of these designs; {@link Latencies#none()} where nothing was timed
   * @param predictions of these designs
   * @param proxies of these designs, in the order of their columns
   * @param trainings of these designs
   */
  public Comparison(
      Designs designs,
      Latencies latencies,
      DesignPredictions predictions,
      List<ProxyScores> proxies,
      DesignTrainings trainings) {
    this.designs = designs;
    this.latencies = latencies;
    this.predictions = predictions;
    this.trainings = trainings;
    this.scores = List.copyOf(proxies);
    // Names of parameters and proxies are the user's or open-ended: fixed ones are given out first.
    columns.addAll(design());
    List<ResultColumn> figures = new ArrayList<>(costs());
    Columns<ComparedDesign> predicted = new Columns<>(rows());
    PredictionColumns.addTo(predicted, predictions, name -> names.take(name, "column"));
    figures.addAll(predicted.list());
    Columns<ComparedDesign> accuracies = new Columns<>(rows());
    TrainedColumns.addTo(accuracies, trainings, name -> names.take(name, "column"));
    RuntimeColumns measured = new RuntimeColumns(designs, latencies, names);
    latencies.runs().forEach(run -> figures.addAll(measured.of(run)));
    figures.addAll(measured.fastest());
    this.trained = accuracies.list().stream().findFirst();
    List<ResultColumn> remarks = remarks();
    parameters = designs.parameters().stream().map(this::parameter).toList();
    columns.addAll(parameters);
    columns.addAll(figures);
    columns.addAll(accuracies.list());
    this.proxies = proxies.stream().flatMap(proxy -> scores(proxy).stream()).toList();
    columns.addAll(this.proxies);
    columns.addAll(remarks);
  }

  /**
   * The table {@code comparison}.
   *
   * @param notes how the figures came about
   */
  public ResultTable table(Notes notes) {
    String title = designs.name() + ", relative to " + designs.baseline();
    return new ResultTable("comparison", title, columns, notes);
  }

  /** MACs of the baseline divided by a design's; NaN where it has none. */
  public static double theoreticalSpeedup(Designs designs, ComparedDesign compared) {
    long macs = compared.cost().total().macs();
    return macs == 0
        ? Double.NaN
        : (double) designs.baselineOf(compared).cost().total().macs() / macs;
  }

  /** The designs and references of the rows, in order. */
  List<ComparedDesign> rows() {
    return designs.rows();
  }

  /** The values of each parameter, in order. */
  List<ResultColumn> parameters() {
    return parameters;
  }

  /** What was measured by runtimes that can run anything, in the order of the columns. */
  List<MeasurementRun> runs() {
    return latencies.working();
  }

  /** The accuracy after a short training, if designs were trained. */
  Optional<ResultColumn> trained() {
    return trained;
  }

  /** The scores by each accuracy proxy, in order. */
  List<ResultColumn> proxies() {
    return proxies;
  }

  double theoreticalSpeedup(ComparedDesign row) {
    return theoreticalSpeedup(designs, row);
  }

  /** Median time of a forward pass in milliseconds, with its interval. */
  Bounded ms(MeasurementRun run, ComparedDesign row) {
    return Bounded.of(latencies.time(run, row));
  }

  /** Time of the baseline divided by that of a row, with its interval. */
  Bounded speedup(MeasurementRun run, ComparedDesign row) {
    return Bounded.of(latencies.speedup(run, row));
  }

  private List<ResultColumn> design() {
    return new Columns<>(rows())
        .text(
            names.take("design", "column"),
            ComparedDesign::label,
            ColumnDescription.text("Design", "The design or reference."))
        .list();
  }

  private ResultColumn parameter(String parameter) {
    List<Optional<String>> values =
        rows().stream()
            .map(row -> row.design().map(design -> design.value(parameter).text()))
            .toList();
    Column<?> column = ParameterColumn.of(names.take(parameter, "parameter"), values);
    String meaning = "Value of the parameter; none for a reference.";
    return new ResultColumn(
        column,
        column instanceof StringColumn
            ? ColumnDescription.text(parameter, meaning)
            : ColumnDescription.plain(parameter, meaning));
  }

  private List<ResultColumn> costs() {
    Columns<ComparedDesign> columns = new Columns<>(rows());
    columns
        .count(
            names.take("params", "column"),
            row -> row.cost().total().params(),
            ColumnDescription.count("Params", "Learned parameters.").lowerIsBetter())
        .count(
            names.take("macs", "column"),
            row -> row.cost().total().macs(),
            ColumnDescription.count("MACs", "Multiply-accumulates of one forward pass.")
                .lowerIsBetter())
        .count(
            names.take("flops", "column"),
            row -> row.cost().total().flops(),
            ColumnDescription.count("FLOPs", "Floating-point operations of one forward pass.")
                .asDetail());
    LiveColumns.addTo(
        columns,
        rows(),
        ComparedDesign::cost,
        names.take(LiveColumns.PARAMS, "column"),
        names.take(LiveColumns.MACS, "column"));
    columns.count(
        names.take("bytes", "column"), TrafficColumns::real, TrafficColumns.ofReal(latencies));
    if (TrafficColumns.hasIntegers(latencies)) {
      columns.count(
          names.take(TrafficColumns.INT8, "column"),
          TrafficColumns::integers,
          TrafficColumns.ofIntegers());
    }
    return columns
        .real(
            names.take("theoretical_speedup", "column"),
            this::theoreticalSpeedup,
            ColumnDescription.ratio(
                "Theory ×", "MACs of the baseline divided by those of the row."))
        .list();
  }

  private List<ResultColumn> scores(ProxyScores proxy) {
    String name = proxy.name();
    return new Columns<>(rows())
        .real(
            names.take(name, "proxy"),
            row -> proxy.byDesign().getOrDefault(row.label(), Double.NaN),
            ColumnDescription.significant(name, 4, "Score by the accuracy proxy " + name + "."))
        .list();
  }

  /** Runtimes that timed nothing, all for one reason, have a warning instead of notes. */
  private static boolean timedSome(MeasurementRun run) {
    return run.sharedReason().isEmpty();
  }

  private List<ResultColumn> remarks() {
    ColumnDescription notes = ColumnDescription.text("Note", "Why a figure is missing.");
    Columns<ComparedDesign> columns = new Columns<>(rows());
    if (rows().stream().anyMatch(row -> !divisors(row).isEmpty())) {
      columns.text(
          names.take("nearest_divisors", "column"),
          Comparison::divisors,
          ColumnDescription.text(
              "Divisors used",
              "The divisors of its channels that the design takes for what it asks for."));
    }
    if (designs.hasSeveralBaselines()) {
      columns.text(
          names.take("baseline", "column"),
          row -> designs.baselineOf(row).label(),
          ColumnDescription.text("Baseline", "The row that it is compared with."));
    }
    return columns
        .text(
            names.take("same_as", "column"),
            row -> row.sameAs().orElse(""),
            ColumnDescription.text(
                "Same as", "The row that denotes the same function, evaluated once for both."))
        .text(
            names.take("note", "column"),
            row -> note(row, _ -> true),
            rows().stream().allMatch(row -> note(row, Comparison::timedSome).isEmpty())
                ? notes.asDetail()
                : notes)
        .list();
  }

  private static String divisors(ComparedDesign row) {
    return UsedDivisors.brief(row.network().divisors().get());
  }

  private String note(ComparedDesign row, Predicate<MeasurementRun> from) {
    Stream<String> times =
        latencies.runs().stream()
            .filter(from)
            .map(run -> latencies.note(run, row))
            .flatMap(Optional::stream)
            .distinct();
    Stream<String> undefined =
        scores.stream()
            .flatMap(proxy ->
                Optional.ofNullable(proxy.reasons().get(row.label()))
                    .map(reason -> ProxyColumns.undefined(proxy.name(), reason))
                    .stream());
    Stream<String> refused =
        Stream.of(predictions.reasons(row), trainings.reason(row)).filter(text -> !text.isEmpty());
    return Stream.of(refused, times, undefined)
        .flatMap(texts -> texts)
        .collect(Collectors.joining(" "));
  }
}
