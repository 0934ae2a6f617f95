package convspectrum.executor.imported;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Small ONNX models, written node by node as exporters write them. */
final class OnnxModels {
  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("model");
  private final long opset;
  private final SplittableRandom random = new SplittableRandom(11);
  private int nodes;

  /** A model of one input, {@code x}, of real numbers. */
  OnnxModels(long opset, long... input) {
    this(opset, TensorProto.DataType.FLOAT, input);
  }

  private OnnxModels(long opset, TensorProto.DataType type, long... input) {
    this.opset = opset;
    graph.addInput(value("x", type, input));
  }

  /** A model of one input, {@code x}, of ids. */
  static OnnxModels ofIds(long opset, long... input) {
    return new OnnxModels(opset, TensorProto.DataType.INT64, input);
  }

  /** A node with one output, whose name is returned; attributes are name, value, name, value, … */
  String node(String type, String inputs, Object... attributes) {
    String output = "v" + nodes++;
    graph.addNode(build(type, inputs, output, attributes));
    return output;
  }

  /** A node of an op of ONNX Runtime's own. */
  String fused(String type, String inputs, Object... attributes) {
    String output = "v" + nodes++;
    graph.addNode(build(type, inputs, output, attributes).toBuilder().setDomain("com.microsoft"));
    return output;
  }

  /** A node of an op of ONNX Runtime's own, with these outputs. */
  void fusedOf(String type, String inputs, String outputs, Object... attributes) {
    graph.addNode(build(type, inputs, outputs, attributes).toBuilder().setDomain("com.microsoft"));
  }

  /** A body of a loop: inputs, nodes and outputs by their names, all of them real numbers. */
  static GraphProto body(String inputs, List<NodeProto> nodes, String outputs) {
    GraphProto.Builder body = GraphProto.newBuilder().setName("body").addAllNode(nodes);
    for (String input : inputs.split(",")) {
      body.addInput(named(input));
    }
    for (String output : outputs.split(",")) {
      body.addOutput(named(output));
    }
    return body.build();
  }

  /** A value whose name tells its type: i is a step, c a condition. */
  private static ValueInfoProto named(String name) {
    TensorProto.DataType type =
        name.startsWith("i")
            ? TensorProto.DataType.INT64
            : name.startsWith("c") ? TensorProto.DataType.BOOL : TensorProto.DataType.FLOAT;
    TypeProto.Tensor.Builder tensor = TypeProto.Tensor.newBuilder().setElemType(type.getNumber());
    if (type != TensorProto.DataType.FLOAT) {
      // A scalar, which ONNX Runtime must know of these two.
      tensor.getShapeBuilder();
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }

  static NodeProto of(String type, String inputs, String output, Object... attributes) {
    return build(type, inputs, output, attributes);
  }

  String truth() {
    return add(tensor(TensorProto.DataType.BOOL).addInt32Data(1));
  }

  void nodeOf(String type, String inputs, String outputs, Object... attributes) {
    graph.addNode(build(type, inputs, outputs, attributes));
  }

  private static NodeProto build(String type, String inputs, String outputs, Object... attributes) {
    NodeProto.Builder node = NodeProto.newBuilder().setOpType(type);
    for (String input : inputs.split(",", -1)) {
      node.addInput(input);
    }
    for (String output : outputs.split(",", -1)) {
      node.addOutput(output);
    }
    for (int i = 0; i < attributes.length; i += 2) {
      node.addAttribute(attribute((String) attributes[i], attributes[i + 1]));
    }
    return node.build();
  }

  private static AttributeProto attribute(String name, Object value) {
    AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name);
    switch (value) {
      case Integer number -> attribute.setType(AttributeType.INT).setI(number);
      case Double number -> attribute.setType(AttributeType.FLOAT).setF(number.floatValue());
      case String text ->
          attribute.setType(AttributeType.STRING).setS(ByteString.copyFromUtf8(text));
      case int[] numbers -> {
        attribute.setType(AttributeType.INTS);
        for (int number : numbers) {
          attribute.addInts(number);
        }
      }
      case double[] numbers -> {
        attribute.setType(AttributeType.FLOATS);
        for (double number : numbers) {
          attribute.addFloats((float) number);
        }
      }
      case String[] texts -> {
        attribute.setType(AttributeType.STRINGS);
        for (String text : texts) {
          attribute.addStrings(ByteString.copyFromUtf8(text));
        }
      }
      case GraphProto body -> attribute.setType(AttributeType.GRAPH).setG(body);
      default -> throw new IllegalArgumentException(name);
    }
    return attribute.build();
  }

