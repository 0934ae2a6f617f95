package convspectrum.formats.onnx.read.graph;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import convspectrum.formats.onnx.read.node.ElementType;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.Value;
import convspectrum.formats.onnx.read.operator.quantised.QuantisedFlow;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.UnaryFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The element types of what a node computes, where its reader does not say: those of its first
 * input, unless the op has another rule. Where ONNX gives integers and the graph fractions, the
 * decimals are cut off.
 */
final class ResultTypes {
  private static final Set<String> TRUTHS =
      Set.of(
          "And",
          "Equal",
          "Greater",
          "GreaterOrEqual",
          "IsInf",
          "IsNaN",
          "Less",
          "LessOrEqual",
          "Not",
          "Or",
          "Xor");

  private static final Set<String> PLACES = Set.of("ArgMax", "ArgMin", "NonMaxSuppression");

  /** Functions that make fractions of integers. */
  private static final Set<String> FRACTIONS =
      Set.of("Mean", "Pow", "ReduceL2", "ReduceLogSum", "ReduceLogSumExp", "ReduceMean");

  private ResultTypes() {}

  /** These results, each with a type. */
  static List<Value> typed(OnnxNode node, List<Value> results) {
    List<Value> typed = new ArrayList<>(results.size());
    for (int i = 0; i < results.size(); i++) {
      Value result = results.get(i);
      typed.add(
          result instanceof Value.Computed computed && computed.type() == null
              ? of(
                  node,
                  computed,
                  computed.quantisation() == null ? type(node, i) : ElementType.REAL)
              : result);
    }
    return typed;
  }

  private static Value of(OnnxNode node, Value.Computed result, ElementType type) {
    if (type.isInteger() && makesFractions(node)) {
      return OnnxNode.computed(
          node.part("truncated", new Op.Unary(UnaryFunction.TRUNCATE), result.node()), type);
    }
    return result.of(type);
  }

  private static boolean makesFractions(OnnxNode node) {
    boolean resizes = node.type().equals("Resize") || node.type().equals("Upsample");
    return FRACTIONS.contains(node.type())
        || (resizes && !node.attributes().text("mode", "nearest").equals("nearest"));
  }

  private static ElementType type(OnnxNode node, int output) {
    String op = node.type();
    if (TRUTHS.contains(op)) {
      return ElementType.BOOL;
    }
    if (PLACES.contains(op) || (output == 1 && Set.of("MaxPool", "TopK").contains(op))) {
      return ElementType.INT64;
    }
    if (QuantisedFlow.knows(op) || node.inputCount() == 0) {
      return ElementType.REAL;
    }
    return switch (op) {
      case "Cast" -> ElementType.of(node.attributes().integer("to", DataType.FLOAT_VALUE));
      case "CastLike" -> node.elementType(1);
      case "Where" -> node.elementType(node.isConstant(1) ? 2 : 1);
      case "OneHot" -> node.elementType(2);
      case "Gather", "GatherElements", "GatherND", "Pow" -> node.elementType(0);
      default -> node.elementType();
    };
  }
}
