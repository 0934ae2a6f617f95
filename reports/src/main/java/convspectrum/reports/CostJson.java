package convspectrum.reports;

import convspectrum.costmodel.Cost;
import convspectrum.costmodel.GroupCost;
import convspectrum.costmodel.Grouping;
import convspectrum.costmodel.NetworkCost;
import convspectrum.reports.view.JsonDocument;
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
   * The totals, then {@code layers} or {@code blocks}; neither where the grouping is the network.
   *
   * @param partial what the figures lack, a sentence each; none where nothing
   */
  public static String render(NetworkCost cost, Grouping grouping, List<String> partial) {
    Cost total = cost.total();
    JsonDocument document =
        new JsonDocument()
            .text("model", cost.graph().name())
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
      case NETWORK -> {}
    }
    return document.render();
  }

  private static JsonDocument layer(GroupCost row) {
    Node node = row.nodes().getFirst();
    JsonDocument layer =
        new JsonDocument()
            .text("name", node.name())
            .text("op", CostTable.opName(node))
            .text("block", node.origin().path());
    shapes(layer, row);
    totals(layer, row.cost());
    return layer;
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
  private static List<Integer> input(Graph graph) {
    return graph.inputs().stream().findFirst().map(node -> dims(node.shape())).orElse(List.of());
  }

  private static List<Integer> dims(Shape shape) {
    return Arrays.stream(shape.toArray()).boxed().collect(Collectors.toList());
  }
}
