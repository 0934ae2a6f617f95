package convspectrum.reports;

import convspectrum.costmodel.Cost;
import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.Columns;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.Candidate;
import convspectrum.search.Candidates;
import java.util.function.ToLongFunction;

/** What several models cost, a row each, in figures and relative to the first. */
public final class ModelTable {
  private final Candidates candidates;
  private final Columns<Candidate> columns;

  private ModelTable(Candidates candidates) {
    this.candidates = candidates;
    this.columns = new Columns<>(candidates.rows());
  }

  /** The table {@code models}. */
  public static ResultTable of(Candidates candidates) {
    ModelTable table = new ModelTable(candidates);
    table
        .columns
        .text("model", Candidate::label, ColumnDescription.text("Model", ""))
        .text("design", ModelTable::design, ColumnDescription.text("Design", ""))
        .text("input", ModelTable::input, ColumnDescription.text("Input", ""));
    table.figure("params", Cost::params, ColumnDescription.count("Params", "Learned parameters."));
    table.figure("macs", Cost::macs, ColumnDescription.count("MACs", "Multiply-accumulates."));
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
    Notes notes =
        Notes.none()
            .with("convention", CostTable.convention(candidates.baselineRow().cost()))
            .with("relative_to", candidates.baseline());
    return new ResultTable("models", "Models side by side", table.columns.list(), notes)
        .withWarnings(candidates.partialFigures());
  }

  private void figure(String name, ToLongFunction<Cost> figure, ColumnDescription description) {
    long first = figure.applyAsLong(candidates.baselineRow().cost().total());
    columns
        .count(name, row -> figure.applyAsLong(row.cost().total()), description)
        .real(
            name + "_ratio",
            row -> (double) figure.applyAsLong(row.cost().total()) / first,
            ColumnDescription.ratio(
                description.heading() + " ×", description.meaning() + " Relative to the first."));
  }

  private static String design(Candidate row) {
    return row.design().map(Object::toString).orElse("");
  }

  private static String input(Candidate row) {
    return CostTable.inputs(row.graph());
  }
}
