package convspectrum.reports.validate;

import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.Columns;
import convspectrum.reports.table.Columns.Bounded;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.validate.Correlation;
import convspectrum.search.validate.Regression;
import convspectrum.search.validate.RuntimeValidation;
import convspectrum.search.validate.Validation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How well figures that need no measuring tell times: a row per runtime and figure. */
final class RelationTable {
  private RelationTable() {}

  private record Row(String runtime, Correlation correlation, Optional<Regression> regression) {}

  /** The table {@code relations}; no row where there are too few designs. */
  static ResultTable of(Validation validation) {
    List<Row> rows = new ArrayList<>();
    for (RuntimeValidation runtime : validation.runtimes()) {
      for (Correlation correlation : runtime.correlations()) {
        boolean macs = correlation.predictor().equals("macs");
        rows.add(
            new Row(
                runtime.runtime(), correlation, macs ? runtime.regression() : Optional.empty()));
      }
    }
    Columns<Row> columns =
        new Columns<>(rows)
            .text(
                "predictor",
                row -> row.correlation().predictor(),
                ColumnDescription.text("Predictor", "What is to tell the time."))
            .text("runtime", Row::runtime, ColumnDescription.text("Runtime", "The runtime."))
            .count(
                "designs",
                row -> row.correlation().designs(),
                ColumnDescription.plain("Designs", "How many were timed."))
            .interval(
                "spearman",
                row -> Bounded.of(row.correlation().spearman()),
                ColumnDescription.ratio(
                    "Spearman ρ",
                    "Correlation of ranks with time, with its 95 % interval; none of too few designs, or of a predictor that it is not defined for."))
            .interval(
                "kendall",
                row -> Bounded.of(row.correlation().kendall()),
                ColumnDescription.ratio(
                    "Kendall τ",
                    "Pairs of designs in the order of time less those against it, with its 95 %"
                        + " interval."))
            .interval(
                "slope",
                row -> row.regression().map(line -> Bounded.of(line.slope())).orElse(Bounded.NONE),
                ColumnDescription.ratio(
                    "Slope",
                    "Time grows as MACs to this power, with its 95 % interval; none of too few designs, or of a predictor that it is not defined for."))
            .real(
                "r_squared",
                row -> row.regression().map(Regression::rSquared).orElse(Double.NaN),
                ColumnDescription.ratio(
                    "R²",
                    "Share of the variance that this line explains; none of too few designs, or of a predictor that it is not defined for."));
    return new ResultTable(
        "relations", "What tells the time without measuring", columns.list(), Notes.none());
  }
}
