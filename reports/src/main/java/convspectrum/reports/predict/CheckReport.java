package convspectrum.reports.predict;

import convspectrum.reports.chart.Axis;
import convspectrum.reports.chart.Chart;
import convspectrum.reports.chart.Guide;
import convspectrum.reports.chart.PngChart;
import convspectrum.reports.chart.Point;
import convspectrum.reports.chart.Scale;
import convspectrum.reports.chart.Series;
import convspectrum.reports.html.HtmlReport;
import convspectrum.reports.html.Report;
import convspectrum.reports.json.JsonResult;
import convspectrum.reports.json.ResultKind;
import convspectrum.reports.table.ResultTable;
import convspectrum.reports.view.CsvTable;
import convspectrum.search.predict.LatencyTable;
import convspectrum.search.predict.check.Accuracy;
import convspectrum.search.predict.check.PredictionCheck;
import convspectrum.spec.file.AtomicFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How predictions agree with measurements: tables, sentences, a page and a picture. */
public final class CheckReport {
  private static final int PLOT_WIDTH = 1200;
  private static final int PLOT_HEIGHT = 800;

  private final PredictionCheck check;
  private final LatencyTable table;
  private final CheckTables tables;

  /**
   * A report.
   *
   * @param table that was checked
   */
  public CheckReport(PredictionCheck check, LatencyTable table) {
    this.check = check;
    this.table = table;
    this.tables = new CheckTables(check, table);
  }

  /** The columns of the main table without a row. */
  public static ResultTable planned() {
    return CheckTables.planned();
  }

  /** The accuracy of each predictor. */
  public ResultTable table() {
    return tables.accuracies();
  }

  /** The main table, then the designs. */
  public List<ResultTable> tables() {
    return List.of(table(), tables.designs());
  }

  /** The main table, then the designs with the largest errors, the largest first. */
  public List<ResultTable> tables(int worst) {
    return List.of(table(), tables.worst(worst));
  }

  /** What came out, a sentence each. */
  public List<String> summary() {
    List<Accuracy> all = check.accuracies();
    Accuracy own = all.getFirst();
    List<String> sentences = new ArrayList<>();
    sentences.add(
        String.format(
            Locale.ROOT,
            "Of %,d designs %.0f %% are within 5 %% of the measured time and %.0f %% within 10 %%; the"
                + " median error is %.1f %%, Kendall's τ %.3f.",
            own.designs(),
            100 * own.within5(),
            100 * own.within10(),
            100 * own.medianError(),
            own.kendall()));
    sentences.add(
        String.format(
            Locale.ROOT,
            "%.0f %% of the intervals of %d %% hold the measured time.",
            100 * own.coverage().orElse(Double.NaN),
            PredictionColumns.LEVEL));
    for (Accuracy other : all.subList(1, all.size())) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "%s: %.0f %% within 5 %%, Kendall's τ %.3f.",
              other.predictor(),
              100 * other.within5(),
              other.kendall()));
    }
    return sentences;
  }

  /** The result as a document. */
  public JsonResult json() {
    return JsonResult.of(ResultKind.PREDICT_CHECK).withTables(tables()).withSummary(summary());
  }

  /** Predicted against measured times. */
  Chart chart() {
    List<Point> points =
        check.designs().stream()
            .map(one ->
                new Point(
                    one.label(),
                    one.measured(),
                    one.predicted(),
                    Math.min(one.low(), one.predicted()),
                    Math.max(one.high(), one.predicted())))
            .toList();
    return new Chart(
        "predicted",
        "Predicted against measured latency, %s on %s".formatted(table.space(), table.runtime()),
        summary().getFirst(),
        new Axis("measured (ms)", Scale.LINEAR),
        new Axis("predicted (ms)", Scale.LINEAR),
        List.of(new Series(PredictionCheck.TABLE, points, false)),
        List.of(new Guide.Equality("predicted = measured")));
  }

  /**
   * Writes {@code check.html}, {@code check.json}, {@code checked.csv} and {@code predicted.png}.
   *
   * @param version of convspectrum
   */
  public List<Path> write(Path folder, String version) {
    Path picture = folder.resolve("predicted.png");
    byte[] png = PngChart.render(chart(), PLOT_WIDTH, PLOT_HEIGHT);
    AtomicFile.write(picture, out -> out.write(png));
    return List.of(
        text(folder.resolve("check.html"), html()),
        text(folder.resolve("check.json"), json().json(version)),
        text(folder.resolve("checked.csv"), new CsvTable().render(tables.designs())),
        picture);
  }

  private static Path text(Path file, String text) {
    AtomicFile.write(file, text);
    return file;
  }

  private String html() {
    return HtmlReport.render(
        new Report(
            "Predicted latency of " + table.space(),
            summary(),
            List.of(
                new Report.TablePart(table()),
                new Report.ChartPart(chart(), "designs"),
                new Report.TablePart(tables.designs()))));
  }
}
