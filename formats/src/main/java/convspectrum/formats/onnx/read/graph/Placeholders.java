package convspectrum.formats.onnx.read.graph;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import convspectrum.formats.onnx.read.constant.Folding;
import convspectrum.formats.onnx.read.constant.Kind;
import convspectrum.formats.onnx.read.node.GraphTarget;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.Value;
import convspectrum.spec.graph.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What stands for the results of nodes that are not understood, so that those behind them still
 * count: zeros of the shape that the file declares.
 */
public final class Placeholders {
  /** Ops not understood, or not in every form, that keep the shape of their first input. */
  private static final Set<String> POINTWISE =
      Set.of(
          "Bernoulli",
          "BitwiseAnd",
          "BitwiseOr",
          "BitwiseXor",
          "RandomNormalLike",
          "RandomUniformLike");

  private final Map<String, Shape> declared = new HashMap<>();

  /** The sizes that the graph names, with the values that its inputs were read with. */
  public Placeholders(GraphProto graph, Map<String, Integer> sizes) {
    for (ValueInfoProto info : graph.getValueInfoList()) {
      declare(info, sizes);
    }
    graph.getOutputList().forEach(info -> declare(info, sizes));
  }

  private void declare(ValueInfoProto info, Map<String, Integer> sizes) {
    TensorShapeProto shape = info.getType().getTensorType().getShape();
    int[] dims = new int[shape.getDimCount()];
    for (int i = 0; i < dims.length; i++) {
      Dimension dim = shape.getDim(i);
      dims[i] =
          dim.hasDimParam()
              ? sizes.getOrDefault(dim.getDimParam(), 0)
              : (int) Math.clamp(dim.getDimValue(), 0L, Integer.MAX_VALUE);
      if (dims[i] == 0) {
        return;
      }
    }
    if (info.getType().getTensorType().hasShape()) {
      declared.put(info.getName(), Shape.of(dims));
    }
  }

  /**
   * The placeholder of a result; {@code unknown} where its shape is neither declared nor that of
   * the node's first input.
   */
  Value value(
      NodeProto node, int output, List<Value> inputs, Value.Unknown unknown, GraphTarget target) {
    String name = node.getOutput(output);
    boolean keeps = output == 0 && POINTWISE.contains(node.getOpType());
    Optional<Shape> kept =
        keeps && !inputs.isEmpty() && inputs.getFirst() instanceof Value.Computed computed
            ? Optional.of(computed.node().shape())
            : Optional.empty();
    return Optional.ofNullable(declared.get(name))
        .or(() -> kept)
        .<Value>map(shape ->
            OnnxNode.computed(
                target.constant(Folding.filled(Kind.FLOAT, shape.toArray(), 0), name)))
        .orElse(unknown);
  }
}
