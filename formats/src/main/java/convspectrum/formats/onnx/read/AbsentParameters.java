package convspectrum.formats.onnx.read;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The parameters of a model that was exported without them: inputs beside the network's own, the
 * first. Such a model is told by a layer whose weights are an input.
 */
final class AbsentParameters {
  private static final Set<String> LAYERS =
      Set.of(
          "Conv",
          "ConvTranspose",
          "Gemm",
          "BatchNormalization",
          "LayerNormalization",
          "InstanceNormalization",
          "GroupNormalization",
          "PRelu");

  private static final Set<String> ARRANGING =
      Set.of("Cast", "DequantizeLinear", "Identity", "Reshape", "Transpose");

  private AbsentParameters() {}

  /**
   * The parameters as stored tensors without values. The {@code inputs} are those that the model
   * does not store.
   */
  static List<TensorProto> of(GraphProto graph, List<ValueInfoProto> inputs) {
    Set<String> names = new HashSet<>();
    inputs.stream().skip(1).forEach(input -> names.add(input.getName()));
    boolean without =
        !names.isEmpty() && graph.getNodeList().stream().anyMatch(node -> reads(node, names));
    List<TensorProto> parameters = new ArrayList<>();
    if (without) {
      for (ValueInfoProto input : inputs.subList(1, inputs.size())) {
        TypeProto.Tensor type = input.getType().getTensorType();
        if (type.hasShape()
            && type.getShape().getDimList().stream().allMatch(Dimension::hasDimValue)) {
          TensorProto.Builder tensor =
              TensorProto.newBuilder().setName(input.getName()).setDataType(type.getElemType());
          type.getShape().getDimList().forEach(dim -> tensor.addDims(dim.getDimValue()));
          parameters.add(tensor.build());
        }
      }
    }
    return parameters;
  }

  /**
   * Whether a layer has stored weights, as they are or arranged: where parameters are, all of an
   * exporter's are.
   */
  static boolean layersReadInitializers(GraphProto graph) {
    Set<String> names = new HashSet<>();
    graph.getInitializerList().forEach(tensor -> names.add(tensor.getName()));
    for (NodeProto node : graph.getNodeList()) {
      if (ARRANGING.contains(node.getOpType())
          && node.getInputCount() > 0
          && names.contains(node.getInput(0))) {
        names.addAll(node.getOutputList());
      }
    }
    return graph.getNodeList().stream()
        .anyMatch(node ->
            reads(node, names)
                || (node.getOpType().equals("MatMul")
                    && node.getInputCount() > 1
                    && names.contains(node.getInput(1))));
  }

  private static boolean reads(NodeProto node, Set<String> names) {
    return LAYERS.contains(node.getOpType())
        && node.getInputList().stream().skip(1).anyMatch(names::contains);
  }
}
