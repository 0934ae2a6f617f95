package convspectrum.executor.nodes;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * One node test.
 *
 * @param inputs by the name of the model's input
 * @param outputs by the name of the model's output
 */
record NodeCase(
    String name, ModelProto model, Map<String, NodeArray> inputs, Map<String, NodeArray> outputs) {
  /** The ops of its graph. */
  String ops() {
    return String.join(
        " ",
        new TreeSet<>(model.getGraph().getNodeList().stream().map(NodeProto::getOpType).toList()));
  }

  /**
   * The model as networks have it: what the op works on is an input, and what configures it is
   * stored.
   *
   * @param live how many of the inputs stay inputs
   */
  ModelProto stored(int live) {
    GraphProto.Builder graph = model.getGraph().toBuilder().clearInput();
    List<ValueInfoProto> all = model.getGraph().getInputList();
    for (int i = 0; i < all.size(); i++) {
      NodeArray values = inputs.get(all.get(i).getName());
      if (i < live || values == null) {
        graph.addInput(all.get(i));
      } else {
        graph.addInitializer(tensor(all.get(i), values));
      }
    }
    return model.toBuilder().setGraph(graph).build();
  }

  private static TensorProto tensor(ValueInfoProto info, NodeArray array) {
    int type = info.getType().getTensorType().getElemType();
    TensorProto.Builder tensor = TensorProto.newBuilder().setName(info.getName()).setDataType(type);
    for (int dim : array.dims()) {
      tensor.addDims(dim);
    }
    for (float value : array.values()) {
      switch (type) {
        case DataType.FLOAT_VALUE -> tensor.addFloatData(value);
        case DataType.DOUBLE_VALUE -> tensor.addDoubleData(value);
        case DataType.FLOAT16_VALUE ->
            tensor.addInt32Data(Short.toUnsignedInt(Float.floatToFloat16(value)));
        case DataType.BFLOAT16_VALUE -> tensor.addInt32Data(Float.floatToRawIntBits(value) >>> 16);
        case DataType.INT64_VALUE -> tensor.addInt64Data((long) value);
        case DataType.UINT32_VALUE, DataType.UINT64_VALUE -> tensor.addUint64Data((long) value);
        default -> tensor.addInt32Data((int) value);
      }
    }
    return tensor.build();
  }
}
