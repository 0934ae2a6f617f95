package convspectrum.reports.explore;

import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.ColumnNames;
import convspectrum.reports.table.Columns;
import convspectrum.reports.table.Columns.Bounded;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ParameterColumn;
import convspectrum.reports.table.ResultColumn;
import convspectrum.reports.table.ResultTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.columns.Column;

/**
 * The table of a sweep: a row per reference and design, with what it costs, what theory says that
 * it gains, and what each runtime measured. Its columns, in order: {@code design}, the parameters,
 * {@code params, macs, flops, bytes, theoretical_speedup}; for each runtime {@code R_ms, R_ms_low,
 * R_ms_high, R_speedup, R_speedup_low, R_speedup_high, R_realisation}; the proxies; {@code
 * nearest_divisors} where a design asks for some; {@code same_as, note}.
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
   * @param divisors what {@code nearest_divisor} made of what the design asks for; empty where it
   *     asks for none
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
      String divisors,
      String sameAs,
      String note) {}

  /**
   * What one runtime measured of one design.
   *
   * @param ms median time of a forward pass in milliseconds, with its interval
   * @param speedup of the baseline's time to this one, with its interval
   * @param realisation measured speed-up divided by theoretical
   */
  public record Latency(Bounded ms, Bounded speedup, double realisation) {}

  private static final Latency NOT_MEASURED = new Latency(Bounded.NONE, Bounded.NONE, Double.NaN);

  private final List<Row> rows;
  private final ColumnNames names = new ColumnNames();

  private ComparisonTable(List<Row> rows) {
    this.rows = List.copyOf(rows);
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
    ComparisonTable table = new ComparisonTable(rows);
    // Names of parameters and proxies are the user's or open-ended: fixed ones are given out first.
    List<ResultColumn> design = table.design();
    List<ResultColumn> figures = new ArrayList<>(table.costs());
    runtimes.forEach(runtime -> figures.addAll(table.runtime(runtime)));
    List<ResultColumn> remarks = table.remarks();
    List<ResultColumn> columns = new ArrayList<>(design);
    parameters.forEach(parameter -> columns.add(table.parameter(parameter)));
    columns.addAll(figures);
    proxies.forEach(proxy -> columns.addAll(table.proxy(proxy)));
    columns.addAll(remarks);
    return new ResultTable("comparison", title, columns, notes);
  }

  private List<ResultColumn> design() {
    return new Columns<>(rows)
        .text(
            names.take("design", "column"),
            Row::design,
            ColumnDescription.text("Design", "The design or reference."))
        .list();
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

  private List<ResultColumn> costs() {
    return new Columns<>(rows)
        .count(
            names.take("params", "column"),
            Row::params,
            ColumnDescription.count("Params", "Learned parameters."))
        .count(
            names.take("macs", "column"),
            Row::macs,
            ColumnDescription.count("MACs", "Multiply-accumulates of one forward pass."))
        .count(
            names.take("flops", "column"),
            Row::flops,
            ColumnDescription.count("FLOPs", "Floating-point operations of one forward pass.")
                .asDetail())
        .count(
            names.take("bytes", "column"),
            Row::bytes,
            ColumnDescription.bytes(
                "Traffic",
                "Bytes that one forward pass reads and writes if every operation does so."))
        .real(
            names.take("theoretical_speedup", "column"),
            Row::theoreticalSpeedup,
            ColumnDescription.ratio(
                "Theory ×", "MACs of the baseline divided by those of the row."))
        .list();
  }

  private List<ResultColumn> runtime(String runtime) {
    String ms = names.take(runtime + "_ms", "column");
    String speedup = names.take(runtime + "_speedup", "column");
    return new Columns<>(rows)
        .interval(
            ms,
            names.take(ms + "_low", "column"),
            names.take(ms + "_high", "column"),
            row -> latency(row, runtime).ms(),
            ColumnDescription.milliseconds(
                runtime,
                "Median time of a forward pass by " + runtime + ", with its 95 % interval."))
        .interval(
            speedup,
            names.take(speedup + "_low", "column"),
            names.take(speedup + "_high", "column"),
            row -> latency(row, runtime).speedup(),
            ColumnDescription.ratio(
                runtime + " ×",
                "Time of the baseline divided by that of the row, by "
                    + runtime
                    + ", from paired rounds, with its 95 % interval."))
        .real(
            names.take(runtime + "_realisation", "column"),
            row -> latency(row, runtime).realisation(),
            ColumnDescription.percent(
                runtime + " realised",
                "Measured speed-up by " + runtime + " divided by the theoretical one."))
        .list();
  }

  private List<ResultColumn> proxy(String proxy) {
    return new Columns<>(rows)
        .real(
            names.take(proxy, "proxy"),
            row -> row.proxies().getOrDefault(proxy, Double.NaN),
            ColumnDescription.significant(proxy, 4, "Score by the accuracy proxy " + proxy + "."))
        .list();
  }

  private List<ResultColumn> remarks() {
    Columns<Row> columns = new Columns<>(rows);
    if (rows.stream().anyMatch(row -> !row.divisors().isEmpty())) {
      columns.text(
          names.take("nearest_divisors", "column"),
          Row::divisors,
          ColumnDescription.text(
              "Divisors used",
              "The divisors of its channels that the design takes for what it asks for."));
    }
    return columns
        .text(
            names.take("same_as", "column"),
            Row::sameAs,
            ColumnDescription.text(
                "Same as", "The row that denotes the same function, evaluated once for both."))
        .text(
            names.take("note", "column"),
            Row::note,
            ColumnDescription.text("Note", "Why a figure is missing."))
        .list();
  }

  private static Latency latency(Row row, String runtime) {
    return row.latencies().getOrDefault(runtime, NOT_MEASURED);
  }
}
