package convspectrum.formats.onnx.read.operator.quantised;

import ai.onnx.proto.OnnxMl.NodeProto;
import convspectrum.formats.onnx.read.constant.ConstantTensor;
import convspectrum.formats.onnx.read.constant.Folding;
import convspectrum.formats.onnx.read.constant.Initializer;
import convspectrum.formats.onnx.read.constant.Kind;
import convspectrum.formats.onnx.read.node.Form;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.Operator;
import convspectrum.formats.onnx.read.node.Quantisation;
import convspectrum.formats.onnx.read.node.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Quantised values on their way through ops that know nothing of them. An op that moves values, or
 * chooses among them, does to the real numbers what it does to the integers. Any other op gets the
 * integers.
 */
public final class QuantisedFlow {
  /** Ops whose first input is all that they move. */
  private static final Set<String> MOVING =
      Set.of(
          "DepthToSpace",
          "Dropout",
          "Expand",
          "Flatten",
          "Gather",
          "GatherElements",
          "GatherND",
          "GlobalMaxPool",
          "Identity",
          "MaxPool",
          "ReduceMax",
          "ReduceMin",
          "Reshape",
          "Resize",
          "Slice",
          "SpaceToDepth",
          "Split",
          "Squeeze",
          "Tile",
          "Transpose",
          "Unsqueeze",
          "Upsample");

  /** Ops that treat all inputs alike. */
  private static final Set<String> JOINING = Set.of("Concat", "Max", "Min");

  private static final Set<String> OF_SHAPES = Set.of("Shape", "Size");

  private QuantisedFlow() {}

  /** What {@code operator} makes of a node whose inputs may be quantised. */
  public static List<Value> read(Operator operator, OnnxNode node) {
    boolean plain = node.inputs().stream().allMatch(input -> quantisation(input) == null);
    if (plain || knows(node.type())) {
      return operator.read(node);
    }
    if (OF_SHAPES.contains(node.type())) {
      return operator.read(node.withInputs(stripped(node.inputs())));
    }
    if (node.inputs().stream().anyMatch(QuantisedFlow::isSum)) {
      return ofSums(operator, node);
    }
    List<Value> moved = moved(node);
    if (moved != null) {
      Quantisation quantisation = quantisation(node.inputs().getFirst());
      return operator.read(node.withInputs(moved)).stream()
          .map(value -> tagged(value, quantisation))
          .toList();
    }
    return operator.read(node.withInputs(integers(node)));
  }

  /** Whether a node of this type, with these results, quantises them. */
  public static boolean quantises(String type, List<Value> results) {
    return knows(type)
        && results.stream().anyMatch(value -> quantisation(value) instanceof Quantisation.Affine);
  }

  /** Whether the scale of a value depends on the network's input. */
  public static boolean isDynamic(Value value) {
    return quantisation(value) instanceof Quantisation.Affine affine
        && affine.scale() == QuantisedValues.ONE;
  }

  /** An output of the network that is quantised, as its integers. */
  public static Value output(OnnxNode node) {
    return quantisation(node.input(0)) == null
        ? node.input(0)
        : node.recorded(
            new Form("Integers", 0, List.of(), List.of(), true),
            own -> QuantisedValues.integers(own, 0));
  }

  /**
   * The stored integers that are dequantised, as they are or after nodes have moved them, such as
   * the rows of a table that live places choose: they stand for real numbers from the start.
   */
  public static Set<Initializer> dequantised(List<NodeProto> nodes, List<Initializer> stored) {
    Map<String, Initializer> moved = new HashMap<>();
    stored.stream()
        .filter(tensor -> tensor.kind() == Kind.INTEGER)
        .forEach(tensor -> moved.put(tensor.name(), tensor));
    Set<Initializer> dequantised = new HashSet<>();
    for (NodeProto node : nodes) {
      Initializer from = node.getInputCount() == 0 ? null : moved.get(node.getInput(0));
      if (from != null && node.getOpType().equals("DequantizeLinear")) {
        dequantised.add(from);
      } else if (from != null && MOVING.contains(node.getOpType())) {
        node.getOutputList().forEach(output -> moved.put(output, from));
      }
    }
    return dequantised;
  }

  /** Whether an op computes with quantised tensors, of which the graph has the real numbers. */
  public static boolean knows(String type) {
    return QuantisedReader.OPERATORS.containsKey(type) || QLinearReader.OPERATORS.containsKey(type);
  }

