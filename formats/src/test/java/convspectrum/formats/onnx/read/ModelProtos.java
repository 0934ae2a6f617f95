package convspectrum.formats.onnx.read;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import convspectrum.spec.graph.Graph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Models as exporters write them, node by node. */
final class ModelProtos {
  static final OperatorSetIdProto OPSET = OperatorSetIdProto.newBuilder().setVersion(17).build();

  private ModelProtos() {}

  static Path write(GraphProto.Builder graph, Path file) throws IOException {
    return Files.write(file, model(graph).build().toByteArray());
  }

  static ModelProto.Builder model(GraphProto.Builder graph) {
    return ModelProto.newBuilder().addOpsetImport(OPSET).setGraph(graph);
  }

  static GraphProto.Builder linear(TensorProto weight) {
    return graph("y", 1, 2)
        .addInitializer(weight)
        .addNode(
            node("Gemm", "x,w", "y").toBuilder()
                .addAttribute(
                    AttributeProto.newBuilder()
                        .setName("transB")
                        .setType(AttributeType.INT)
                        .setI(1)));
  }

  static TensorProto external(String location, long offset) {
    return TensorProto.newBuilder()
        .setName("w")
        .setDataType(TensorProto.DataType.FLOAT.getNumber())
        .addDims(1)
        .addDims(2)
        .setDataLocation(TensorProto.DataLocation.EXTERNAL)
        .addExternalData(StringStringEntryProto.newBuilder().setKey("location").setValue(location))
        .addExternalData(StringStringEntryProto.newBuilder().setKey("offset").setValue("" + offset))
        .build();
  }

  static GraphProto.Builder graph(String output, long... input) {
    TypeProto.Tensor.Builder tensor =
        TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT.getNumber());
    for (long dim : input) {
      tensor.getShapeBuilder().addDimBuilder().setDimValue(dim);
    }
    return GraphProto.newBuilder()
        .addInput(
            ValueInfoProto.newBuilder()
                .setName("x")
                .setType(TypeProto.newBuilder().setTensorType(tensor)))
        .addOutput(ValueInfoProto.newBuilder().setName(output));
  }

  static NodeProto node(String type, String inputs, String output) {
    NodeProto.Builder node = NodeProto.newBuilder().setOpType(type).addOutput(output);
    for (String input : inputs.split(",", -1)) {
      node.addInput(input);
    }
    return node.build();
  }

  static NodeProto call(String function, String input, String output) {
    return node(function, input, output).toBuilder().setDomain("local").build();
  }

  static FunctionProto function(String name, NodeProto... nodes) {
    FunctionProto.Builder function =
        FunctionProto.newBuilder()
            .setDomain("local")
            .setName(name)
            .addInput("a")
            .addOutput("c")
            .addOpsetImport(OPSET);
    for (NodeProto node : nodes) {
      function.addNode(node);
    }
    return function.build();
  }

  static TensorProto weight(String name, long... dims) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(TensorProto.DataType.FLOAT.getNumber())
            .setRawData(ByteString.EMPTY);
    long elements = 1;
    for (long dim : dims) {
      tensor.addDims(dim);
      elements *= dim;
    }
    for (long i = 0; i < elements; i++) {
      tensor.addFloatData(1);
    }
    return tensor.build();
  }

  static NodeProto with(NodeProto node, AttributeProto... attributes) {
    NodeProto.Builder more = node.toBuilder();
    for (AttributeProto attribute : attributes) {
      more.addAttribute(attribute);
    }
    return more.build();
  }

  static AttributeProto integers(String name, long... values) {
    AttributeProto.Builder attribute =
        AttributeProto.newBuilder().setName(name).setType(AttributeType.INTS);
    for (long value : values) {
      attribute.addInts(value);
    }
    return attribute.build();
  }

  static AttributeProto integer(String name, long value) {
    return AttributeProto.newBuilder().setName(name).setType(AttributeType.INT).setI(value).build();
  }

  /** An input beside {@code x}. */
  static ValueInfoProto value(String name, long... dims) {
    TypeProto.Tensor.Builder tensor =
        TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT.getNumber());
    for (long dim : dims) {
      tensor.getShapeBuilder().addDimBuilder().setDimValue(dim);
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }

  static TensorProto integers(String name, TensorProto.DataType type, long[] dims, int value) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setName(name).setDataType(type.getNumber());
    long elements = 1;
    for (long dim : dims) {
      tensor.addDims(dim);
      elements *= dim;
    }
    for (long i = 0; i < elements; i++) {
      if (type == TensorProto.DataType.INT64) {
        tensor.addInt64Data(value);
      } else {
        tensor.addInt32Data(value);
      }
    }
    return tensor.build();
  }

  /** What a graph has to learn: shared parameters count once. */
  static long parameters(Graph graph) {
    return graph.nodes().stream()
        .flatMap(node ->
            node.parameters().stream()
                .filter(slot -> slot.trainable() && !node.sharedRoles().contains(slot.role())))
        .mapToLong(slot -> slot.shape().elements())
        .sum();
  }
}
