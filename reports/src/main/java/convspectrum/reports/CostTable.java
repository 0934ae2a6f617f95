package convspectrum.reports;

import convspectrum.costmodel.Cost;
import convspectrum.costmodel.GroupCost;
import convspectrum.costmodel.Grouping;
import convspectrum.costmodel.NetworkCost;
import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.Columns;
import convspectrum.reports.table.Notation;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a graph costs, by layer, by block or in all, as a table. */
public final class CostTable {
  private final Columns<GroupCost> columns;

  private CostTable(List<GroupCost> rows) {
    this.columns = new Columns<>(rows);
  }

  /**
   * The table {@code cost}: a row per layer or block in execution order, and the totals as notes.
   */
  public static ResultTable of(NetworkCost cost, Grouping grouping) {
    CostTable table = new CostTable(cost.by(grouping));
    table.names(grouping);
    table
        .columns
        .text(
            "input",
            row -> shape(input(row)),
            ColumnDescription.text("Input", "Shape of the first input."))
        .text(
            "output",
            row -> shape(row.nodes().getLast()),
            ColumnDescription.text("Output", "Shape of the output."));
    table.figures();
    return new ResultTable("cost", title(cost, grouping), table.columns.list(), notes(cost));
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
      case LAYER ->
          columns
              .text("name", GroupCost::name, ColumnDescription.text("Layer", "Name of the node."))
              .text(
                  "op",
                  row -> opName(row.nodes().getFirst()),
                  ColumnDescription.text("Op", "The operation."))
              .text(
                  "block",
                  row -> row.nodes().getFirst().origin().path(),
                  ColumnDescription.text("Block", "The block that made it.").asDetail());
      case BLOCK ->
          columns
              .text(
                  "name",
                  GroupCost::name,
                  ColumnDescription.text("Block", "Where the block stands in the spec."))
              .text(
                  "block",
                  GroupCost::label,
                  ColumnDescription.text("Type", "The type of the block."));
      case NETWORK ->
          columns.text("name", GroupCost::name, ColumnDescription.text("Network", "The network."));
    }
  }

  private void figures() {
    columns
        .count(
            "params",
            row -> row.cost().params(),
            ColumnDescription.exact("Params", "Learned parameters."))
        .count(
            "params_nontrainable",
            row -> row.cost().nonTrainableParams(),
            ColumnDescription.exact("Not trained", "Running statistics of batch norms.").asDetail())
        .count(
            "macs",
            row -> row.cost().macs(),
            ColumnDescription.exact("MACs", "Multiply-accumulates."))
        .count(
            "flops",
            row -> row.cost().flops(),
            ColumnDescription.exact("FLOPs", "Floating-point operations.").asDetail())
        .count(
            "bytes_read",
            row -> row.cost().bytesRead(),
            ColumnDescription.bytes("Read", "Bytes of inputs and parameters read."))
        .count(
            "bytes_written",
            row -> row.cost().bytesWritten(),
            ColumnDescription.bytes("Written", "Bytes of outputs written."))
        .real(
            "arithmetic_intensity",
            row -> row.cost().arithmeticIntensity(),
            ColumnDescription.number("FLOP/B", "", new Notation.Fixed(1), "FLOPs per byte moved."));
  }

  private static Node input(GroupCost row) {
    Node first = row.nodes().getFirst();
    return first.inputs().isEmpty() ? first : first.inputs().getFirst();
  }

  private static String shape(Node node) {
    return node.shape().toString();
  }

  /** The shapes of the inputs, by commas. */
  static String inputs(Graph graph) {
    return graph.inputs().stream()
        .map(node -> node.shape().toString())
        .collect(Collectors.joining(", "));
  }

  private static String exact(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
