package convspectrum.reports.predict;

import convspectrum.reports.json.JsonResult;
import convspectrum.reports.json.ResultKind;
import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.Columns;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.predict.LatencyTable;
import convspectrum.search.predict.Transfer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How the times of another machine became those of this one. */
public final class TransferReport {
  private final LatencyTable table;
  private final Transfer transfer;

  /** Of a table that was transferred. */
  public TransferReport(LatencyTable table) {
    this.table = table;
    this.transfer = table.transfer().orElseThrow();
  }

  /** Its columns without a row. */
  public static ResultTable planned() {
    return table(Map.of(), "", Notes.none());
  }

  /** The factor of each kind of step. */
  public ResultTable table() {
    return table(
        new TreeMap<>(transfer.factors()),
        "From the times of %s to those of %s".formatted(transfer.cpu(), table.cpu()),
        Notes.none()
            .with("space", table.space())
            .with("runtime", table.runtime() + " " + table.runtimeVersion())
            .with("threads", Integer.toString(table.threads()))
            .with("machine", table.cpu())
            .with("from_machine", transfer.cpu())
            .with("from_runtime_version", transfer.runtimeVersion())
            .with("from_threads", Integer.toString(transfer.threads()))
            .with("from_date", transfer.date())
            .with("measured", Integer.toString(transfer.measured()))
            .with("common_factor", String.format(Locale.ROOT, "%.4g", transfer.common()))
            .with("median_error", percent(transfer.medianError()))
            .with("usual_error", percent(transfer.usualError())));
  }

  private static ResultTable table(Map<String, Double> factors, String title, Notes notes) {
    return new ResultTable(
        "factors",
        title,
        new Columns<>(List.copyOf(factors.keySet()))
            .text(
                "kernel",
                kernel -> kernel,
                ColumnDescription.text("Kernel", "The kind of step; call is a pass without steps."))
            .real(
                "factor",
                kernel -> factors.getOrDefault(kernel, Double.NaN),
                ColumnDescription.significant("Factor", 4, "Time here over time there."))
            .list(),
        notes);
  }

  /** What came out, a sentence each. */
  public List<String> summary() {
    return List.of(
        String.format(
            Locale.ROOT,
            "%d designs were measured here. Predicted from the others, each differs from its measured time"
                + " by %s in the middle, and nine of ten by at most %s.",
            transfer.measured(),
            percent(transfer.medianError()),
            percent(transfer.usualError())));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /** The factors as a document. */
  public JsonResult json() {
    return JsonResult.of(ResultKind.PREDICT_TRANSFER, table()).withSummary(summary());
  }
}
