package convspectrum.cli.model;

import convspectrum.formats.onnx.read.ImportedModel;
import convspectrum.formats.onnx.read.Storage;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What was understood of an ONNX file, in a few lines. */
public final class OnnxSummary {
  private OnnxSummary() {}

  public static List<String> lines(ImportedModel model) {
    Graph graph = model.graph();
    List<String> lines = new ArrayList<>();
    lines.add((model.coverage().isPartial() ? "partial, " : "ok, ") + model.coverage());
    lines.add(
        "opset %d, written by %s"
            .formatted(
                model.opset(), model.producer().isEmpty() ? "no known tool" : model.producer()));
    lines.add("input " + shapes(graph.inputs()) + ", output " + shapes(graph.outputs()));
    lines.add(weights(model.storage()));
    if (model.storage().fixed() > 0) {
      lines.add(
          "fixed filters: %d elements of Constant nodes, which are no parameters"
              .formatted(model.storage().fixed()));
    }
    if (model.quantised() > 0) {
      lines.add(
          "quantised: the results of %d node%s saturate as in the file, and are not rounded, except by run"
              .formatted(model.quantised(), model.quantised() == 1 ? "" : "s"));
    }
    model
        .storage()
        .files()
        .forEach((file, present) ->
            lines.add("external data in " + file + (present ? "" : ", which is absent")));
    return lines;
  }

  private static String shapes(List<Node> nodes) {
    return nodes.isEmpty()
        ? "none"
        : nodes.stream()
            .map(node -> node.name() + " " + node.shape())
            .collect(Collectors.joining(", "));
  }

  private static String weights(Storage storage) {
    String all = storage.tensors() + " tensors";
    if (storage.absent() == 0) {
      return "weights: all of " + all + " are there";
    }
    return storage.absent() == storage.tensors()
        ? "weights: none of " + all + " is there"
        : "weights: %d of %s are absent".formatted(storage.absent(), all);
  }
}
