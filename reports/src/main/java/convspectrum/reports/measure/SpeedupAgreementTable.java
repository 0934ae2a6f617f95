package convspectrum.reports.measure;

import convspectrum.executor.statistics.Interval;
import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.Columns;
import convspectrum.reports.table.Columns.Bounded;
import convspectrum.reports.table.Notation;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.history.SpeedupAgreement;
import convspectrum.search.history.SpeedupAgreement.Estimate;
import convspectrum.search.history.SpeedupAgreement.Row;
import java.util.List;
import java.util.Locale;

/** Whether two saved runs come to the same speed-ups: a row per runtime and design. */
public final class SpeedupAgreementTable {
  private final SpeedupAgreement agreement;

  /** The table of two runs. */
  public SpeedupAgreementTable(SpeedupAgreement agreement) {
    this.agreement = agreement;
  }

  /** How many agree, a sentence for each runtime. */
  public List<String> summary() {
    return agreement.runtimes().stream().map(this::sentence).toList();
  }

  private String sentence(String runtime) {
    List<Row> rows = agreement.rows(runtime);
    return String.format(
        Locale.ROOT,
        "%s: the speed-ups of %d of %d designs agree: their intervals overlap, or they differ by"
            + " %.3g %% at most.",
        runtime,
        rows.stream().filter(Row::agree).count(),
        rows.size(),
        100 * agreement.tolerance());
  }

  /** The table {@code speedups}. */
  public ResultTable table() {
    Columns<Row> columns =
        new Columns<>(agreement.rows())
            .text("design", Row::design, ColumnDescription.text("Design", ""))
            .text("runtime", Row::runtime, ColumnDescription.text("Runtime", ""))
            .interval(
                "before",
                "before_low",
                "before_high",
                row -> bounded(row.before()),
                speedup("Before", "Speed-up in the earlier run, with its 95 % interval."))
            .interval(
                "after",
                "after_low",
                "after_high",
                row -> bounded(row.after()),
                speedup("After", "Speed-up in the later run, with its 95 % interval."))
            .real(
                "difference",
                row -> 100 * row.difference(),
                ColumnDescription.number(
                    "Difference",
                    "%",
                    new Notation.Fixed(1),
                    "How much larger the later speed-up is."))
            .text(
                "agree",
                row -> row.agree() ? "yes" : "no",
                ColumnDescription.text(
                    "Agree", "Whether the intervals overlap or the difference is small."));
    return new ResultTable("speedups", "Speed-ups of both", columns.list(), Notes.none());
  }

  private static Bounded bounded(Estimate estimate) {
    Interval interval = estimate.interval();
    return new Bounded(estimate.value(), interval.low(), interval.high());
  }

  private static ColumnDescription speedup(String title, String what) {
    return ColumnDescription.number(title, "", new Notation.Fixed(2), what);
  }
}
