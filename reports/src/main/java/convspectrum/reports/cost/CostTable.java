package convspectrum.reports.cost;

import convspectrum.costmodel.Cost;
import convspectrum.costmodel.GroupCost;
import convspectrum.costmodel.Grouping;
import convspectrum.costmodel.NetworkCost;
import convspectrum.reports.predict.PredictionColumns;
import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.Columns;
import convspectrum.reports.table.Notation;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.OpName;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.design.Designs;
import convspectrum.search.design.Network;
import convspectrum.search.predict.figure.DesignPredictions;
import convspectrum.spec.composite.ConvNd;
import convspectrum.spec.composite.TransposedConv;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a graph costs, by layer, by block or in all, as a table. */
public final class CostTable {
  private final List<GroupCost> rows;
  private final Columns<GroupCost> columns;

  private CostTable(List<GroupCost> rows) {
    this.rows = rows;
    this.columns = new Columns<>(rows);
  }

  /**
   * The table {@code cost}: a row per layer, block or type of op in execution order, and the totals
   * as notes.
   *
   * @param network what was counted: its design stands among the notes
   */
  public static ResultTable of(NetworkCost cost, Grouping grouping, Network network) {
    return of(cost, grouping, network, DesignPredictions.NONE);
  }

  /**
   * The same with predicted times.
   *
   * @param predictions of the network: among the notes, and as columns of a row for all of it
   */
  public static ResultTable of(
      NetworkCost cost, Grouping grouping, Network network, DesignPredictions predictions) {
    CostTable table = new CostTable(cost.by(grouping));
    table.names(grouping);
    switch (grouping) {
      case LAYER, BLOCK ->
          table.shapes(row -> shape(input(row)), row -> shape(row.nodes().getLast()));
      case NETWORK ->
          table
              .columns
              .text(
                  "inputs",
                  _ -> inputs(cost.graph()),
                  ColumnDescription.shapes("Inputs", "Shapes of the inputs."))
              .text(
                  "outputs",
                  _ -> shapes(cost.graph().outputs()),
                  ColumnDescription.shapes("Outputs", "Shapes of the outputs."));
      case OP -> {}
    }
    table.figures();
    if (!network.partialFigures().isEmpty() && grouping != Grouping.NETWORK) {
      table.partial(cost.graph().name());
    }
    if (grouping == Grouping.NETWORK) {
      LiveColumns.addTo(table.columns, table.rows, _ -> cost, LiveColumns.PARAMS, LiveColumns.MACS);
      table.memory(cost.peakActivationBytes());
      PredictionColumns.addOnly(table.columns, predictions);
    }
    return new ResultTable(
            "cost",
            title(cost, grouping),
            table.columns.list(),
            PredictionColumns.only(design(network).with(notes(cost)), predictions))
        .withWarnings(network.partialFigures());
  }

  /** The name of an op in tables and JSON: {@code batch-norm}. */
  public static String opName(Node node) {
    return OpName.of(node.op().typeName());
  }

  /** The choices made, and what came of the divisors that they ask for. */
  private static Notes design(Network network) {
    Notes notes = Notes.none();
    String design = network.design().map(Object::toString).orElse("");
    if (!design.isEmpty()) {
      notes = notes.with("design", design);
    }
    String divisors = UsedDivisors.full(network.divisors().get());
    return divisors.isEmpty() ? notes : notes.with("nearest_divisors", divisors);
  }

  /** Convention, folding, data type and totals. */
  public static Notes notes(NetworkCost cost) {
    Cost total = cost.total();
    Notes notes =
        Notes.none()
            .with("convention", convention(cost))
            .with("input", inputs(cost.graph()))
            .with("params", exact(total.params()))
            .with("params_nontrainable", exact(total.nonTrainableParams()))
            .with("macs", exact(total.macs()))
            .with("flops", exact(total.flops()))
            .with("bytes_moved", exact(total.bytes()))
            .with("peak_activation_bytes", exact(cost.peakActivationBytes()));
    Cost live = cost.live();
    return LiveColumns.differs(cost, live)
        ? notes
            .with(LiveColumns.PARAMS, exact(live.params()))
            .with(LiveColumns.MACS, exact(live.macs()))
        : notes;
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
      case OP -> cost.graph().name() + ", by op";
      case NETWORK -> cost.graph().name();
    };
  }

  private void names(Grouping grouping) {
    switch (grouping) {
      case LAYER -> {
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
        groups();
      }
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
      case OP ->
          columns
              .text(
                  "op",
                  row -> opName(row.nodes().getFirst()),
                  ColumnDescription.text("Op", "The operation."))
              .count(
                  "nodes",
                  row -> row.nodes().size(),
                  ColumnDescription.plain("Nodes", "How many there are."));
      case NETWORK ->
          columns.text("name", GroupCost::name, ColumnDescription.text("Network", "The network."));
    }
  }

  /** A column that holds only ones is shown to machines alone. */
  private void groups() {
    ColumnDescription description =
        ColumnDescription.plain(
            "Groups", "Groups of a convolution: the segments that it has; none of other ops.");
    boolean plain = rows.stream().allMatch(row -> groups(row).orElse(1) == 1);
    columns.partialCount("groups", CostTable::groups, plain ? description.asDetail() : description);
  }

  /** The groups of a layer that is a convolution. */
  static OptionalLong groups(GroupCost layer) {
    Op op = layer.nodes().getFirst().op();
    if (op instanceof Op.Conv conv) {
      return OptionalLong.of(conv.groups());
    }
    if (op instanceof TransposedConv conv) {
      return OptionalLong.of(conv.groups());
    }
    return op instanceof ConvNd conv ? OptionalLong.of(conv.groups()) : OptionalLong.empty();
  }

  private void shapes(Function<GroupCost, String> input, Function<GroupCost, String> output) {
    columns
        .text("input", input, ColumnDescription.shape("Input", "Shape of the first input."))
        .text("output", output, ColumnDescription.shape("Output", "Shape of the output."));
  }

  /** A file of rows alone has neither title nor warnings that would say so. */
  private void partial(String name) {
    columns.text(
        "model",
        _ -> name,
        ColumnDescription.text("Model", "Name of a network that is counted in part; else absent.")
            .asDetail());
  }

  /** Of a whole network; named as {@link ModelTable} names them. */
  private void memory(long peak) {
    columns
        .count(
            "bytes",
            row -> row.cost().bytes(),
            ColumnDescription.bytes("Traffic", "Bytes read and written.").asDetail())
        .count(
            "peak_activation_bytes",
            _ -> peak,
            ColumnDescription.bytes(
                "Peak memory", "The most activation memory that is live at once."));
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
  public static String inputs(Graph graph) {
    return shapes(graph.inputs());
  }

  /** The same of several designs, where it is that of all. */
  public static String inputs(Designs designs) {
    List<String> all = designs.rows().stream().map(row -> inputs(row.graph())).distinct().toList();
    return all.size() == 1 ? all.getFirst() : all.size() + " shapes";
  }

  private static String shapes(List<Node> nodes) {
    return nodes.stream().map(CostTable::shape).collect(Collectors.joining(", "));
  }

  private static String exact(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
