package convspectrum.spec.onnx.read;

import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Origin;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.onnx.constant.ConstantTensor;
import convspectrum.spec.onnx.constant.Dims;
import convspectrum.spec.onnx.constant.OpException;
import convspectrum.spec.onnx.constant.UnsupportedOpException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A node of the model with its inputs resolved, as the readers of ops see it. */
final class OnnxNode {
  /** Shapes, axes, pads and indices are shorter. */
  private static final long MAX_INTEGERS = 1 << 20;

  private final String name;
  private final String type;
  private final long opset;
  private final OnnxAttributes attributes;
  private final List<Value> inputs;
  private final int outputs;
  private final GraphTarget target;
  private final Origin origin;

  OnnxNode(
      String name,
      String type,
      long opset,
      OnnxAttributes attributes,
      List<Value> inputs,
      int outputs,
      GraphTarget target) {
    this.name = name;
    this.type = type;
    this.opset = opset;
    this.attributes = attributes;
    this.inputs = inputs;
    this.outputs = outputs;
    this.target = target;
    this.origin = new Origin(name, type);
  }

  /** The same node with other inputs. */
  OnnxNode withInputs(List<Value> others) {
    return new OnnxNode(name, type, opset, attributes, others, outputs, target);
  }

  String type() {
    return type;
  }

  long opset() {
    return opset;
  }

  OnnxAttributes attributes() {
    return attributes;
  }

  int inputCount() {
    return inputs.size();
  }

  int outputCount() {
    return outputs;
  }

  boolean has(int input) {
    return input < inputs.size() && !(inputs.get(input) instanceof Value.Absent);
  }

  Value input(int input) {
    if (!has(input)) {
      throw new OpException("input " + input + " is missing", "");
    }
    return inputs.get(input);
  }

  boolean isConstant(int input) {
    return has(input) && inputs.get(input) instanceof Value.Constant;
  }

  boolean allConstant() {
    return inputs.stream().noneMatch(Value.Computed.class::isInstance);
  }

  /** An input that must not depend on the network's input. */
  ConstantTensor constant(int input, String what) {
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
  List<ConstantTensor> constants() {
    List<ConstantTensor> constants = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      if (has(i)) {
        constants.add(constant(i, "operand"));
      }
    }
    return constants;
  }

  /** An input as a node of the graph; a constant becomes one. */
  Node node(int input) {
    return switch (input(input)) {
      case Value.Computed computed -> computed.node();
      case Value.Constant constant -> target.constant(constant.tensor(), name + "/input" + input);
      case Value.Sequence _, Value.Unknown _, Value.Absent _ ->
          throw new OpException("input " + input + " is missing, or no tensor", "");
    };
  }

  /** A constant as a node of the graph. */
  Node node(ConstantTensor tensor, String part) {
    return target.constant(tensor, name + "/" + part);
  }

  /** Leaves what an input stores out of the count. */
  void leaveOut(int input) {
    if (isConstant(input)) {
      target.leaveOut(constant(input, "operand"));
    }
  }

  /** The dimensions of an input. */
  int[] dims(int input) {
    return switch (input(input)) {
      case Value.Computed computed -> computed.node().shape().toArray();
      case Value.Constant constant -> constant.tensor().dims();
      case Value.Sequence _, Value.Unknown _, Value.Absent _ ->
          throw new OpException("input " + input + " is missing, or no tensor", "");
    };
  }

  /** Integers that a constant input holds. */
  long[] integers(int input, String what) {
    ConstantTensor tensor = constant(input, what);
    if (tensor.elements() > MAX_INTEGERS) {
      throw new OpException(
          what + " of " + Dims.text(tensor.dims()), "expected at most " + MAX_INTEGERS + " values");
    }
    return tensor.values().toIntegers();
  }

  /** Real numbers that a constant input holds. */
  float[] numbers(int input, String what) {
    ConstantTensor tensor = constant(input, what);
    if (tensor.elements() > MAX_INTEGERS) {
      throw new OpException(
          what + " of " + Dims.text(tensor.dims()), "expected at most " + MAX_INTEGERS + " values");
    }
    return tensor.values().toFloats();
  }

  /** Integers of an attribute, or where that is absent of an input; null where both are. */
  long @Nullable [] integers(String attribute, int input) {
    if (attributes.has(attribute)) {
      return attributes.integers(attribute);
    }
    return has(input) ? integers(input, attribute) : null;
  }

  /** One number that a constant input holds, if its value is at hand. */
  @Nullable Double scalar(int input) {
    if (!isConstant(input)) {
      return null;
    }
    ConstantTensor tensor = constant(input, "number");
    return tensor.elements() == 1 && tensor.isKnown() ? tensor.values().number(0) : null;
  }

  /** The node that gives the result. */
  Node result(Op op, Node... operands) {
    return target.add(name, op, List.of(operands), origin);
  }

  /** The node that gives the result, and stores tensors by role. */
  Node result(Op op, Node operand, Map<String, ConstantTensor> stored) {
    return target.add(name, op, List.of(operand), origin, stored);
  }

  /** A node on the way to the result. */
  Node part(String part, Op op, Node... operands) {
    return target.add(name + "/" + part, op, List.of(operands), origin);
  }

  /** A node in another shape; itself where that is its own. */
  Node reshaped(Node x, Shape shape) {
    return x.shape().equals(shape) ? x : part("reshaped", new Op.Reshape(shape), x);
  }

  static Value computed(Node node) {
    return new Value.Computed(node);
  }

  static Value constant(ConstantTensor tensor) {
    return new Value.Constant(tensor);
  }
}
