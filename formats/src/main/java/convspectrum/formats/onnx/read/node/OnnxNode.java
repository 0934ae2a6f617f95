package convspectrum.formats.onnx.read.node;

import convspectrum.formats.onnx.read.constant.ConstantTensor;
import convspectrum.formats.onnx.read.constant.Dims;
import convspectrum.formats.onnx.read.constant.NdArray;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.formats.onnx.read.constant.UnsupportedOpException;
import convspectrum.spec.composite.Recorded;
import convspectrum.spec.composite.definition.Parts;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Origin;
import convspectrum.spec.tensor.Tensor;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A node of the model with its inputs resolved, as the readers of ops see it. What a reader makes
 * of it are parts of the node.
 */
public final class OnnxNode implements Parts {
  /** Shapes, axes, pads and indices are shorter. */
  private static final long MAX_INTEGERS = 1 << 20;

  private final String name;
  private final String type;
  private final long opset;
  private final OnnxAttributes attributes;
  private final List<Value> inputs;
  private final int outputs;
  private final BitSet unused;
  private final GraphTarget target;
  private final Origin origin;

  public OnnxNode(
      String name,
      String type,
      long opset,
      OnnxAttributes attributes,
      List<Value> inputs,
      int outputs,
      GraphTarget target) {
    this(name, type, opset, attributes, inputs, outputs, new BitSet(), target);
  }

  /**
   * A node some of whose results nothing reads.
   *
   * @param unused the numbers of these results
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

  public int inputCount() {
    return inputs.size();
  }

  public int outputCount() {
    return outputs;
  }

  /** Whether something reads this result. */
  public boolean isUsed(int output) {
    return output < outputs && !unused.get(output);
  }

  public boolean has(int input) {
    return input < inputs.size() && !(inputs.get(input) instanceof Value.Absent);
  }

  public Value input(int input) {
    if (!has(input)) {
      throw new OpException("input " + input + " is missing", "");
    }
    return inputs.get(input);
  }

  public boolean isConstant(int input) {
    return has(input) && inputs.get(input) instanceof Value.Constant;
  }

  public boolean allConstant() {
    return inputs.stream().noneMatch(Value.Computed.class::isInstance);
  }

  /** An input that must not depend on the network's input. */
  public ConstantTensor constant(int input, String what) {
    return switch (input(input)) {
      case Value.Constant constant -> constant.tensor();
      case Value.Computed _ ->
          throw new UnsupportedOpException(
              what + " (input " + input + ") depends on the network's input");
      case Value.Sequence _, Value.Unknown _, Value.Absent _ ->
          throw new OpException("input " + input + " is missing, or no tensor", "");
    };
  }

  /** The constants that all present inputs are. */
  public List<ConstantTensor> constants() {
    List<ConstantTensor> constants = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      if (has(i)) {
        constants.add(constant(i, "operand"));
      }
    }
    return constants;
  }

  /** An input as a node of the graph; a constant becomes one. */
  public Node node(int input) {
    return switch (input(input)) {
      case Value.Computed computed -> computed.node();
      case Value.Constant constant -> target.constant(constant.tensor(), name + "/input" + input);
      case Value.Sequence _, Value.Unknown _, Value.Absent _ ->
          throw new OpException("input " + input + " is missing, or no tensor", "");
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

  /** The dimensions of an input. */
  public int[] dims(int input) {
    return switch (input(input)) {
      case Value.Computed computed -> computed.node().shape().toArray();
      case Value.Constant constant -> constant.tensor().dims();
      case Value.Sequence _, Value.Unknown _, Value.Absent _ ->
          throw new OpException("input " + input + " is missing, or no tensor", "");
    };
  }

  /** The type of an input's elements. */
  public ElementType elementType(int input) {
    return switch (input(input)) {
      case Value.Computed(_, ElementType known, _) -> known == null ? ElementType.REAL : known;
      case Value.Constant constant -> ElementType.of(constant.tensor());
      case Value.Sequence _, Value.Unknown _, Value.Absent _ -> ElementType.REAL;
    };
  }

  /**
   * The type of the elements that a function of several operands of one type works on. The width of
   * an integer is that of an operand which the network computes.
   */
  public ElementType elementType() {
    for (int i = 0; i < inputs.size(); i++) {
      if (inputs.get(i) instanceof Value.Computed) {
        return elementType(i);
      }
    }
    return inputs.isEmpty() ? ElementType.REAL : elementType(0);
  }

  /** Integers that a constant input holds. */
  public long[] integers(int input, String what) {
    ConstantTensor tensor = constant(input, what);
    if (tensor.elements() > MAX_INTEGERS) {
      throw new OpException(
          what + " of " + Dims.text(tensor.dims()), "expected at most " + MAX_INTEGERS + " values");
    }
    return tensor.values().toIntegers();
  }

  /** Real numbers that a constant input holds. */
  public float[] numbers(int input, String what) {
    ConstantTensor tensor = constant(input, what);
    if (tensor.elements() > MAX_INTEGERS) {
      throw new OpException(
          what + " of " + Dims.text(tensor.dims()), "expected at most " + MAX_INTEGERS + " values");
    }
    return tensor.values().toFloats();
  }

  /** Integers of an attribute, or where that is absent of an input; null where both are. */
  public long @Nullable [] integers(String attribute, int input) {
    if (attributes.has(attribute)) {
      return attributes.integers(attribute);
    }
    return has(input) ? integers(input, attribute) : null;
  }

  /** One number that a constant input holds, if its value is at hand. */
  public @Nullable Double scalar(int input) {
    if (!isConstant(input)) {
      return null;
    }
    ConstantTensor tensor = constant(input, "number");
    return tensor.elements() == 1 && tensor.isKnown() ? tensor.values().number(0) : null;
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
