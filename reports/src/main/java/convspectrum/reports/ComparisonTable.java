package convspectrum.reports;

import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.ColumnNames;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultColumn;
import convspectrum.reports.table.ResultTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.columns.Column;

/**
 * The table of a sweep: a row per reference and design, with what it costs, what theory says that
 * it gains, and what each runtime measured. Its columns, in order: {@code design}, the parameters,
 * {@code params, macs, flops, bytes, theoretical_speedup}; for each runtime {@code R_ms, R_ms_low,
 * R_ms_high, R_speedup, R_speedup_low, R_speedup_high, R_realisation}; the proxies; {@code same_as,
 * note}.
 */
public final class ComparisonTable {
  /**
   * A row.
   *
   * @param design its name, or that of the reference
   * @param parameters values by name, none for a reference
   * @param params learned parameters
   * @param macs multiply-accumulates of one forward pass
   * @param flops as the convention counts them
   * @param bytes read and written by one forward pass
   * @param theoreticalSpeedup MACs of the baseline divided by its own
   * @param latencies by runtime; none for a runtime that did not run it
   * @param proxies scores by name; none where a proxy gave none
   * @param sameAs an earlier row that denotes the same function, whose evaluations these are; empty
   *     where there is none
   * @param note why a figure is missing; empty where none is
   */
  public record Row(
      String design,
      Map<String, String> parameters,
      long params,
      long macs,
      long flops,
      long bytes,
      double theoreticalSpeedup,
      Map<String, Latency> latencies,
      Map<String, Double> proxies,
      String sameAs,
      String note) {}

  /**
   * What one runtime measured of one design.
   *
   * @param ms median time of a forward pass in milliseconds, with its interval
   * @param speedup of the baseline's time to this one, with its interval
   * @param realisation measured speed-up divided by theoretical
   */
  public record Latency(Estimate ms, Estimate speedup, double realisation) {}

  /**
   * A figure and its 95 % confidence interval.
   *
   * @param value NaN where there is none
   * @param low NaN where there is none
   * @param high NaN where there is none
   */
  public record Estimate(double value, double low, double high) {
    static final Estimate NONE = new Estimate(Double.NaN, Double.NaN, Double.NaN);
  }

  private static final Latency NOT_MEASURED = new Latency(Estimate.NONE, Estimate.NONE, Double.NaN);

  private final List<Row> rows;
  private final ColumnNames names = new ColumnNames();
  private final List<ResultColumn> columns = new ArrayList<>();

  private ComparisonTable(List<Row> rows) {
    this.rows = rows;
  }

  /**
   * The table {@code comparison}.
   *
   * @param title for people
   * @param parameters names, in order; one that is also a column's name gets {@code parameter_} in
   *     front
   * @param runtimes names, in order
   * @param proxies names, in order
   * @param rows references first
   * @param notes how the figures came about
   */
  public static ResultTable of(
      String title,
      List<String> parameters,
      List<String> runtimes,
      List<String> proxies,
      List<Row> rows,
      Notes notes) {
    ComparisonTable table = new ComparisonTable(List.copyOf(rows));
    table.design();
    table.costs();
    runtimes.forEach(table::runtime);
    // Their names are the user's or open-ended, so the fixed ones are given out first.
    List<ResultColumn> swept = parameters.stream().map(table::parameter).toList();
    table.columns.addAll(1, swept);
    proxies.forEach(table::proxy);
    table.texts(
        "same_as",
        Row::sameAs,
        ColumnDescription.text(
            "Same as", "The row that denotes the same function, evaluated once for both."));
    table.texts("note", Row::note, ColumnDescription.text("Note", "Why a figure is missing."));
    return new ResultTable("comparison", title, table.columns, notes);
  }

  private void design() {
    StringColumn designs = StringColumn.create(names.take("design", "column"));
    rows.forEach(row -> designs.append(row.design()));
    columns.add(
        new ResultColumn(designs, ColumnDescription.text("Design", "The design or reference.")));
  }

