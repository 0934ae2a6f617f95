package convspectrum.formats.onnx.read.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import convspectrum.formats.onnx.read.constant.ConstantTensor;
import convspectrum.formats.onnx.read.constant.Initializer;
import convspectrum.formats.onnx.read.constant.NdArray;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.formats.onnx.read.constant.StoredTensors;
import convspectrum.formats.onnx.read.constant.UnsupportedOpException;
import convspectrum.formats.onnx.read.node.GraphTarget;
import convspectrum.formats.onnx.read.node.OnnxAttributes;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.PrintableNames;
import convspectrum.formats.onnx.read.node.Value;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;

/** A node of control flow, which runs the graphs in its attributes, and takes values apart. */
final class ControlNode {
  /** Loops over the tokens or the time steps of networks are shorter. */
  private static final int MAX_STEPS = 10_000;

  private final GraphReader reader;
  private final Functions functions;
  private final StoredTensors tensors;
  private final GraphTarget target;
  private final NodeProto proto;
  private final Scope around;
  private final BitSet unused;
  private final OnnxAttributes attributes;

  /**
   * A node in a graph.
   *
   * @param around the values that names stand for in that graph
   * @param unused the numbers of the results that nothing reads
   */
  ControlNode(
      GraphReader reader,
      Functions functions,
      StoredTensors tensors,
      GraphTarget target,
      NodeProto proto,
      Scope around,
      BitSet unused) {
    this.reader = reader;
    this.functions = functions;
    this.tensors = tensors;
    this.target = target;
    this.proto = proto;
    this.around = around;
    this.unused = unused;
    this.attributes = OnnxAttributes.of(proto, around.attributes());
  }

  OnnxAttributes attributes() {
    return attributes;
  }

  int outputCount() {
    return proto.getOutputCount();
  }

  /** The graph that an attribute holds. */
  GraphProto graph(String attribute) {
    AttributeProto found = attributes.get(attribute, AttributeType.GRAPH);
    if (found == null) {
      throw new OpException("attribute '" + attribute + "' is missing", "expected a graph");
    }
    return found.getG();
  }

  /** The outputs of a subgraph on these inputs. */
  List<Value> run(GraphProto graph, String part, List<Value> inputs) {
    String prefix = around.prefix() + GraphReader.name(proto) + "/" + part;
    Scope scope = new Scope(around, prefix, around.opset(), around.attributes());
    for (TensorProto tensor : graph.getInitializerList()) {
      scope.put(
          tensor.getName(),
          OnnxNode.constant(tensors.tensor(tensor, Initializer.Holder.GRAPH).constant()));
    }
    if (graph.getInputCount() < inputs.size()) {
      throw new OpException(
          "its body takes %d inputs, and the node gives %d"
              .formatted(graph.getInputCount(), inputs.size()),
          "expected as many");
    }
    for (int i = 0; i < inputs.size(); i++) {
      scope.put(graph.getInput(i).getName(), inputs.get(i));
    }
    List<String> outputs = graph.getOutputList().stream().map(ValueInfoProto::getName).toList();
    reader.read(Ordering.of(graph.getNodeList(), outputs), scope);
    List<Value> results = new ArrayList<>();
    for (String output : outputs) {
      Value value = scope.get(output);
      if (value == null) {
        throw new OpException("'" + PrintableNames.shown(output) + "' is made by nothing", "");
      }
      results.add(value);
    }
    return results;
  }

  void requireOutputs(String what, int found) {
    if (found != proto.getOutputCount()) {
      throw new OpException(
          "its %s has %d outputs, and the node %d".formatted(what, found, proto.getOutputCount()),
          "expected as many");
    }
  }

  /** Refuses a step of a loop that goes on for too long. */
  static void requireFew(int step) {
    if (step >= MAX_STEPS) {
      throw new UnsupportedOpException("a loop of more than " + MAX_STEPS + " steps");
    }
  }

  int[] dims(Value value) {
    return node(OnnxAttributes.NONE, List.of(value)).dims(0);
  }

  /** One place of an axis, which goes. */
  Value taken(Value value, int axis, int place) {
    return made("Gather", List.of(value, integer(place)), axis);
  }

  /** The values of all steps along a new axis. */
  Value stacked(List<Value> steps, int output, int axis) {
    if (unused.get(output)) {
      return new Value.Absent();
    }
    if (steps.isEmpty()) {
      throw new UnsupportedOpException("the values of a loop without steps");
    }
    Value place = OnnxNode.constant(ConstantTensor.integers(axis));
    List<Value> wide =
        steps.stream().map(step -> made("Unsqueeze", List.of(step, place), 0)).toList();
    return made("Concat", wide, axis);
  }

  /** What an op of ONNX makes of these values. */
  private Value made(String type, List<Value> inputs, int axis) {
    NodeProto.Builder op = NodeProto.newBuilder().setOpType(type);
    if (!type.equals("Unsqueeze")) {
      op.addAttribute(
          AttributeProto.newBuilder().setName("axis").setType(AttributeType.INT).setI(axis));
    }
    NodeProto node = op.build();
    return Objects.requireNonNull(functions.operator(node))
        .read(node(OnnxAttributes.of(node, OnnxAttributes.NONE), inputs))
        .getFirst();
  }

  private OnnxNode node(OnnxAttributes of, List<Value> inputs) {
    String name = around.prefix() + GraphReader.name(proto);
    return new OnnxNode(name, proto.getOpType(), 13, of, inputs, 1, new BitSet(), target);
  }

  /** New lists to collect the values of as many outputs in. */
  static List<List<Value>> lists(int count) {
    List<List<Value>> lists = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lists.add(new ArrayList<>());
    }
    return lists;
  }

  static Value integer(long value) {
    return OnnxNode.constant(
        ConstantTensor.known(NdArray.integers(new int[0], new long[] {value})));
  }
}
