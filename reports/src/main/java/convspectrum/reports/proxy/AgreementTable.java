package convspectrum.reports.proxy;

import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.Columns;
import convspectrum.reports.table.Notation;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.proxy.calibrate.Agreement;
import java.util.List;
import java.util.function.Function;

/** How each proxy agrees with known accuracies, as a table. */
public final class AgreementTable {
  private AgreementTable() {}

  /** The table {@code calibration}: a row per column of accuracies and proxy. */
  public static ResultTable of(List<Agreement> agreements, Notes notes) {
    ColumnDescription accuracy =
        ColumnDescription.text("Accuracy", "The column of accuracies that it is compared with.");
    boolean several = agreements.stream().map(Agreement::accuracy).distinct().count() > 1;
    Columns<Agreement> columns =
        new Columns<>(agreements)
            .text("proxy", Agreement::name, ColumnDescription.text("Proxy", "The accuracy proxy."))
            .text("accuracy", Agreement::accuracy, several ? accuracy : accuracy.asDetail());
    estimate(columns, "spearman", Agreement::spearman, of("Spearman", "Spearman's ρ"));
    estimate(columns, "kendall", Agreement::kendall, of("Kendall", "Kendall's τ"));
    estimate(
        columns,
        "spearman_top",
        Agreement::top,
        of("Top 20 %", "Spearman's ρ over the most accurate fifth of the networks"));
    estimate(
        columns,
        "over_macs",
        Agreement::overMacs,
        of("Over MACs", "Spearman's ρ less that of MACs"));
    estimate(
        columns,
        "over_live_macs",
        Agreement::overLiveMacs,
        of("Over live MACs", "Spearman's ρ less that of live MACs"));
    estimate(
        columns,
        "top_over_macs",
        Agreement::topOverMacs,
        of("Top over MACs", "Spearman's ρ less that of MACs, over the most accurate fifth")
            .asDetail());
    columns
        .real(
            "seconds",
            Agreement::seconds,
            ColumnDescription.number(
                "Time", "s", new Notation.Significant(3), "Mean time per network."))
        .count(
            "unscored",
            Agreement::undefined,
            ColumnDescription.plain("Unscored", "Networks without a score, which are not ranked."));
    return new ResultTable("calibration", "Agreement with known accuracies", columns.list(), notes);
  }

  private static ColumnDescription of(String heading, String figure) {
    return ColumnDescription.number(
        heading,
        "",
        new Notation.Fixed(3),
        figure + ", with its 95 % interval; none where there is nothing to rank.");
  }

  private static void estimate(
      Columns<Agreement> columns,
      String name,
      Function<Agreement, Agreement.Estimate> figure,
      ColumnDescription description) {
    columns.interval(
        name,
        row -> {
          Agreement.Estimate estimate = figure.apply(row);
          return new Columns.Bounded(estimate.value(), estimate.low(), estimate.high());
        },
        description);
  }
}
