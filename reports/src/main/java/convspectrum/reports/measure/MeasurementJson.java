package convspectrum.reports.measure;

import convspectrum.executor.machine.Machine;
import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.executor.measure.result.RuntimeRatios;
import convspectrum.executor.measure.result.Speedup;
import convspectrum.reports.json.Details;
import convspectrum.reports.json.JsonResult;
import convspectrum.reports.json.ResultKind;
import convspectrum.reports.table.ResultTable;
import java.util.List;
import java.util.Optional;

/** Latencies for JSON: every sample beside {@link MeasurementTable}. */
public final class MeasurementJson {
  private MeasurementJson() {}

  /**
   * The table, the machine, the runs and the samples.
   *
   * @param table of these rows
   */
  public static JsonResult of(
      Machine machine,
      List<MeasurementRun> runs,
      List<MeasurementTable.Row> rows,
      ResultTable table) {
    return JsonResult.of(ResultKind.MEASURE, table)
        .measured(machine, Optional.empty(), runs)
        .with(
            new Details.Measure(
                rows.stream().flatMap(row -> samples(row).stream()).toList(),
                RuntimeRatios.of(runs).stream().map(Details.Ratios::of).toList()));
  }

  private static Optional<Details.Timed> samples(MeasurementTable.Row row) {
    return row.measurement()
        .map(timed ->
            new Details.Timed(
                row.model(),
                row.design(),
                row.run().conditions().runtime(),
                timed.speedup().map(Speedup::baseline),
                timed.samples().values(),
                timed.samples().groups(),
                timed.disturbed(),
                timed.outliers()));
  }
}