  /** A stored tensor of random values in 0.5 to 1.5. */
  String weight(long... dims) {
    TensorProto.Builder tensor = tensor(TensorProto.DataType.FLOAT, dims);
    long elements = 1;
    for (long dim : dims) {
      elements *= dim;
    }
    for (long i = 0; i < elements; i++) {
      tensor.addFloatData((float) random.nextDouble(0.5, 1.5));
    }
    return add(tensor);
  }

  /** A stored tensor of random values in −0.5 to 0.5, which leave gates half open. */
  String small(long... dims) {
    TensorProto.Builder tensor = tensor(TensorProto.DataType.FLOAT, dims);
    long elements = Arrays.stream(dims).reduce(1, (a, b) -> a * b);
    for (long i = 0; i < elements; i++) {
      tensor.addFloatData((float) random.nextDouble(-0.5, 0.5));
    }
    return add(tensor);
  }

  String floats(double... values) {
    TensorProto.Builder tensor = tensor(TensorProto.DataType.FLOAT, values.length);
    for (double value : values) {
      tensor.addFloatData((float) value);
    }
    return add(tensor);
  }

  /** A matrix that repeats these values. */
  String matrix(long rows, long columns, double... values) {
    TensorProto.Builder tensor = tensor(TensorProto.DataType.FLOAT, rows, columns);
    for (int i = 0; i < rows * columns; i++) {
      tensor.addFloatData((float) values[i % values.length]);
    }
    return add(tensor);
  }

  /** Random integers of a type, {@code low} to {@code high}. */
  String integers(TensorProto.DataType type, int low, int high, long... dims) {
    TensorProto.Builder tensor = tensor(type, dims);
    long elements = Arrays.stream(dims).reduce(1, (a, b) -> a * b);
    for (long i = 0; i < elements; i++) {
      tensor.addInt32Data(random.nextInt(low, high + 1));
    }
    return add(tensor);
  }

  /** These integers of a type of at most 32 bits. */
  String integersOf(TensorProto.DataType type, int... values) {
    TensorProto.Builder tensor = tensor(type, values.length);
    for (int value : values) {
      tensor.addInt32Data(value);
    }
    return add(tensor);
  }

  /** One integer of a type, such as a zero point. */
  String integer(TensorProto.DataType type, int value) {
    return add(tensor(type).addInt32Data(value));
  }

  String number(double value) {
    return add(tensor(TensorProto.DataType.FLOAT).addFloatData((float) value));
  }

  String integers(long... values) {
    TensorProto.Builder tensor = tensor(TensorProto.DataType.INT64, values.length);
    for (long value : values) {
      tensor.addInt64Data(value);
    }
    return add(tensor);
  }

  String truths(boolean... values) {
    TensorProto.Builder tensor = tensor(TensorProto.DataType.BOOL, values.length);
    for (boolean value : values) {
      tensor.addInt32Data(value ? 1 : 0);
    }
    return add(tensor);
  }

  /** Different places below {@code size}, as long as there are any, in no order. */
  String table(long[] dims, int size) {
    TensorProto.Builder tensor = tensor(TensorProto.DataType.INT64, dims);
    long elements = Arrays.stream(dims).reduce(1, (a, b) -> a * b);
    for (long i = 0; i < elements; i++) {
      tensor.addInt64Data((i * 5 + 1) % size);
    }
    return add(tensor);
  }

  String integer(long value) {
    return add(tensor(TensorProto.DataType.INT64).addInt64Data(value));
  }

  private TensorProto.Builder tensor(TensorProto.DataType type, long... dims) {
    TensorProto.Builder tensor = TensorProto.newBuilder().setDataType(type.getNumber());
    for (long dim : dims) {
      tensor.addDims(dim);
    }
    return tensor;
  }

  private String add(TensorProto.Builder tensor) {
    String name = "w" + graph.getInitializerCount();
    graph.addInitializer(tensor.setName(name));
    return name;
  }

  byte[] model(String output) {
    graph.addOutput(
        ValueInfoProto.newBuilder()
            .setName(output)
            .setType(
                TypeProto.newBuilder()
                    .setTensorType(
                        TypeProto.Tensor.newBuilder()
                            .setElemType(TensorProto.DataType.FLOAT.getNumber()))));
    return ModelProto.newBuilder()
        .setIrVersion(opset >= 21 ? 10 : 8)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(opset))
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("com.microsoft").setVersion(1))
        .setGraph(graph)
        .build()
        .toByteArray();
  }

  private static ValueInfoProto value(String name, TensorProto.DataType type, long... dims) {
    TypeProto.Tensor.Builder tensor = TypeProto.Tensor.newBuilder().setElemType(type.getNumber());
    for (long dim : dims) {
      tensor.getShapeBuilder().addDimBuilder().setDimValue(dim);
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }
}
