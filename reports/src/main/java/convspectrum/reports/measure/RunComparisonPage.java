package convspectrum.reports.measure;

import convspectrum.reports.chart.Axis;
import convspectrum.reports.chart.Chart;
import convspectrum.reports.chart.Guide;
import convspectrum.reports.chart.Palette;
import convspectrum.reports.chart.Point;
import convspectrum.reports.chart.Scale;
import convspectrum.reports.chart.Series;
import convspectrum.reports.html.HtmlReport;
import convspectrum.reports.html.Report;
import convspectrum.reports.html.Report.ChartPart;
import convspectrum.reports.html.Report.Part;
import convspectrum.reports.html.Report.TablePart;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.history.RunComparison;
import convspectrum.search.history.RunComparison.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;

/** Two saved runs over each other, as a page: the times of both, and their ratio. */
public final class RunComparisonPage {
  private final String before;
  private final String after;
  private final List<Row> rows;
  private final List<String> designs;
  private final List<String> runtimes;

  /**
   * A page of a comparison.
   *
   * @param before what the earlier run is called
   * @param after what the later one is called
   */
  public RunComparisonPage(String before, String after, RunComparison comparison) {
    this.before = before;
    this.after = after;
    this.rows = comparison.rows();
    this.designs = rows.stream().map(Row::design).distinct().toList();
    this.runtimes = rows.stream().map(Row::runtime).distinct().toList();
  }

  /**
   * The page.
   *
   * @param tables of the comparison, {@code runs} among them
   * @param summary what came out, the answer first
   */
  public String html(List<ResultTable> tables, List<String> summary) {
    List<Part> parts = new ArrayList<>(List.of(new ChartPart(ratios(), "runs")));
    tables.forEach(table -> parts.add(new TablePart(table)));
    return HtmlReport.render(
        new Report(
            before + " and " + after,
            summary.getFirst(),
            summary.subList(1, summary.size()),
            List.of(),
            List.of(new ChartPart(times(), "runs")),
            parts,
            Optional.empty(),
            0));
  }

  /** The times of both runs; those of one runtime have one color, and each run has its marks. */
  Chart times() {
    List<Series> series = new ArrayList<>();
    for (String runtime : runtimes) {
      series.add(series(runtime, before, Row::beforeMs, series.size()));
      series.add(series(runtime, after, Row::afterMs, series.size()));
    }
    return new Chart(
        "times",
        "Times of both runs",
        "Median time of a forward pass of each design in the run "
            + before
            + " and in "
            + after
            + ".",
        Axis.of("design", designs),
        new Axis("median time (ms)", Scale.LOG10),
        series,
        List.of());
  }

  private Series series(String runtime, String run, ToDoubleFunction<Row> ms, int mark) {
    List<Point> points =
        points(runtime, (row, x) -> new Point(row.design(), x, ms.applyAsDouble(row)));
    return new Series(runtime + ", " + run, points, false, color(runtime), mark);
  }

  /** A point for each row of a runtime, above its design. */
  private List<Point> points(String runtime, BiFunction<Row, Integer, Point> point) {
    return rows.stream()
        .filter(row -> row.runtime().equals(runtime))
        .map(row -> point.apply(row, designs.indexOf(row.design())))
        .toList();
  }

  private int color(String runtime) {
    return Palette.runtime(runtimes.indexOf(runtime));
  }

  /**
   * The ratio of the times of each design with its interval, and the line where nothing changed.
   */
  Chart ratios() {
    List<Series> series = new ArrayList<>();
    for (String runtime : runtimes) {
      List<Point> points = points(runtime, RunComparisonPage::ratio);
      series.add(new Series(runtime, points, false, color(runtime), series.size()));
    }
    return new Chart(
        "ratios",
        "After ÷ before",
        "Time in the run "
            + after
            + " divided by that in "
            + before
            + ", with 95 % intervals: below 1 a design became faster.",
        Axis.of("design", designs),
        new Axis("after ÷ before", Scale.LINEAR),
        series,
        List.of(new Guide.Level("as before", 1, 0)));
  }

  private static Point ratio(Row row, int x) {
    double value = row.ratio().value();
    double low = Double.isFinite(row.ratio().low()) ? row.ratio().low() : value;
    double high = Double.isFinite(row.ratio().high()) ? row.ratio().high() : value;
    return new Point(row.design(), x, value, Math.min(low, value), Math.max(high, value));
  }
}