  private ResultColumn parameter(String parameter) {
    List<Optional<String>> values =
        rows.stream().map(row -> Optional.ofNullable(row.parameters().get(parameter))).toList();
    Column<?> column = ParameterColumn.of(names.take(parameter, "parameter"), values);
    String meaning = "Value of the parameter; none for a reference.";
    return new ResultColumn(
        column,
        column instanceof StringColumn
            ? ColumnDescription.text(parameter, meaning)
            : ColumnDescription.plain(parameter, meaning));
  }

  private void costs() {
    counts("params", Row::params, ColumnDescription.count("Params", "Learned parameters."));
    counts(
        "macs",
        Row::macs,
        ColumnDescription.count("MACs", "Multiply-accumulates of one forward pass."));
    counts(
        "flops",
        Row::flops,
        ColumnDescription.count("FLOPs", "Floating-point operations of one forward pass.")
            .asDetail());
    counts(
        "bytes",
        Row::bytes,
        ColumnDescription.bytes(
            "Traffic", "Bytes that one forward pass reads and writes if every operation does so."));
    reals(
        "theoretical_speedup",
        Row::theoreticalSpeedup,
        ColumnDescription.ratio("Theory ×", "MACs of the baseline divided by those of the row."));
  }

  private void runtime(String runtime) {
    estimate(
        runtime,
        "ms",
        latency -> latency.ms(),
        ColumnDescription.milliseconds(
            runtime, "Median time of a forward pass by " + runtime + ", with its 95 % interval."));
    estimate(
        runtime,
        "speedup",
        latency -> latency.speedup(),
        ColumnDescription.ratio(
            runtime + " ×",
            "Time of the baseline divided by that of the row, by "
                + runtime
                + ", from paired rounds, with its 95 % interval."));
    reals(
        runtime + "_realisation",
        row -> latency(row, runtime).realisation(),
        ColumnDescription.percent(
            runtime + " realised",
            "Measured speed-up by " + runtime + " divided by the theoretical one."));
  }

  private interface EstimateOf {
    Estimate of(Latency latency);
  }

  private void estimate(
      String runtime, String figure, EstimateOf part, ColumnDescription description) {
    String name = runtime + "_" + figure;
    reals(name, row -> part.of(latency(row, runtime)).value(), description);
    int at = columns.size() - 1;
    String heading = description.heading();
    ColumnDescription low =
        ColumnDescription.number(heading + " low", description.unit(), description.notation(), "");
    ColumnDescription high =
        ColumnDescription.number(heading + " high", description.unit(), description.notation(), "");
    reals(name + "_low", row -> part.of(latency(row, runtime)).low(), low);
    reals(name + "_high", row -> part.of(latency(row, runtime)).high(), high);
    columns.set(at, columns.get(at).withInterval(name + "_low", name + "_high"));
  }

  private static Latency latency(Row row, String runtime) {
    return row.latencies().getOrDefault(runtime, NOT_MEASURED);
  }

  private void proxy(String proxy) {
    DoubleColumn scores = DoubleColumn.create(names.take(proxy, "proxy"));
    rows.forEach(row -> scores.append(row.proxies().getOrDefault(proxy, Double.NaN)));
    columns.add(
        new ResultColumn(
            scores,
            ColumnDescription.significant(proxy, 4, "Score by the accuracy proxy " + proxy + ".")));
  }

  private void texts(String name, Function<Row, String> text, ColumnDescription description) {
    StringColumn column = StringColumn.create(names.take(name, "column"));
    rows.forEach(row -> column.append(text.apply(row)));
    boolean empty = rows.stream().allMatch(row -> text.apply(row).isEmpty());
    // A column of nothing is for machines, which count on it; people are spared.
    columns.add(new ResultColumn(column, empty ? description.asDetail() : description));
  }

  private void counts(String name, ToLongFunction<Row> count, ColumnDescription description) {
    LongColumn column = LongColumn.create(names.take(name, "column"));
    rows.forEach(row -> column.append(count.applyAsLong(row)));
    columns.add(new ResultColumn(column, description));
  }

  private void reals(String name, ToDoubleFunction<Row> real, ColumnDescription description) {
    DoubleColumn column = DoubleColumn.create(names.take(name, "column"));
    rows.forEach(row -> column.append(real.applyAsDouble(row)));
    columns.add(new ResultColumn(column, description));
  }
}
