package convspectrum.reports.predict;

import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.Columns;
import convspectrum.reports.table.Columns.Bounded;
import convspectrum.reports.table.Notation;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.predict.LatencyTable;
import convspectrum.search.predict.check.Accuracy;
import convspectrum.search.predict.check.CheckedDesign;
import convspectrum.search.predict.check.PredictionCheck;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The tables of a check of predictions. */
final class CheckTables {
  private final PredictionCheck check;
  private final LatencyTable table;

  CheckTables(PredictionCheck check, LatencyTable table) {
    this.check = check;
    this.table = table;
  }

  /** The columns of the accuracies without a row. */
  static ResultTable planned() {
    return accuracies(List.of(), "", Notes.none());
  }

  /** The accuracy of each predictor. */
  ResultTable accuracies() {
    return accuracies(
        check.accuracies(),
        "Predicted latency of %s on %s".formatted(table.space(), table.runtime()),
        notes());
  }

  /** The designs with the largest errors, the largest first. */
  ResultTable worst(int most) {
    List<CheckedDesign> designs =
        check.designs().stream()
            .sorted(
                Comparator.comparingDouble((CheckedDesign one) -> Math.abs(one.error())).reversed())
            .limit(most)
            .toList();
    return designs(designs, "The designs with the largest errors");
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

  /** The designs, as they were drawn. */
  ResultTable designs() {
    return designs(check.designs(), "Predicted and measured designs");
  }

  private ResultTable designs(List<CheckedDesign> designs, String title) {
    Columns<CheckedDesign> columns =
        new Columns<>(designs)
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
    return new ResultTable("designs", title, columns.list(), Notes.none());
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
}
