package convspectrum.reports.cost;

import convspectrum.costmodel.Cost;
import convspectrum.costmodel.GroupCost;
import convspectrum.costmodel.Grouping;
import convspectrum.costmodel.NetworkCost;
import convspectrum.reports.view.JsonDocument;
import convspectrum.search.design.Network;
import convspectrum.spec.expression.NearestDivisor;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What a graph costs, as JSON with stable keys. Shapes are lists, batch first. */
public final class CostJson {
  private CostJson() {}

  /**
   * The totals, then {@code layers}, {@code blocks} or {@code ops}; none of them where the grouping
   * is the network.
   *
   * @param network what was counted
   */
  public static JsonDocument of(NetworkCost cost, Grouping grouping, Network network) {
    List<String> partial = network.partialFigures();
    Cost total = cost.total();
    JsonDocument document =
        new JsonDocument()
            .text("model", cost.graph().name())
            .text("design", network.design().map(Object::toString).orElse(""))
            .objects(
                "nearest_divisors",
                network.divisors().get().stream().map(CostJson::divisor).toList())
            .text("convention", cost.options().convention().name())
            .text("convention_policy", cost.options().convention().policy())
            .flag("folded", cost.options().fold())
            .text("dtype", cost.options().dataType().name().toLowerCase(java.util.Locale.ROOT))
            .flag("partial", !partial.isEmpty())
            .texts("warnings", partial)
            .counts("input", input(cost.graph()));
    totals(document, total);
    document.count("peak_activation_bytes", cost.peakActivationBytes());
    switch (grouping) {
      case LAYER ->
          document.objects("layers", cost.by(grouping).stream().map(CostJson::layer).toList());
      case BLOCK ->
          document.objects("blocks", cost.by(grouping).stream().map(CostJson::block).toList());
      case OP -> document.objects("ops", cost.by(grouping).stream().map(CostJson::op).toList());
      case NETWORK -> {}
    }
    return document;
  }

  private static JsonDocument divisor(NearestDivisor taken) {
    return new JsonDocument()
        .text("wanted", taken.wanted())
        .count("channels", taken.channels())
        .count("used", taken.used());
  }

  private static JsonDocument layer(GroupCost row) {
    Node node = row.nodes().getFirst();
    JsonDocument layer =
        new JsonDocument()
            .text("name", node.name())
            .text("op", CostTable.opName(node))
            .text("block", node.origin().path());
    CostTable.groups(row)
        .ifPresentOrElse(g -> layer.count("groups", g), () -> layer.nothing("groups"));
    shapes(layer, row);
    totals(layer, row.cost());
    return layer;
  }

  private static JsonDocument op(GroupCost row) {
    JsonDocument op =
        new JsonDocument()
            .text("op", CostTable.opName(row.nodes().getFirst()))
            .count("nodes", row.nodes().size());
    totals(op, row.cost());
    return op;
  }

  private static JsonDocument block(GroupCost row) {
    JsonDocument block = new JsonDocument().text("name", row.name()).text("block", row.label());
    shapes(block, row);
    totals(block, row.cost());
    return block;
  }

  private static void shapes(JsonDocument document, GroupCost row) {
    Node first = row.nodes().getFirst();
    Node input = first.inputs().isEmpty() ? first : first.inputs().getFirst();
    document
        .counts("input", dims(input.shape()))
        .counts("output", dims(row.nodes().getLast().shape()));
  }

  private static void totals(JsonDocument document, Cost cost) {
    document
        .count("params", cost.params())
        .count("params_nontrainable", cost.nonTrainableParams())
        .count("macs", cost.macs())
        .count("flops", cost.flops())
        .count("bytes_read", cost.bytesRead())
        .count("bytes_written", cost.bytesWritten())
        .real("arithmetic_intensity", cost.arithmeticIntensity());
  }

  /** The first input; empty where a network reads none. */
  static List<Integer> input(Graph graph) {
    return graph.inputs().stream().findFirst().map(node -> dims(node.shape())).orElse(List.of());
  }

  private static List<Integer> dims(Shape shape) {
    return Arrays.stream(shape.toArray()).boxed().collect(Collectors.toList());
  }
}
