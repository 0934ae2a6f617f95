package convspectrum.reports;

import convspectrum.costmodel.Cost;
import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultColumn;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.Candidate;
import convspectrum.search.Candidates;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;

/** What several models cost, a row each, in figures and relative to the first. */
public final class ModelTable {
  private final Candidates candidates;
  private final List<ResultColumn> columns = new ArrayList<>();

  private ModelTable(Candidates candidates) {
    this.candidates = candidates;
  }

  /** The table {@code models}. */
  public static ResultTable of(Candidates candidates) {
    ModelTable table = new ModelTable(candidates);
    table.texts("model", "Model", Candidate::label);
    table.texts("design", "Design", row -> row.design().map(Object::toString).orElse(""));
    table.texts("input", "Input", row -> row.graph().inputs().getFirst().shape().toString());
    table.figure("params", Cost::params, ColumnDescription.count("Params", "Learned parameters."));
    table.figure("macs", Cost::macs, ColumnDescription.count("MACs", "Multiply-accumulates."));
    table.figure(
        "bytes", Cost::bytes, ColumnDescription.bytes("Traffic", "Bytes read and written."));
    table.count(
        "peak_activation_bytes",
        row -> row.cost().peakActivationBytes(),
        ColumnDescription.bytes("Peak memory", "The most activation memory that is live at once."));
    table.count(
        "layers",
        row -> row.graph().nodes().size() - row.graph().inputs().size(),
        ColumnDescription.plain("Layers", "Operations in the graph."));
    Notes notes =
        Notes.none()
            .with("convention", CostTable.convention(candidates.baselineRow().cost()))
            .with("relative_to", candidates.baseline());
    return new ResultTable("models", "Models side by side", table.columns, notes);
  }

  private void figure(String name, ToLongFunction<Cost> figure, ColumnDescription description) {
    count(name, row -> figure.applyAsLong(row.cost().total()), description);
    long first = figure.applyAsLong(candidates.baselineRow().cost().total());
    ratio(
        name + "_ratio",
        row -> (double) figure.applyAsLong(row.cost().total()) / first,
        ColumnDescription.ratio(
            description.heading() + " ×", description.meaning() + " Relative to the first."));
  }

  private void texts(String name, String heading, Function<Candidate, String> text) {
    StringColumn column = StringColumn.create(name);
    candidates.rows().forEach(row -> column.append(text.apply(row)));
    boolean empty = candidates.rows().stream().allMatch(row -> text.apply(row).isEmpty());
    ColumnDescription description = ColumnDescription.text(heading, "");
    columns.add(new ResultColumn(column, empty ? description.asDetail() : description));
  }

  private void count(String name, ToLongFunction<Candidate> count, ColumnDescription description) {
    LongColumn column = LongColumn.create(name);
    candidates.rows().forEach(row -> column.append(count.applyAsLong(row)));
    columns.add(new ResultColumn(column, description));
  }

  private void ratio(String name, ToDoubleFunction<Candidate> real, ColumnDescription description) {
    DoubleColumn column = DoubleColumn.create(name);
    candidates.rows().forEach(row -> column.append(real.applyAsDouble(row)));
    columns.add(new ResultColumn(column, description));
  }
}
