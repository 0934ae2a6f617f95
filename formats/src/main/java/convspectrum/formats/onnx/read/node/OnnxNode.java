package convspectrum.formats.onnx.read.node;

import convspectrum.formats.onnx.read.constant.ConstantTensor;
import convspectrum.formats.onnx.read.constant.Folding;
import convspectrum.formats.onnx.read.constant.Kind;
import convspectrum.formats.onnx.read.constant.NdArray;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.spec.composite.Recorded;
import convspectrum.spec.composite.definition.Parts;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Origin;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.Tensor;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A node of the model with its inputs resolved, as the readers of ops see it. What a reader makes
 * of it are parts of the node.
 */
public final class OnnxNode implements Operands, Parts {
  private final String name;
  private final String type;
  private final long opset;
  private final OnnxAttributes attributes;
  private final List<Value> inputs;
  private final int outputs;
  private final BitSet unused;
  private final GraphTarget target;
  private final Origin origin;

  /**
   * A node on these inputs.
   *
   * @param unused the numbers of the results that nothing reads
   * @param target where its parts go
   */
  public OnnxNode(
      String name,
      String type,
      long opset,
      OnnxAttributes attributes,
      List<Value> inputs,
      int outputs,
      BitSet unused,
      GraphTarget target) {
    this.unused = unused;
    this.name = name;
    this.type = type;
    this.opset = opset;
    this.attributes = attributes;
    this.inputs = List.copyOf(inputs);
    this.outputs = outputs;
    this.target = target;
    this.origin = new Origin(name, type);
  }

  /** The same node with other inputs. */
  public OnnxNode withInputs(List<Value> others) {
    return withInputs(others, opset);
  }

  /** The same node with other inputs, by the rules of another opset. */
  public OnnxNode withInputs(List<Value> others, long rules) {
    return new OnnxNode(name, type, rules, attributes, others, outputs, unused, target);
  }

  public String type() {
    return type;
  }

  @Override
  public List<Value> inputs() {
    return inputs;
  }

  /** Its name, with those of the calls that it is in. */
  public String name() {
    return name;
  }

  public long opset() {
    return opset;
  }

  public OnnxAttributes attributes() {
    return attributes;
  }

  public int outputCount() {
    return outputs;
  }

  /** Whether something reads this result. */
  public boolean isUsed(int output) {
    return output < outputs && !unused.get(output);
  }

  /** An input as a node of the graph; a constant becomes one. */
  public Node node(int input) {
    return node(input(input), "input" + input, "input " + input);
  }

  /** A value that was made of the inputs, as a node of the graph; a constant becomes one. */
  public Node node(Value value, String part) {
    return node(value, part, "operand '" + part + "'");
  }

  private Node node(Value value, String part, String called) {
    return switch (value) {
      case Value.Computed computed -> computed.node();
      case Value.Constant constant -> node(constant.tensor(), part);
      case Value.Sequence _, Value.Unknown _, Value.Absent _ ->
          throw new OpException(called + " is missing, or no tensor", "");
    };
  }

  /** An input that bounds or shapes what the op does, as a node; a stored one is not learned. */
  public Node configuration(int input) {
    return input(input) instanceof Value.Constant constant
        ? target.configuration(constant.tensor(), name + "/input" + input)
        : node(input);
  }

  /** A constant as a node of the graph. */
  public Node node(ConstantTensor tensor, String part) {
    return target.constant(tensor, name + "/" + part);
  }

  /** Lets stored integers of an input count like real numbers. */
  public void countAsReal(int input) {
    if (isConstant(input)) {
      target.countAsReal(constant(input, "operand"));
    }
  }

  /** Leaves what an input stores out of the count. */
  public void leaveOut(int input) {
    if (isConstant(input)) {
      target.leaveOut(constant(input, "operand"));
    }
  }

  /** Integers of an attribute, or where that is absent of an input; null where both are. */
  public long @Nullable [] integers(String attribute, int input) {
    if (attributes.has(attribute)) {
      return attributes.integers(attribute);
    }
    return has(input) ? integers(input, attribute) : null;
  }

  /** The node that gives the result. */
  public Node result(Op op, Node... operands) {
    return target.add(name, op, List.of(operands), origin);
  }

  /** The node that gives the result, and stores tensors by role. */
  public Node result(Op op, Node operand, Map<String, ConstantTensor> stored) {
    return target.add(name, op, List.of(operand), origin, stored);
  }

  /** The node that gives the result of several operands, and stores tensors by role. */
  public Node result(Op op, List<Node> operands, Map<String, ConstantTensor> stored) {
    return target.add(name, op, operands, origin, stored);
  }

  /** Whether values that the file quantises are rounded, as {@code ReadOptions} say. */
  public boolean roundsQuantised() {
    return target.rounds();
  }

  /**
   * The result of a node as one op, which the primitive ops that {@code reader} makes define; these
   * themselves where a single one does the same.
   */
  public Value recorded(Form form, Operator.Single reader) {
    Recorder recorder = new Recorder(name, inputs, target);
    OnnxNode aside =
        new OnnxNode(
            name, type, opset, attributes, recorder.replaced(), outputs, unused, recorder.aside());
    Recorded op =
        reader.read(aside) instanceof Value.Computed computed && computed.quantisation() == null
            ? recorder.op(form, computed.node())
            : null;
    if (op == null) {
      return reader.read(this);
    }
    target.addDefinition(op.steps().size());
    target.takeRoles(recorder.aside());
    return new Value.Computed(target.add(name, op, recorder.live(), origin, recorder.stored()));
  }

  @Override
  public Node constant(String part, Tensor value) {
    return node(ConstantTensor.known(NdArray.floats(value.shape().toArray(), value.data())), part);
  }

  /** Is filled when its values are asked for: a file may name a very large border. */
  @Override
  public Node filled(String part, Shape shape, double value) {
    return node(Folding.filled(Kind.FLOAT, shape.toArray(), value), part);
  }

  @Override
  public Node part(String part, Op op, Node... operands) {
    return target.add(name + "/" + part, op, List.of(operands), origin);
  }

  public static Value computed(Node node) {
    return new Value.Computed(node);
  }

  /** What a node computes, of elements of this type. */
  public static Value computed(Node node, ElementType type) {
    return new Value.Computed(node).of(type);
  }

  public static Value constant(ConstantTensor tensor) {
    return new Value.Constant(tensor);
  }
}
