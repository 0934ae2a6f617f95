package convspectrum.reports;

import convspectrum.costmodel.Cost;
import convspectrum.costmodel.GroupCost;
import convspectrum.costmodel.Grouping;
import convspectrum.costmodel.NetworkCost;
import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultColumn;
import convspectrum.reports.table.ResultTable;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;

/** What a graph costs, by layer, by block or in all, as a table. */
public final class CostTable {
  private final List<GroupCost> rows;
  private final List<ResultColumn> columns = new ArrayList<>();

  private CostTable(List<GroupCost> rows) {
    this.rows = rows;
  }

  /**
   * The table {@code cost}: a row per layer or block in execution order, and the totals as notes.
   */
  public static ResultTable of(NetworkCost cost, Grouping grouping) {
    CostTable table = new CostTable(cost.by(grouping));
    table.names(grouping);
    table.texts("input", "Input", "Shape of the first input.", row -> shape(input(row)));
    table.texts("output", "Output", "Shape of the output.", row -> shape(output(row)));
    table.figures();
    return new ResultTable("cost", title(cost, grouping), table.columns, notes(cost));
  }

  /** The name of an op in tables and JSON: {@code batch-norm}. */
  public static String opName(Node node) {
    return node.op()
        .getClass()
        .getSimpleName()
        .replaceAll("([a-z])([A-Z])", "$1-$2")
        .toLowerCase(Locale.ROOT);
  }

  /** Convention, folding, data type and totals. */
  public static Notes notes(NetworkCost cost) {
    Cost total = cost.total();
    return Notes.none()
        .with("convention", convention(cost))
        .with("input", inputs(cost.graph()))
        .with("params", exact(total.params()))
        .with("params_nontrainable", exact(total.nonTrainableParams()))
        .with("macs", exact(total.macs()))
        .with("flops", exact(total.flops()))
        .with("bytes_moved", exact(total.bytes()))
        .with("peak_activation_bytes", exact(cost.peakActivationBytes()));
  }

  /** The convention in a line: its name, its unit, what it passes over. */
  public static String convention(NetworkCost cost) {
    return cost.options().convention().name()
        + " ("
        + cost.options().convention().policy()
        + ")"
        + (cost.options().fold() ? ", batch norm folded" : "")
        + ", "
        + cost.options().dataType().name().toLowerCase(Locale.ROOT);
  }

  private static String title(NetworkCost cost, Grouping grouping) {
    return switch (grouping) {
      case LAYER -> cost.graph().name() + ", by layer";
      case BLOCK -> cost.graph().name() + ", by block";
      case NETWORK -> cost.graph().name();
    };
  }

  private void names(Grouping grouping) {
    switch (grouping) {
      case LAYER -> {
        texts("name", "Layer", "Name of the node.", GroupCost::name);
        texts("op", "Op", "The operation.", row -> opName(row.nodes().getFirst()));
        texts(
            "block",
            "Block",
            "The block that made it.",
            row -> row.nodes().getFirst().origin().path());
        columns.set(2, detail(columns.get(2)));
      }
      case BLOCK -> {
        texts("name", "Block", "Where the block stands in the spec.", GroupCost::name);
        texts("block", "Type", "The type of the block.", GroupCost::label);
      }
      case NETWORK -> texts("name", "Network", "The network.", GroupCost::name);
    }
  }

  private void figures() {
    counts("params", Cost::params, ColumnDescription.exact("Params", "Learned parameters."));
    counts(
        "params_nontrainable",
        Cost::nonTrainableParams,
        ColumnDescription.exact("Not trained", "Running statistics of batch norms.").asDetail());
    counts("macs", Cost::macs, ColumnDescription.exact("MACs", "Multiply-accumulates."));
    counts(
        "flops",
        Cost::flops,
        ColumnDescription.exact("FLOPs", "Floating-point operations.").asDetail());
    counts(
        "bytes_read",
        Cost::bytesRead,
        ColumnDescription.bytes("Read", "Bytes of inputs and parameters read."));
    counts(
        "bytes_written",
        Cost::bytesWritten,
        ColumnDescription.bytes("Written", "Bytes of outputs written."));
    reals(
        "arithmetic_intensity",
        Cost::arithmeticIntensity,
        ColumnDescription.number(
            "FLOP/B",
            "",
            new convspectrum.reports.table.Notation.Fixed(1),
            "FLOPs per byte moved."));
  }

  private static ResultColumn detail(ResultColumn column) {
    return new ResultColumn(column.values(), column.description().asDetail());
  }

  private void texts(
      String name, String heading, String meaning, Function<GroupCost, String> text) {
    StringColumn column = StringColumn.create(name);
    rows.forEach(row -> column.append(text.apply(row)));
    columns.add(new ResultColumn(column, ColumnDescription.text(heading, meaning)));
  }

  private void counts(String name, ToLongFunction<Cost> count, ColumnDescription description) {
    LongColumn column = LongColumn.create(name);
    rows.forEach(row -> column.append(count.applyAsLong(row.cost())));
    columns.add(new ResultColumn(column, description));
  }

  private void reals(String name, ToDoubleFunction<Cost> real, ColumnDescription description) {
    DoubleColumn column = DoubleColumn.create(name);
    rows.forEach(row -> column.append(real.applyAsDouble(row.cost())));
    columns.add(new ResultColumn(column, description));
  }

  private static Node input(GroupCost row) {
    Node first = row.nodes().getFirst();
    return first.inputs().isEmpty() ? first : first.inputs().getFirst();
  }

  private static Node output(GroupCost row) {
    return row.nodes().getLast();
  }

  private static String shape(Node node) {
    return node.shape().toString();
  }

  private static String inputs(Graph graph) {
    return graph.inputs().stream()
        .map(node -> node.shape().toString())
        .collect(Collectors.joining(", "));
  }

  private static String exact(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