  /**
   * The inputs as real numbers, where the node moves them alone and all mean the same integers;
   * null where it does not.
   */
  private static @Nullable List<Value> moved(OnnxNode node) {
    if (!(quantisation(node.inputs().getFirst()) instanceof Quantisation.Affine affine)
        || !affine.isUniform()) {
      return null;
    }
    if (JOINING.contains(node.type())) {
      List<Value> real = new ArrayList<>();
      for (Value input : node.inputs()) {
        if (!(quantisation(input) instanceof Quantisation.Affine other) || !other.means(affine)) {
          return null;
        }
        real.add(stripped(input));
      }
      return real;
    }
    boolean alone = node.inputs().stream().skip(1).allMatch(input -> quantisation(input) == null);
    if (node.type().equals("Pad") && alone) {
      return padded(node, affine);
    }
    if (node.type().equals("Clip") && alone) {
      return clipped(node, affine);
    }
    return MOVING.contains(node.type()) && alone ? stripped(node.inputs()) : null;
  }

  /** The border in real numbers too: most pad with the zero point, which is 0. */
  private static @Nullable List<Value> padded(OnnxNode node, Quantisation.Affine affine) {
    boolean constant = node.attributes().text("mode", "constant").equals("constant");
    if (!constant || !affine.isPresent()) {
      return stripped(node.inputs());
    }
    if (node.opset() < 11 || node.has(2) && !node.isConstant(2)) {
      return null;
    }
    List<Value> inputs = new ArrayList<>(stripped(node.inputs()));
    while (inputs.size() < 3) {
      inputs.add(new Value.Absent());
    }
    ConstantTensor border = node.has(2) ? node.constant(2, "value") : QuantisedValues.ZERO;
    inputs.set(2, real(border, affine));
    return inputs;
  }

  /** The bounds in real numbers too, as training for fewer bits than the type has leaves them. */
  private static @Nullable List<Value> clipped(OnnxNode node, Quantisation.Affine affine) {
    List<Value> inputs = new ArrayList<>(stripped(node.inputs()));
    for (int i = 1; i < inputs.size(); i++) {
      if (node.has(i)) {
        if (!node.isConstant(i) || !affine.isPresent()) {
          return null;
        }
        node.leaveOut(i);
        inputs.set(i, real(node.constant(i, "bound"), affine));
      }
    }
    return inputs;
  }

  private static Value real(ConstantTensor integers, Quantisation.Affine affine) {
    return OnnxNode.constant(Folding.dequantised(integers, affine.scale(), affine.zero()));
  }

  /**
   * A cast keeps sums of integers what they are. Constants that multiply them are scales, which are
   * no parameters; a scale of 1, as a dynamic quantisation has here, leaves others to follow.
   */
  private static List<Value> ofSums(Operator operator, OnnxNode node) {
    boolean keeps = MOVING.contains(node.type()) || node.type().equals("Cast");
    if (node.type().equals("Mul") || node.type().equals("Div")) {
      keeps = true;
      for (int i = 0; i < node.inputCount(); i++) {
        if (node.isConstant(i)) {
          keeps = !node.constant(i, "scale").provenance().isStored();
          node.leaveOut(i);
        }
      }
    }
    List<Value> results = operator.read(node.withInputs(stripped(node.inputs())));
    return keeps
        ? results.stream().map(value -> tagged(value, new Quantisation.Sums())).toList()
        : results;
  }

  private static boolean isSum(Value value) {
    return quantisation(value) instanceof Quantisation.Sums;
  }

  private static @Nullable Quantisation quantisation(Value value) {
    return value instanceof Value.Computed computed ? computed.quantisation() : null;
  }

  private static List<Value> stripped(List<Value> values) {
    return values.stream().map(QuantisedFlow::stripped).toList();
  }

  private static Value stripped(Value value) {
    return value instanceof Value.Computed computed ? OnnxNode.computed(computed.node()) : value;
  }

  private static Value tagged(Value value, @Nullable Quantisation quantisation) {
    return value instanceof Value.Computed computed
        ? new Value.Computed(computed.node(), quantisation)
        : value;
  }

  private static List<Value> integers(OnnxNode node) {
    List<Value> integers = new ArrayList<>();
    for (int i = 0; i < node.inputCount(); i++) {
      integers.add(node.has(i) ? QuantisedValues.integers(node, i) : new Value.Absent());
    }
    return integers;
  }
}
