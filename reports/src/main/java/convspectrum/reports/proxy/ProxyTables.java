package convspectrum.reports.proxy;

import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.Columns;
import convspectrum.reports.table.Notation;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.proxy.AccuracyProxies;
import convspectrum.search.proxy.AccuracyProxy;
import convspectrum.search.proxy.verify.Check;
import java.util.List;

/** What the commands on accuracy proxies show. */
public final class ProxyTables {
  private ProxyTables() {}

  /** The table {@code proxies}: what there is. */
  public static ResultTable list() {
    Columns<AccuracyProxy> columns =
        new Columns<>(AccuracyProxies.all())
            .text(
                "proxy",
                AccuracyProxy::name,
                ColumnDescription.text("Proxy", "The accuracy proxy."))
            .text(
                "formula",
                AccuracyProxy::formula,
                ColumnDescription.text("Formula", "What it computes."))
            .text(
                "source",
                AccuracyProxy::source,
                ColumnDescription.text("Source", "Where it was published."));
    return new ResultTable(
        "proxies", "Accuracy proxies, higher is better", columns.list(), Notes.none());
  }

  /**
   * A check and where its expected figure stands.
   *
   * @param file of the description
   * @param check a figure beside what it should be
   */
  public record FileCheck(String file, Check check) {}

  /**
   * The table {@code verification}: every figure beside what it should be.
   *
   * @param shown the rows
   * @param all how many checks were made
   * @param failed how many of them failed
   */
  public static ResultTable verification(List<FileCheck> shown, long all, long failed) {
    Columns<FileCheck> columns =
        new Columns<>(shown)
            .text("file", FileCheck::file, ColumnDescription.text("File", "The description."))
            .text(
                "figure",
                row -> row.check().figure(),
                ColumnDescription.text("Figure", "A proxy or a gradient."))
            .text(
                "precision",
                row -> row.check().precision().toString(),
                ColumnDescription.text("Precision", "Of the arithmetic."))
            .text(
                "expected",
                row -> row.check().expected(),
                ColumnDescription.text("Expected", "By the other implementation."))
            .text("ours", row -> row.check().ours(), ColumnDescription.text("Ours", "By this one."))
            .real(
                "difference",
                row -> row.check().difference(),
                ColumnDescription.significant("Difference", 2, "Between the two."))
            .real(
                "tolerance",
                row -> row.check().isShownAlone() ? Double.NaN : row.check().tolerance(),
                ColumnDescription.significant(
                    "Tolerance", 2, "The most that passes; none where nothing is required."))
            .text(
                "result",
                row ->
                    row.check().isShownAlone() ? "shown" : row.check().passes() ? "ok" : "FAILED",
                ColumnDescription.text(
                    "Result", "`ok`, `FAILED`, or `shown` where nothing is required."));
    Notes notes =
        Notes.none().with("checks", Long.toString(all)).with("failed", Long.toString(failed));
    return new ResultTable(
        "verification", "Figures of another implementation", columns.list(), notes);
  }

  /**
   * A score of a model, over one seed or several.
   *
   * @param model what was scored
   * @param proxy by name
   * @param score the mean; NaN where there is none
   * @param spread the standard deviation over the seeds; NaN of one
   * @param seconds the mean time
   * @param reason why there is no score; empty where there is one
   */
  public record ModelScore(
      String model, String proxy, double score, double spread, double seconds, String reason) {}

  /** The table {@code scores}: a row per model and proxy. */
  public static ResultTable scores(List<ModelScore> scores, Notes notes) {
    return scores(scores, scores.stream().anyMatch(score -> !Double.isNaN(score.spread())), notes);
  }

  /**
   * The table {@code scores}, or some rows of it.
   *
   * @param repeated whether there is a column for the spread over seeds
   */
  public static ResultTable scores(List<ModelScore> scores, boolean repeated, Notes notes) {
    Columns<ModelScore> columns =
        new Columns<>(scores)
            .text("model", ModelScore::model, ColumnDescription.text("Model", "The model."))
            .text(
                "proxy", ModelScore::proxy, ColumnDescription.text("Proxy", "The accuracy proxy."))
            .real(
                "score",
                ModelScore::score,
                ColumnDescription.significant(
                    "Score",
                    6,
                    "The mean over the seeds; missing where it is undefined, and the reason says why."));
    if (repeated) {
      columns.real(
          "spread",
          ModelScore::spread,
          ColumnDescription.significant("Spread", 3, "Standard deviation over the seeds."));
    }
    columns
        .real(
            "seconds",
            ModelScore::seconds,
            ColumnDescription.number(
                "Time", "s", new Notation.Significant(3), "Time on one thread."))
        .flag(
            "undefined",
            score -> !score.reason().isEmpty(),
            ColumnDescription.text("Undefined", "Whether there is no score.").asDetail())
        .text(
            "reason",
            score -> score.reason().isEmpty() ? "" : "undefined: " + score.reason(),
            ColumnDescription.text("Note", "Why there is no score."));
    return new ResultTable("scores", "Training-free scores", columns.list(), notes);
  }
}
