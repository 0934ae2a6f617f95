package convspectrum.formats.onnx.read;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The nodes of a file as they stand there, whatever their ops are: of the models that ONNX Runtime
 * writes after its optimisations, for one, with ops of its own.
 *
 * @param nodes in order of execution
 * @param stored sizes of the tensors that the file stores, by name
 */
public record ModelListing(List<ListedNode> nodes, Map<String, List<Long>> stored) {
  public ModelListing {
    nodes = List.copyOf(nodes);
    stored = Map.copyOf(stored);
  }

  /**
   * A node.
   *
   * @param name as the file has it
   * @param op domain and type: {@code com.microsoft.nchwc.Conv}; the type alone of ONNX's own ops
   * @param attributes name and value of each, sorted by name; tensors and graphs only by their name
   * @param inputs names of values; empty for one that is left out
   * @param outputs names of values
   */
  public record ListedNode(
      String name, String op, String attributes, List<String> inputs, List<String> outputs) {
    public ListedNode {
      inputs = List.copyOf(inputs);
      outputs = List.copyOf(outputs);
    }
  }

  /** Reads a file, without the values of its tensors. */
  public static ModelListing read(Path file) {
    GraphProto graph = ModelFile.read(file).model().getGraph();
    Map<String, List<Long>> stored = new HashMap<>();
    for (TensorProto tensor : graph.getInitializerList()) {
      stored.put(tensor.getName(), List.copyOf(tensor.getDimsList()));
    }
    List<ListedNode> nodes = new ArrayList<>();
    for (NodeProto node : graph.getNodeList()) {
      nodes.add(
          new ListedNode(
              node.getName(),
              node.getDomain().isEmpty() || node.getDomain().equals("ai.onnx")
                  ? node.getOpType()
                  : node.getDomain() + "." + node.getOpType(),
              node.getAttributeList().stream()
                  .sorted(Comparator.comparing(AttributeProto::getName))
                  .map(attribute -> attribute.getName() + "=" + value(attribute))
                  .collect(Collectors.joining(", ")),
              node.getInputList(),
              node.getOutputList()));
    }
    return new ModelListing(nodes, stored);
  }

  private static String value(AttributeProto attribute) {
    return switch (attribute.getType()) {
      case INT -> Long.toString(attribute.getI());
      case FLOAT -> Float.toString(attribute.getF());
      case STRING -> attribute.getS().toStringUtf8();
      case INTS -> attribute.getIntsList().toString();
      case FLOATS -> attribute.getFloatsList().toString();
      default -> attribute.getType().name();
    };
  }
}
