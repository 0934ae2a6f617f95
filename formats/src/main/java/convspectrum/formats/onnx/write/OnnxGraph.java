package convspectrum.formats.onnx.write;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import convspectrum.formats.sharing.SharedTensors;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The ONNX graph being written: its names, nodes, initializers, inputs and outputs. */
final class OnnxGraph {
  private final GraphProto.Builder proto = GraphProto.newBuilder();
  private final TensorStore store;
  private final int opset;
  private final Set<String> taken = new HashSet<>();

  private final SharedTensors shared;

  /** What stored tensors are called in the model. */
  private final Map<SharedTensors.Stored, Named> stored = new HashMap<>();

  private record Named(String name, Shape shape) {}

  /** The name that each node's value has in the model. */
  private final Map<Node, String> values = new HashMap<>();

  /** The names of inputs that hold integers, as such. */
  private final Map<Node, String> integers = new HashMap<>();

  /**
   * A graph to be written.
   *
   * @param opset the operator set that the model is written in
   * @param results the names of nodes that are called otherwise than in the graph
   * @param shared the tensors that its nodes share
   */
  OnnxGraph(
      Graph graph, TensorStore store, int opset, Map<Node, String> results, SharedTensors shared) {
    this.store = store;
    this.shared = shared;
    this.opset = opset;
    proto.setName(graph.name());
    // Nodes are named first, so that they keep their names whatever the parts of others are called.
    for (Node node : graph.nodes()) {
      String name = results.getOrDefault(node, node.name());
      values.put(node, fresh(name.isEmpty() ? "node" + node.index() : name));
    }
  }

  /** The operator set that the model is written in. */
  int opset() {
    return opset;
  }

  /** The name of a node's value, as real numbers. */
  String value(Node node) {
    String known = values.get(node);
    if (known == null) {
      String integer = Objects.requireNonNull(integers.get(node));
      known = fresh(integer + "/real");
      values.put(node, known);
      cast(integer, known, TensorProto.DataType.FLOAT);
    }
    return known;
  }

  /** The name of a node's value as integers, which are cast for {@code reader} if need be. */
  String integers(Node reader, Node node) {
    String known = integers.get(node);
    if (known == null) {
      known = fresh(value(reader) + "/places");
      cast(value(node), known, TensorProto.DataType.INT64);
    }
    return known;
  }

  /** What {@code node} makes of integers that ONNX computes, as real numbers. */
  String real(Node node, String integers) {
    String name = fresh(value(node) + "/real");
    cast(integers, name, TensorProto.DataType.FLOAT);
    return name;
  }

  private void cast(String from, String to, TensorProto.DataType type) {
    add("Cast", to, List.of(from), Attributes.integer("to", type.getNumber()));
  }

  /** Declares an input of the model; one of integers is cast where reals are computed of it. */
  void input(Node node, boolean integer) {
    String name = value(node);
    TensorProto.DataType type = integer ? TensorProto.DataType.INT64 : TensorProto.DataType.FLOAT;
    proto.addInput(ValueInfos.of(name, node.shape(), type));
    if (integer) {
      values.remove(node);
      integers.put(node, name);
    }
  }

  /**
   * Declares the outputs of the model. One that is an input too, or stands twice, is passed through
   * an Identity: a value of ONNX has one role and one place.
   */
  void outputs(List<Node> outputs) {
    Set<Node> seen = new HashSet<>();
    for (Node node : outputs) {
      String name =
          seen.add(node) && !(node.op() instanceof Op.Input)
              ? value(node)
              : part(node, "Identity", "output", List.of(value(node)));
      proto.addOutput(ValueInfos.of(name, node.shape(), TensorProto.DataType.FLOAT));
    }
  }

  /** Adds the ONNX node that computes {@code node}'s value. */
  void result(Node node, String opType, List<String> inputs, AttributeProto... attributes) {
    add(opType, value(node), inputs, attributes);
  }

  /** Makes {@code node}'s value of integers that ONNX computes. */
  void result(Node node, String integers) {
    cast(integers, value(node), TensorProto.DataType.FLOAT);
  }

  /**
   * Adds the ONNX node of two results, real numbers and integers, of which {@code node}'s value is
   * one.
   */
  void results(
      Node node,
      String opType,
      List<String> inputs,
      boolean integers,
      AttributeProto... attributes) {
    String other = fresh(value(node) + (integers ? "/reals" : "/integers"));
    String own = integers ? fresh(value(node) + "/own") : value(node);
    proto.addNode(
        NodeProto.newBuilder()
            .setName(own)
            .setOpType(opType)
            .addAllInput(inputs)
            .addOutput(integers ? other : own)
            .addOutput(integers ? own : other)
            .addAllAttribute(Arrays.asList(attributes)));
    if (integers) {
      result(node, own);
    }
  }

