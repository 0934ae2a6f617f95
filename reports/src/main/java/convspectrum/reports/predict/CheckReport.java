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
import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.Columns;
import convspectrum.reports.table.Columns.Bounded;
import convspectrum.reports.table.Notation;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import convspectrum.reports.view.CsvTable;
import convspectrum.search.predict.LatencyTable;
import convspectrum.search.predict.check.Accuracy;
import convspectrum.search.predict.check.CheckedDesign;
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

  /**
   * A report.
   *
   * @param table that was checked
   */
  public CheckReport(PredictionCheck check, LatencyTable table) {
    this.check = check;
    this.table = table;
  }

  /** The columns of the main table without a row. */
  public static ResultTable planned() {
    return accuracies(List.of(), "", Notes.none());
  }

  /** The accuracy of each predictor. */
  public ResultTable table() {
    return accuracies(
        check.accuracies(),
        "Predicted latency of %s on %s".formatted(table.space(), table.runtime()),
        notes());
  }

  /** The main table, then the designs. */
  public List<ResultTable> tables() {
    return List.of(table(), designs());
  }

  private static ResultTable accuracies(List<Accuracy> rows, String title, Notes notes) {
    Columns<Accuracy> columns =
        new Columns<>(rows)
            .text(
                "predictor",
                Accuracy::predictor,
                ColumnDescription.text(
                    "Predictor", "What predicts; all learn from the designs of the table."))
            .count(
                "designs",
                Accuracy::designs,
                ColumnDescription.plain("Designs", "How many were predicted and measured."));
    columns
        .real(
            "within_5",
            Accuracy::within5,
            percent("Within 5 %", "Share of designs with an error of at most 5 %."))
        .real("within_10", Accuracy::within10, percent("Within 10 %", "The same of 10 %."))
        .real(
            "median_error",
            Accuracy::medianError,
            percent("Median error", "Median of the errors, each a share of the measured time."))
        .real("worst_error", Accuracy::worstError, percent("Worst error", "The largest of them."))
        .real(
            "kendall",
            Accuracy::kendall,
            ColumnDescription.number(
                "Kendall's τ",
                "",
                new Notation.Fixed(3),
                "Of all pairs of designs, those in the order of their times less those in reverse;"
                    + " none where all times are equal."))
        .real(
            "coverage",
            one -> one.coverage().orElse(Double.NaN),
            percent(
                "Intervals hold",
                "Share of the %d %% intervals that hold the measured time; none of predictors without."
                    .formatted(PredictionColumns.LEVEL)));
    return new ResultTable("accuracy", title, columns.list(), notes);
  }

  private static ColumnDescription percent(String heading, String meaning) {
    return ColumnDescription.number(heading, "", new Notation.Percent(1), meaning);
  }

  private ResultTable designs() {
    Columns<CheckedDesign> columns =
        new Columns<>(check.designs())
            .text(
                "design",
                CheckedDesign::label,
                ColumnDescription.text("Design", "The values of its parameters."))
            .real(
                "measured_ms",
                CheckedDesign::measured,
                ColumnDescription.milliseconds(
                    "Measured",
                    "Median ratio to the baseline in the same rounds, times the baseline's time in"
                        + " the table."))
            .interval(
                "predicted_ms",
                one -> new Bounded(one.predicted(), one.low(), one.high()),
                ColumnDescription.milliseconds(
                    "Predicted", "Predicted before it was measured, with its interval."),
                PredictionColumns.LEVEL)
            .real(
                "error",
                CheckedDesign::error,
                percent("Error", "Predicted over measured, less one."))
            .flag(
                "covered",
                CheckedDesign::isCovered,
                ColumnDescription.text("Covered", "Whether the interval holds the measured time."))
            .real(
                "regressed",
                CheckedDesign::regressed,
                percent(
                    "By regression",
                    "Share of the predicted time of steps that the table has not."))
            .flag(
                "in_table",
                CheckedDesign::inTable,
                ColumnDescription.text(
                    "In the table", "Whether the table has measured it, so that it is no test."));
    for (int i = 0; i < check.others().size(); i++) {
      int which = i;
      columns.real(
          check.others().get(i).replace(' ', '_').replace('-', '_').toLowerCase(Locale.ROOT)
              + "_ms",
          one -> one.others().get(which),
          ColumnDescription.milliseconds(
              check.others().get(i), "Predicted by the " + check.others().get(i) + "."));
    }
    return new ResultTable(
        "designs", "Predicted and measured designs", columns.list(), Notes.none());
  }

  private Notes notes() {
    Notes notes =
        Notes.none()
            .with("table", "%s, %s".formatted(table.space(), table.date()))
            .with("runtime", table.runtime() + " " + table.runtimeVersion())
            .with("threads", Integer.toString(table.threads()))
            .with("machine", table.cpu())
            .with("protocol", table.protocol())
            .with("examples", Integer.toString(check.examples()))
            .with(
                "baseline_drift",
                String.format(
                    Locale.ROOT,
                    "%+.1f %% since the table was made, which does not count",
                    100 * check.drift()))
            .with("noise", check.noise());
    long known = check.designs().stream().filter(CheckedDesign::inTable).count();
    if (known > 0) {
      notes =
          notes.withWarning(
              "%d of %d designs were measured for the table too, since the space has too few others."
                  .formatted(known, check.designs().size()));
    }
    if (check.refused() > 0) {
      notes =
          notes.withWarning(
              "%d design%s the runtime cannot run %s left out."
                  .formatted(
                      check.refused(),
                      check.refused() == 1 ? " that" : "s that",
                      check.refused() == 1 ? "is" : "are"));
    }
    return check.partial()
        ? notes.withWarning("The check was interrupted; it is of what was measured until then.")
        : notes;
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
        text(folder.resolve("checked.csv"), new CsvTable().render(designs())),
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
                new Report.TablePart(designs()))));
  }
}
