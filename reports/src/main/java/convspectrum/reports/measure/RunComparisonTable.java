package convspectrum.reports.measure;

import convspectrum.executor.statistics.Verdict;
import convspectrum.reports.json.Details;
import convspectrum.reports.json.JsonResult;
import convspectrum.reports.json.ResultKind;
import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.Columns;
import convspectrum.reports.table.Columns.Bounded;
import convspectrum.reports.table.Notation;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.history.Needed;
import convspectrum.search.history.RunComparison;
import convspectrum.search.history.RunComparison.Row;
import convspectrum.search.history.RunDifference;
import convspectrum.search.history.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What became faster or slower from one saved run to another: a row per runtime and design. */
public final class RunComparisonTable {
  private final String before;
  private final String after;
  private final RunComparison comparison;
  private final List<RunDifference> differences;

  /**
   * The table of a comparison.
   *
   * @param before what the earlier run is called
   * @param after what the later one is called
   * @param differences in which conditions the runs differ
   */
  public RunComparisonTable(
      String before, String after, RunComparison comparison, List<RunDifference> differences) {
    this.before = before;
    this.after = after;
    this.comparison = comparison;
    this.differences = List.copyOf(differences);
  }

  /** What came out, in a sentence. */
  public String summary() {
    return String.format(
        Locale.ROOT,
        "Of %d designs on their runtimes, %d became faster, %d slower, and of %d it cannot be told; of"
            + " %d of these any difference is below %.3g %%.",
        comparison.rows().size(),
        comparison.count(Verdict.FASTER),
        comparison.count(Verdict.SLOWER),
        comparison.count(Verdict.CANNOT_TELL),
        comparison.unchanged(),
        100 * comparison.atLeast());
  }

  /** The table {@code runs}. */
  public ResultTable table() {
    Columns<Row> columns =
        new Columns<>(comparison.rows())
            .text(
                "design",
                Row::design,
                ColumnDescription.text("Design", "The design, or the values of its parameters."))
            .text("runtime", Row::runtime, ColumnDescription.text("Runtime", "The runtime."))
            .real(
                "before_ms",
                Row::beforeMs,
                ColumnDescription.milliseconds("Before", "Median time in the earlier run."))
            .real(
                "after_ms",
                Row::afterMs,
                ColumnDescription.milliseconds("After", "Median time in the later run."))
            .interval(
                "ratio",
                row -> Bounded.of(row.ratio()),
                ColumnDescription.number(
                    "After ÷ before",
                    "",
                    new Notation.Fixed(3),
                    "Ratio of the medians with its 95 % interval: below 1 it became faster."))
            .real(
                "p",
                Row::p,
                ColumnDescription.significant("p", 2, "Of the test of Mann and Whitney.")
                    .asDetail())
            .real(
                "p_corrected",
                Row::corrected,
                ColumnDescription.significant(
                    "p corrected", 2, "By Holm's method for as many comparisons."))
            .text(
                "verdict",
                row -> row.verdict().toString(),
                ColumnDescription.text("Verdict", "`faster`, `slower` or `cannot tell`."))
            .text(
                "needed",
                row -> row.needed().map(Needed::words).orElse(""),
                ColumnDescription.text("Needed", "What another answer needs."))
            .real(
                "needed_budget",
                row -> row.needed().map(Needed::factor).orElse(Double.NaN),
                ColumnDescription.ratio("Budget ×", "The same as a multiple of the budget.")
                    .asDetail());
    return new ResultTable("runs", before + " and " + after, columns.list(), notes());
  }

  /** The table {@code differences}: the fields in which the conditions of the runs differ. */
  public ResultTable differences() {
    Columns<RunDifference> columns =
        new Columns<>(differences)
            .text(
                "runtime",
                RunDifference::runtime,
                ColumnDescription.text("Runtime", "The runtime."))
            .text(
                "field",
                RunDifference::field,
                ColumnDescription.text("Differs in", "The condition in which the runs differ."))
            .text(
                "before",
                RunDifference::before,
                ColumnDescription.text("Before", "Its value in the earlier run."))
            .text(
                "after",
                RunDifference::after,
                ColumnDescription.text("After", "Its value in the later run."))
            .text(
                "comparable",
                one -> one.obstacle() ? "no" : "yes",
                ColumnDescription.text(
                    "Comparable", "Whether runs that differ in it may be compared."));
    return new ResultTable(
        "differences", "How the two runs were measured", columns.list(), Notes.none());
  }

  /**
   * The same rows for JSON.
   *
   * @param speedups the speed-ups of both runs
   */
  public JsonResult json(SpeedupAgreementTable speedups) {
    List<String> sentences = new ArrayList<>(List.of(summary()));
    sentences.addAll(speedups.summary());
    return JsonResult.of(ResultKind.COMPARE_RUNS, differences(), table(), speedups.table())
        .withSummary(sentences)
        .with(new Details.CompareRuns(before, after, comparison.atLeast()));
  }

  private Notes notes() {
    Notes notes =
        Notes.none()
            .with("before", words(comparison.before()))
            .with("after", words(comparison.after()));
    for (String warning : warnings()) {
      notes = notes.withWarning(warning);
    }
    return notes;
  }

  private List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    differences.stream()
        .filter(RunDifference::obstacle)
        .forEach(one -> warnings.add("Not comparable: " + one + "."));
    warnings.addAll(comparison.leftOut());
    for (RunResult run : List.of(comparison.before(), comparison.after())) {
      for (RunResult.OnRuntime runtime : run.runtimes()) {
        String which = run == comparison.before() ? before : after;
        if (runtime.partial()) {
          warnings.add("%s, %s: was interrupted.".formatted(which, runtime.runtime()));
        }
        if (runtime.noise().contains("noisy")) {
          warnings.add("%s, %s: %s".formatted(which, runtime.runtime(), runtime.noise()));
        }
      }
    }
    return warnings;
  }

  private static String words(RunResult run) {
    List<String> runtimes =
        run.runtimes().stream().map(one -> one.runtime() + " " + one.version()).toList();
    return "%s of %s, machine %s, convspectrum %s, %s"
        .formatted(
            run.spec(), run.date(), run.machine(), run.convspectrum(), String.join(", ", runtimes));
  }
}
