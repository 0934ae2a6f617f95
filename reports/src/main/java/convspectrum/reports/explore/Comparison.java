package convspectrum.reports.explore;

import convspectrum.executor.measure.result.Measurement;
import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.executor.measure.result.Speedup;
import convspectrum.reports.cost.UsedDivisors;
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
import convspectrum.search.design.ComparedDesign;
import convspectrum.search.design.Designs;
import convspectrum.search.study.Latencies;
import convspectrum.search.validate.DesignValidation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.columns.Column;

/**
 * The designs of a sweep beside each other: what each costs, what theory says that it gains, and
 * what each runtime measured. The {@linkplain #table table} has a row per reference and design, and
 * these columns in order: {@code design}, the parameters, {@code params, macs, flops, bytes,
 * theoretical_speedup}; for each runtime {@code R_ms, R_ms_low, R_ms_high, R_speedup,
 * R_speedup_low, R_speedup_high, R_realisation}; the proxies; {@code nearest_divisors} where a
 * design asks for some; {@code same_as, note}. {@link ComparisonCharts} draws the same figures.
 */
public final class Comparison {
  private final Designs designs;
  private final Latencies latencies;
  private final List<ResultColumn> parameters;
  private final List<ProxyScores> scores;
  private final List<ResultColumn> proxies;
  private final List<ResultColumn> columns = new ArrayList<>();
  private final ColumnNames names = new ColumnNames();

  /**
   * A comparison.
   *
   * @param latencies of these designs; {@link Latencies#none()} where nothing was timed
   * @param proxies of these designs, in the order of their columns
   */
  public Comparison(Designs designs, Latencies latencies, List<ProxyScores> proxies) {
    this.designs = designs;
    this.latencies = latencies;
    this.scores = List.copyOf(proxies);
    // Names of parameters and proxies are the user's or open-ended: fixed ones are given out first.
    columns.addAll(design());
    List<ResultColumn> figures = new ArrayList<>(costs());
    latencies.runs().forEach(run -> figures.addAll(times(run)));
    List<ResultColumn> remarks = remarks();
    parameters = designs.parameters().stream().map(this::parameter).toList();
    columns.addAll(parameters);
    columns.addAll(figures);
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
    return macs == 0 ? Double.NaN : (double) designs.baselineRow().cost().total().macs() / macs;
  }

  /** The designs and references of the rows, in order. */
  List<ComparedDesign> rows() {
    return designs.rows();
  }

  /** The values of each parameter, in order. */
  List<ResultColumn> parameters() {
    return parameters;
  }

  /** What was measured, in the order of the columns. */
  List<MeasurementRun> runs() {
    return latencies.runs();
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
    return latencies
        .measurement(run, row)
        .map(measured -> Bounded.of(measured.time()))
        .orElse(Bounded.NONE);
  }

  /** Time of the baseline divided by that of a row, with its interval. */
  Bounded speedup(MeasurementRun run, ComparedDesign row) {
    return measured(run, row).map(speedup -> Bounded.of(speedup.estimate())).orElse(Bounded.NONE);
  }

  private double realisation(MeasurementRun run, ComparedDesign row) {
    return DesignValidation.realisation(latencies.measurement(run, row), theoreticalSpeedup(row));
  }

  private Optional<Speedup> measured(MeasurementRun run, ComparedDesign row) {
    return latencies.measurement(run, row).flatMap(Measurement::speedup);
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
    return new Columns<>(rows())
        .count(
            names.take("params", "column"),
            row -> row.cost().total().params(),
            ColumnDescription.count("Params", "Learned parameters."))
        .count(
            names.take("macs", "column"),
            row -> row.cost().total().macs(),
            ColumnDescription.count("MACs", "Multiply-accumulates of one forward pass."))
        .count(
            names.take("flops", "column"),
            row -> row.cost().total().flops(),
            ColumnDescription.count("FLOPs", "Floating-point operations of one forward pass.")
                .asDetail())
        .count(
            names.take("bytes", "column"),
            row -> row.cost().total().bytes(),
            ColumnDescription.bytes(
                "Traffic",
                "Bytes that one forward pass reads and writes if every operation does so."))
        .real(
            names.take("theoretical_speedup", "column"),
            this::theoreticalSpeedup,
            ColumnDescription.ratio(
                "Theory ×", "MACs of the baseline divided by those of the row."))
        .list();
  }

  private List<ResultColumn> times(MeasurementRun run) {
    String runtime = run.conditions().runtime();
    String ms = names.take(runtime + "_ms", "column");
    String speedup = names.take(runtime + "_speedup", "column");
    return new Columns<>(rows())
        .interval(
            ms,
            names.take(ms + "_low", "column"),
            names.take(ms + "_high", "column"),
            row -> ms(run, row),
            ColumnDescription.milliseconds(
                runtime,
                "Median time of a forward pass by " + runtime + ", with its 95 % interval."))
        .interval(
            speedup,
            names.take(speedup + "_low", "column"),
            names.take(speedup + "_high", "column"),
            row -> speedup(run, row),
            ColumnDescription.ratio(
                runtime + " ×",
                "Time of the baseline divided by that of the row, by "
                    + runtime
                    + ", from paired rounds, with its 95 % interval."))
        .real(
            names.take(runtime + "_realisation", "column"),
            row -> realisation(run, row),
            ColumnDescription.percent(
                runtime + " realised",
                "Measured speed-up by " + runtime + " divided by the theoretical one."))
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

  private List<ResultColumn> remarks() {
    Columns<ComparedDesign> columns = new Columns<>(rows());
    if (rows().stream().anyMatch(row -> !divisors(row).isEmpty())) {
      columns.text(
          names.take("nearest_divisors", "column"),
          Comparison::divisors,
          ColumnDescription.text(
              "Divisors used",
              "The divisors of its channels that the design takes for what it asks for."));
    }
    return columns
        .text(
            names.take("same_as", "column"),
            row -> row.sameAs().orElse(""),
            ColumnDescription.text(
                "Same as", "The row that denotes the same function, evaluated once for both."))
        .text(
            names.take("note", "column"),
            this::note,
            ColumnDescription.text("Note", "Why a figure is missing."))
        .list();
  }

  private static String divisors(ComparedDesign row) {
    return UsedDivisors.brief(row.network().divisors().get());
  }

  private String note(ComparedDesign row) {
    Stream<String> times =
        latencies.runs().stream().map(run -> latencies.reason(run, row)).flatMap(Optional::stream);
    Stream<String> undefined =
        scores.stream()
            .flatMap(proxy ->
                Optional.ofNullable(proxy.reasons().get(row.label()))
                    .map(reason -> ProxyColumns.undefined(proxy.name(), reason))
                    .stream());
    return Stream.concat(times, undefined).collect(Collectors.joining(" "));
  }
}
