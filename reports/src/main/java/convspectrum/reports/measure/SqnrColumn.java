package convspectrum.reports.measure;

import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.Columns;
import convspectrum.reports.table.Notation;
import convspectrum.search.design.ComparedDesign;

/** The error of integers beside their times. */
public final class SqnrColumn {
  static final ColumnDescription DESCRIPTION = of("SQNR");

  private SqnrColumn() {}

  /** Adds the column of a runtime, where it computes with integers. */
  public static void add(Columns<ComparedDesign> columns, MeasurementRun run, String name) {
    if (run.isQuantised()) {
      columns.real(
          name, row -> run.sqnr(row.evaluatedAs()), of(run.conditions().runtime() + " SQNR"));
    }
  }

  private static ColumnDescription of(String heading) {
    return ColumnDescription.number(
            heading,
            "dB",
            new Notation.Fixed(1),
            "Signal-to-quantisation-noise ratio of the outputs: how far those of integers are from those of float32, on seeded inputs; 6 dB are a bit; none for float32.")
        .higherIsBetter();
  }
}
