package convspectrum.executor;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import com.google.protobuf.ByteString;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Padding;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import convspectrum.spec.quantised.LayerIntegers;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.Map;

/** Sums of products of integers as ONNX Runtime computes them: ConvInteger and MatMulInteger. */
final class OrtSums {
  private OrtSums() {}

  /** The sums of a layer without bias, row-major. */
  static int[] of(Node layer, LayerIntegers integers, int[] x, int zeroPoint) throws Exception {
    GraphProto.Builder graph = GraphProto.newBuilder().setName("sums");
    graph.addInput(value("x", TensorProto.DataType.UINT8, layer.inputShape()));
    graph.addOutput(value("y", TensorProto.DataType.INT32, layer.shape()));
    byte[] zero = {(byte) zeroPoint};
    graph.addInitializer(tensor("zero", TensorProto.DataType.UINT8, zero, new int[0]));
    NodeProto.Builder node = NodeProto.newBuilder().addInput("x").addInput("w").addInput("zero");
    node.addOutput("y");
    Shape shape = layer.parameters().getFirst().shape();
    if (layer.op() instanceof Op.Conv conv) {
      Window window = conv.window();
      Padding pad = window.padding();
      graph.addInitializer(
          tensor("w", TensorProto.DataType.INT8, integers.weights(), shape.toArray()));
      node.setOpType("ConvInteger")
          .addAttribute(ints("dilations", window.dilationHeight(), window.dilationWidth()))
          .addAttribute(ints("strides", window.strideHeight(), window.strideWidth()))
          .addAttribute(ints("pads", pad.top(), pad.left(), pad.bottom(), pad.right()))
          .addAttribute(
              AttributeProto.newBuilder()
                  .setName("group")
                  .setType(AttributeProto.AttributeType.INT)
                  .setI(conv.groups()));
    } else {
      int outputs = shape.dim(0);
      int inputs = shape.dim(1);
      byte[] turned = new byte[integers.weights().length];
      for (int i = 0; i < turned.length; i++) {
        turned[i] = integers.weights()[i % outputs * inputs + i / outputs];
      }
      graph.addInitializer(
          tensor("w", TensorProto.DataType.INT8, turned, new int[] {inputs, outputs}));
      node.setOpType("MatMulInteger");
    }
    ModelProto model =
        ModelProto.newBuilder()
            .setIrVersion(8)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
            .setGraph(graph.addNode(node))
            .build();
    return run(model.toByteArray(), layer, x);
  }

  private static int[] run(byte[] model, Node layer, int[] x) throws Exception {
    ByteBuffer bytes = ByteBuffer.allocateDirect(x.length);
    for (int value : x) {
      bytes.put((byte) value);
    }
    long[] dims = Arrays.stream(layer.inputShape().toArray()).asLongStream().toArray();
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(model);
        OnnxTensor input =
            OnnxTensor.createTensor(environment, bytes.flip(), dims, OnnxJavaType.UINT8);
        OrtSession.Result result = session.run(Map.of("x", input))) {
      IntBuffer sums = ((OnnxTensor) result.get(0)).getIntBuffer();
      int[] values = new int[sums.remaining()];
      sums.get(values);
      return values;
    }
  }

  private static ValueInfoProto value(String name, TensorProto.DataType type, Shape shape) {
    TypeProto.Tensor.Builder tensor = TypeProto.Tensor.newBuilder().setElemType(type.getNumber());
    for (int dim : shape.toArray()) {
      tensor.getShapeBuilder().addDimBuilder().setDimValue(dim);
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }

  private static TensorProto tensor(
      String name, TensorProto.DataType type, byte[] values, int[] dims) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(type.getNumber())
            .setRawData(ByteString.copyFrom(values));
    for (int dim : dims) {
      tensor.addDims(dim);
    }
    return tensor.build();
  }

  private static AttributeProto ints(String name, int... values) {
    AttributeProto.Builder attribute =
        AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
    for (int value : values) {
      attribute.addInts(value);
    }
    return attribute.build();
  }
}
