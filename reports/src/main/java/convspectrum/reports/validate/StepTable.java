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
            .text(
                "design",
                Row::design,
                ColumnDescription.text("Design", "The design, or the values of its parameters."))
            .text("runtime", Row::runtime, ColumnDescription.text("Runtime", "The runtime."))
            .text(
                "nodes",
                row -> String.join(" + ", row.step().nodes()),
                ColumnDescription.text("Nodes", "Nodes of the graph that the step computes."))
            .text(
                "op",
                row -> row.step().op(),
                ColumnDescription.text("Op", "What the runtime calls it."))
            .text(
                "kernel",
                row -> row.step().kernel(),
                ColumnDescription.text(
                    "Kernel", "What the runtime says that it uses; none where it does not say."))
            .real(
                "wasted_share",
                row -> row.step().wastedShare(),
                ColumnDescription.percent(
                    "Wasted",
                    "Of its multiply-adds, those whose results are thrown away, because registers or"
                        + " blocks hold more channels than there are; none where that is not known."))
            .real(
                "roof_share",
                row -> row.step().roofShare(),
                ColumnDescription.percent(
                    "Of roof",
                    "The least time that the roofline allows, divided by the time; none of a step"
                        + " that is faster."))
            .real("ms", row -> row.step().ms(), ms("Time", "Its time in a profiled pass."))
            .real(
                "promised_ms",
                row -> row.step().promisedMs(),
                ms("Promised", "What its work would take at the rate of the baseline."))
            .real(
                "memory_ms", row -> row.step().memoryMs(), ms("Memory", "Lost in memory traffic."))
            .real(
                "kernel_ms",
                row -> row.step().lostInKernelMs(),
                ms("Kernel", "Lost in a kernel slower than the baseline's."))
            .real(
                "gained_ms",
                row -> row.step().gainedMs(),
                ms("Gained", "Gained by a kernel faster than the baseline's."))
            .real(
                "overhead_ms",
                row -> row.step().overheadMs(),
                ms("Overhead", "Of a step that does no counted work."));
    return new ResultTable(
        "steps", "Where the time of each design goes", columns.list(), Notes.none());
  }

  private static ColumnDescription ms(String heading, String meaning) {
    return ColumnDescription.milliseconds(heading, meaning);
  }
}
