package convspectrum.reports.validate;

import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.Columns;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.validate.DesignValidation;
import convspectrum.search.validate.Reasons;
import convspectrum.search.validate.RuntimeValidation;
import convspectrum.search.validate.Validation;
import java.util.ArrayList;
import java.util.List;

/** The reasons step by step: a row per runtime, design and step. */
final class StepTable {
  private StepTable() {}

  private record Row(String runtime, String design, Reasons.StepReasons step) {}

  /** The table {@code steps}. */
  static ResultTable of(Validation validation) {
    List<Row> rows = new ArrayList<>();
    for (RuntimeValidation runtime : validation.runtimes()) {
      for (DesignValidation design : runtime.designs()) {
        if (design.reasons().isPresent() && design.compared().sameAs().isEmpty()) {
          for (Reasons.StepReasons step : design.reasons().get().steps()) {
            rows.add(new Row(runtime.runtime(), design.compared().label(), step));
          }
        }
      }
    }
    Columns<Row> columns =
        new Columns<>(rows)
            .text("design", Row::design, ColumnDescription.text("Design", ""))
            .text("runtime", Row::runtime, ColumnDescription.text("Runtime", ""))
            .text(
                "nodes",
                row -> String.join(" + ", row.step().nodes()),
                ColumnDescription.text("Nodes", ""))
            .text("op", row -> row.step().op(), ColumnDescription.text("Op", ""))
            .real("ms", row -> row.step().ms(), ms("Time"))
            .real("promised_ms", row -> row.step().promisedMs(), ms("Promised"))
            .real("memory_ms", row -> row.step().memoryMs(), ms("Memory"))
            .real("kernel_ms", row -> row.step().lostInKernelMs(), ms("Kernel"))
            .real("gained_ms", row -> row.step().gainedMs(), ms("Gained"))
            .real("overhead_ms", row -> row.step().overheadMs(), ms("Overhead"));
    return new ResultTable(
        "steps", "Where the time of each design goes", columns.list(), Notes.none());
  }

  private static ColumnDescription ms(String heading) {
    return ColumnDescription.milliseconds(heading, "");
  }
}
