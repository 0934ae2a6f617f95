package convspectrum.reports.cost;

import convspectrum.costmodel.Cost;
import convspectrum.reports.proxy.ProxyColumns;
import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.Columns;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.design.ComparedDesign;
import convspectrum.search.design.Designs;
import convspectrum.search.scoring.DesignScores;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.ToLongFunction;

/** What several models cost, a row each, in figures and relative to the first. */
public final class ModelTable {
  private static final Set<String> COUNTED =
      Set.of("params", "macs", LiveColumns.PARAMS, LiveColumns.MACS);

  private final Designs designs;
  private final Columns<ComparedDesign> columns;

  private ModelTable(Designs designs) {
    this.designs = designs;
    this.columns = new Columns<>(designs.rows());
  }

  /** The table {@code models}, with a column per proxy. */
  public static ResultTable of(Designs designs, DesignScores scores) {
    ModelTable table = new ModelTable(designs);
    table
        .columns
        .text("model", ComparedDesign::label, ColumnDescription.text("Model", "The model."))
        .text(
            "design",
            ModelTable::design,
            ColumnDescription.text("Design", "The design, or the values of its parameters."))
        .text("input", ModelTable::input, ColumnDescription.text("Input", "Shapes of the inputs."));
    table.figure("params", Cost::params, ColumnDescription.count("Params", "Learned parameters."));
    table.figure("macs", Cost::macs, ColumnDescription.count("MACs", "Multiply-accumulates."));
    LiveColumns.addTo(
        table.columns, designs.rows(), ComparedDesign::cost, LiveColumns.PARAMS, LiveColumns.MACS);
    table.figure(
        "bytes", Cost::bytes, ColumnDescription.bytes("Traffic", "Bytes read and written."));
    table
        .columns
        .count(
            "peak_activation_bytes",
            row -> row.cost().peakActivationBytes(),
            ColumnDescription.bytes(
                "Peak memory", "The most activation memory that is live at once."))
        .count(
            "layers",
            row -> row.graph().nodes().size() - row.graph().inputs().size(),
            ColumnDescription.plain("Layers", "Operations in the graph."));
    table.proxies(scores);
    if (!scores.missing().isEmpty()) {
      table.columns.text(
          "note",
          row -> ProxyColumns.reasons(scores, row),
          ColumnDescription.text("Note", "Why a score is missing."));
    }
    Notes notes =
        Notes.none()
            .with("convention", CostTable.convention(designs.baselineRow().cost()))
            .with("relative_to", designs.baseline());
    return new ResultTable(
            "models",
            "Models side by side",
            table.columns.list(),
            ProxyColumns.notes(notes, scores))
        .withWarnings(designs.partialFigures());
  }

  /** The table has columns of params and MACs already, live ones too. */
  private void proxies(DesignScores scores) {
    for (String proxy : scores.proxies()) {
      if (!COUNTED.contains(proxy)) {
        columns.real(
            proxy,
            row -> ProxyColumns.value(scores, row, proxy),
            ColumnDescription.significant(
                proxy, 4, "Score by the accuracy proxy " + proxy + "; higher is better."));
      }
    }
  }

  private void figure(String name, ToLongFunction<Cost> figure, ColumnDescription description) {
    ComparedDesign first = designs.baselineRow();
    new ComparedFigure<ComparedDesign>(
            name,
            row -> figure.applyAsLong(row.cost().total()),
            row ->
                row == first
                    ? OptionalLong.empty()
                    : OptionalLong.of(figure.applyAsLong(first.cost().total())),
            description)
        .addBrieflyTo(columns);
  }

  private static String design(ComparedDesign row) {
    return row.design().map(Object::toString).orElse("");
  }

  private static String input(ComparedDesign row) {
    return CostTable.inputs(row.graph());
  }
}
