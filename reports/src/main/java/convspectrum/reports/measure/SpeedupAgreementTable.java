package convspectrum.reports.measure;

import convspectrum.executor.statistics.Verdict;
import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.Columns;
import convspectrum.reports.table.Columns.Bounded;
import convspectrum.reports.table.Notation;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.history.SpeedupAgreement;
import convspectrum.search.history.SpeedupAgreement.Row;
import java.util.List;
import java.util.Locale;

/** Whether two saved runs come to the same speed-ups: a row per runtime and design. */
public final class SpeedupAgreementTable {
  private static final String CANNOT_TELL = Verdict.CANNOT_TELL.toString();

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
        "%s: the speed-ups of %d of %d designs agree within %.3g %%, %d do not, and of %d it cannot be"
            + " told.",
        runtime,
        count(rows, "yes"),
        rows.size(),
        100 * agreement.tolerance(),
        count(rows, "no"),
        count(rows, CANNOT_TELL));
  }

  private static long count(List<Row> rows, String words) {
    return rows.stream().filter(row -> words(row).equals(words)).count();
  }

  private static String words(Row row) {
    return row.agree().map(agree -> agree ? "yes" : "no").orElse(CANNOT_TELL);
  }

  /** The table {@code speedups}. */
  public ResultTable table() {
    Columns<Row> columns =
        new Columns<>(agreement.rows())
            .text(
                "design",
                Row::design,
                ColumnDescription.text("Design", "The design, or the values of its parameters."))
            .text("runtime", Row::runtime, ColumnDescription.text("Runtime", "The runtime."))
            .interval(
                "before",
                row -> Bounded.of(row.before()),
                speedup("Before", "Speed-up in the earlier run, with its 95 % interval."))
            .interval(
                "after",
                row -> Bounded.of(row.after()),
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
                SpeedupAgreementTable::words,
                ColumnDescription.text(
                    "Agree",
                    "Whether the difference is small; it cannot be told where it is not, but intervals"
                        + " overlap."));
    return new ResultTable("speedups", "Speed-ups of both", columns.list(), Notes.none());
  }

  private static ColumnDescription speedup(String title, String what) {
    return ColumnDescription.number(title, "", new Notation.Fixed(2), what);
  }
}
