package convspectrum.reports.cost;

import convspectrum.reports.json.Details;
import convspectrum.reports.json.JsonResult;
import convspectrum.reports.json.ResultKind;
import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.ColumnNames;
import convspectrum.reports.table.Columns;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ParameterColumn;
import convspectrum.reports.table.ResultColumn;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.work.cost.DesignCost.Counted;
import convspectrum.search.work.cost.SweptCosts;
import convspectrum.spec.parameter.ParameterValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** What the designs of a sweep cost, a row each. */
public final class SweepTable {
  private final SweptCosts costs;
  private final Columns<SweptCosts.Row> columns;

  private SweepTable(SweptCosts costs) {
    this.costs = costs;
    this.columns = new Columns<>(costs.rows());
  }

  /** The table {@code designs}. */
  public static ResultTable of(SweptCosts costs) {
    SweepTable table = new SweepTable(costs);
    table.parameters();
    table.counts();
    return new ResultTable(
        "designs",
        costs.sweep().spec().name() + ", by design",
        table.columns.list(),
        notes(costs, costs.rows().size()));
  }

  /** The table as JSON. */
  public static JsonResult json(SweptCosts costs) {
    return JsonResult.of(ResultKind.COST_SWEEP, of(costs))
        .with(
            new Details.CostSweep(
                costs.sweep().spec().name(),
                costs.sweep().parameters(),
                costs.options().convention().name(),
                costs.options().convention().policy(),
                costs.options().fold(),
                type(costs)));
  }

  /**
   * How the figures came about.
   *
   * @param designs how many there are
   */
  static Notes notes(SweptCosts costs, long designs) {
    Notes notes = counting(costs, designs);
    return costs.misfits() == 0
        ? notes
        : notes.withWarning(
            "the blocks of %,d designs do not fit, which are left out; the first is %s"
                .formatted(costs.misfits(), costs.firstMisfit()));
  }

  private static Notes counting(SweptCosts costs, long designs) {
    return Notes.none()
        .with("designs", String.format(Locale.ROOT, "%,d", designs))
        .with(
            "convention",
            "%s (%s)%s, %s"
                .formatted(
                    costs.options().convention().name(),
                    costs.options().convention().policy(),
                    costs.options().fold() ? ", batch norm folded" : "",
                    type(costs)));
  }

  private static String type(SweptCosts costs) {
    return costs.options().dataType().name().toLowerCase(Locale.ROOT);
  }

  private void parameters() {
    ColumnNames names = new ColumnNames();
    List.of(
            "params",
            "macs",
            LiveColumns.PARAMS,
            LiveColumns.MACS,
            "flops",
            "bytes",
            "peak_activation_bytes")
        .forEach(name -> names.take(name, "figure"));
    for (String parameter : costs.sweep().parameters()) {
      // All choices decide about the type of a column, so that it is that of any part of the rows.
      List<String> choices =
          costs.sweep().base().parameters().stream()
              .filter(one -> one.name().equals(parameter))
              .flatMap(one -> one.values().stream())
              .map(ParameterValue::text)
              .toList();
      List<Optional<String>> values =
          costs.rows().stream()
              .map(row -> Optional.of(row.design().value(parameter).text()))
              .toList();
      columns.column(
          new ResultColumn(
              ParameterColumn.of(names.take(parameter, "parameter"), values, choices),
              ColumnDescription.text(parameter, "The value of this parameter.")));
    }
  }

  private void counts() {
    count("params", Counted::params, ColumnDescription.count("Params", "Learned parameters."));
    count("macs", Counted::macs, ColumnDescription.count("MACs", "Multiply-accumulates."));
    count(
        LiveColumns.PARAMS,
        Counted::liveParams,
        ColumnDescription.count(
            "Live params", "Parameters on a path from the input to the output."));
    count(
        LiveColumns.MACS,
        Counted::liveMacs,
        ColumnDescription.count(
            "Live MACs", "Multiply-accumulates on a path from the input to the output."));
    count(
        "flops",
        Counted::flops,
        ColumnDescription.count("FLOPs", "Floating-point operations.").asDetail());
    count("bytes", Counted::bytes, ColumnDescription.bytes("Traffic", "Bytes read and written."));
    count(
        "peak_activation_bytes",
        Counted::peakActivationBytes,
        ColumnDescription.bytes("Peak memory", "The most activation memory that is live at once."));
  }

  private void count(String name, ToLongFunction<Counted> figure, ColumnDescription description) {
    columns.count(name, row -> figure.applyAsLong(row.cost()), description.lowerIsBetter());
  }
}