  /** Adds an ONNX node that computes a part on the way to it; returns the name of its value. */
  String part(
      Node node, String opType, String part, List<String> inputs, AttributeProto... attributes) {
    String name = fresh(value(node) + "/" + part);
    add(opType, name, inputs, attributes);
    return name;
  }

  /**
   * Adds an ONNX node of several results, which get these names; an empty one is left out. Names of
   * parts come from {@link #named}. The node is a part unless one of them is the node's value.
   */
  void results(
      Node node,
      String opType,
      List<String> inputs,
      List<String> outputs,
      AttributeProto... attributes) {
    String name = outputs.contains(value(node)) ? value(node) : named(node, opType);
    proto.addNode(
        NodeProto.newBuilder()
            .setName(name)
            .setOpType(opType)
            .addAllInput(inputs)
            .addAllOutput(outputs)
            .addAllAttribute(Arrays.asList(attributes)));
  }

  /** A name for a part of a node. */
  String named(Node node, String part) {
    return fresh(value(node) + "/" + part);
  }

  private void add(String opType, String name, List<String> inputs, AttributeProto... attributes) {
    proto.addNode(
        NodeProto.newBuilder()
            .setName(name)
            .setOpType(opType)
            .addAllInput(inputs)
            .addOutput(name)
            .addAllAttribute(Arrays.asList(attributes)));
  }

  /**
   * Stores a tensor as {@code node.role}, under another shape of equal size if need be; one that
   * the node shares with an earlier node is stored there. A tensor that is not learned although the
   * node could learn it is a {@code Constant}, which does not count.
   */
  String initializer(Node node, String role, Tensor tensor, Shape shape) {
    Named owner = shared.owner(node, role).map(stored::get).orElse(null);
    if (owner != null && owner.shape().equals(shape)) {
      return owner.name();
    }
    if (owner != null || shared.isFixed(node, role)) {
      return floats(node, role, tensor.data(), shape.toArray());
    }
    TensorProto.Builder builder = tensor(node, role, TensorProto.DataType.FLOAT, shape.toArray());
    store.put(builder, tensor);
    proto.addInitializer(builder);
    stored.put(new SharedTensors.Stored(node, role), new Named(builder.getName(), shape));
    return builder.getName();
  }

  /**
   * A small tensor that belongs to an op and was not learned, as a Constant node: initializers are
   * what other tools take for parameters.
   */
  String floats(Node node, String role, float[] values, int... dims) {
    String name = fresh(value(node) + "." + role);
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setDataType(TensorProto.DataType.FLOAT.getNumber());
    Arrays.stream(dims).forEach(tensor::addDims);
    new EmbeddedTensors().put(tensor, Tensor.of(Shape.of(dims), values));
    add("Constant", name, List.of(), Attributes.tensor("value", tensor.build()));
    return name;
  }

  /** A tensor of one value, which was not learned and takes no room in the file. */
  String filled(Node node, String role, double value, int... dims) {
    String name = fresh(value(node) + "." + role);
    String number = scalar(node, role + ".value", value);
    add("Expand", name, List.of(number, integers(node, role + ".shape", dims)));
    return name;
  }

  /** Stores one number. */
  String scalar(Node node, String role, double value) {
    return floats(node, role, new float[] {(float) value});
  }

  /** Stores a vector of integers: sizes, axes, indices. */
  String integers(Node node, String role, int... values) {
    TensorProto.Builder builder =
        tensor(node, role, TensorProto.DataType.INT64, new int[] {values.length});
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : values) {
      bytes.putLong(value);
    }
    builder.setRawData(ByteString.copyFrom(bytes.flip()));
    proto.addInitializer(builder);
    return builder.getName();
  }

  /**
   * Stores a tensor of another type than real numbers, with its elements in the order of the file
   * format: as what a layer learned, or as what belongs to an op.
   */
  String typed(
      Node node,
      String role,
      TensorProto.DataType type,
      ByteString elements,
      boolean learned,
      int... dims) {
    TensorProto.Builder builder = tensor(node, role, type, dims).setRawData(elements);
    if (learned) {
      proto.addInitializer(builder);
      return builder.getName();
    }
    String name = builder.getName();
    add("Constant", name, List.of(), Attributes.tensor("value", builder.clearName().build()));
    return name;
  }

  /** From here on {@code node}'s value is the one of this name. */
  void becomes(Node node, String name) {
    values.put(node, name);
  }

  GraphProto build() {
    return proto.build();
  }

  private TensorProto.Builder tensor(
      Node node, String role, TensorProto.DataType type, int[] dims) {
    TensorProto.Builder builder =
        TensorProto.newBuilder()
            .setName(fresh(value(node) + "." + role))
            .setDataType(type.getNumber());
    Arrays.stream(dims).forEach(builder::addDims);
    return builder;
  }

  private String fresh(String name) {
    String candidate = name;
    for (int i = 2; !taken.add(candidate); i++) {
      candidate = name + "_" + i;
    }
    return candidate;
  }
}
