package convspectrum.formats.onnx.write;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import convspectrum.spec.graph.BinaryFunction;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Reduction;
import convspectrum.spec.graph.UnaryFunction;
import java.util.List;

/** Pointwise functions and reductions as ONNX nodes; truth values are cast to numbers and back. */
final class ElementwiseWriter {
  private final OnnxGraph onnx;

  ElementwiseWriter(OnnxGraph onnx) {
    this.onnx = onnx;
  }

  void unary(Node node, UnaryFunction function, List<String> x) {
    switch (function) {
      case EXP -> onnx.result(node, "Exp", x);
      case LOG -> onnx.result(node, "Log", x);
      case SQRT -> onnx.result(node, "Sqrt", x);
      case RECIPROCAL -> onnx.result(node, "Reciprocal", x);
      case ABS -> onnx.result(node, "Abs", x);
      case NEGATE -> onnx.result(node, "Neg", x);
      case ERF -> onnx.result(node, "Erf", x);
      case FLOOR -> onnx.result(node, "Floor", x);
      case CEIL -> onnx.result(node, "Ceil", x);
      case SIGN -> onnx.result(node, "Sign", x);
      case SIN -> onnx.result(node, "Sin", x);
      case COS -> onnx.result(node, "Cos", x);
      case ATAN -> onnx.result(node, "Atan", x);
      case ROUND -> onnx.result(node, "Round", x);
      case TAN -> onnx.result(node, "Tan", x);
      case ASIN -> onnx.result(node, "Asin", x);
      case ACOS -> onnx.result(node, "Acos", x);
      case SINH -> onnx.result(node, "Sinh", x);
      case COSH -> onnx.result(node, "Cosh", x);
      case ASINH -> onnx.result(node, "Asinh", x);
      case ACOSH -> onnx.result(node, "Acosh", x);
      case ATANH -> onnx.result(node, "Atanh", x);
      case TRUNCATE -> truncated(node, x.getFirst());
      case IS_NAN -> truth(node, "IsNaN", x);
      case NOT -> truth(node, "Equal", List.of(x.getFirst(), onnx.scalar(node, "zero", 0)));
    }
  }

  void binary(Node node, BinaryFunction function, List<String> inputs) {
    switch (function) {
      case SUBTRACT -> onnx.result(node, "Sub", inputs);
      case DIVIDE -> onnx.result(node, "Div", inputs);
      case QUOTIENT -> truncated(node, onnx.part(node, "Div", "ratio", inputs));
      case MODULO -> modulo(node, inputs);
      case REMAINDER -> onnx.result(node, "Mod", inputs, Attributes.integer("fmod", 1));
      case POWER -> onnx.result(node, "Pow", inputs);
      case MINIMUM -> onnx.result(node, "Min", inputs);
      case MAXIMUM -> onnx.result(node, "Max", inputs);
      case PRELU -> prelu(node, inputs);
      case EQUAL -> truth(node, "Equal", inputs);
      case GREATER -> truth(node, "Greater", inputs);
      case LESS -> truth(node, "Less", inputs);
    }
  }

  void where(Node node, List<String> inputs) {
    String condition =
        onnx.part(
            node,
            "Cast",
            "condition",
            inputs.subList(0, 1),
            Attributes.integer("to", DataType.BOOL.getNumber()));
    onnx.result(node, "Where", List.of(condition, inputs.get(1), inputs.get(2)));
  }

  /** Up to opset 17 only the sum takes its axes as an input. */
  void reduce(Node node, Op.Reduce reduce, List<String> x) {
    int[] axes = reduce.axes().stream().mapToInt(Integer::intValue).toArray();
    if (axes.length == 0) {
      // An empty list of axes would mean all axes.
      onnx.result(node, reduce.function() == Reduction.L2 ? "Abs" : "Identity", x);
      return;
    }
    String type =
        switch (reduce.function()) {
          case SUM -> "ReduceSum";
          case MEAN -> "ReduceMean";
          case MAX -> "ReduceMax";
          case MIN -> "ReduceMin";
          case L2 -> "ReduceL2";
          case PRODUCT -> "ReduceProd";
        };
    if (reduce.function() == Reduction.SUM || onnx.opset() >= 18) {
      onnx.result(node, type, List.of(x.getFirst(), onnx.integers(node, "axes", axes)));
    } else {
      onnx.result(node, type, x, Attributes.integers("axes", axes));
    }
  }

  /** A cast to integers cuts towards zero. */
  private void truncated(Node node, String x) {
    String whole =
        onnx.part(
            node,
            "Cast",
            "whole",
            List.of(x),
            Attributes.integer("to", DataType.INT64.getNumber()));
    onnx.result(node, "Cast", List.of(whole), Attributes.integer("to", DataType.FLOAT.getNumber()));
  }

  /** Before opset 28 ONNX has real numbers only with the sign of the dividend. */
  private void modulo(Node node, List<String> inputs) {
    String divisor = inputs.getLast();
    String remainder = onnx.part(node, "Mod", "remainder", inputs, Attributes.integer("fmod", 1));
    String signs = onnx.part(node, "Mul", "signs", List.of(remainder, divisor));
    String differ = onnx.part(node, "Less", "differ", List.of(signs, onnx.scalar(node, "zero", 0)));
    String moved = onnx.part(node, "Add", "moved", List.of(remainder, divisor));
    onnx.result(node, "Where", List.of(differ, moved, remainder));
  }

  /** ONNX broadcasts the slope to x only. */
  private void prelu(Node node, List<String> inputs) {
    if (node.shape().equals(node.inputShape())) {
      onnx.result(node, "PRelu", inputs);
      return;
    }
    String zero = onnx.scalar(node, "zero", 0);
    String above = onnx.part(node, "Max", "above", List.of(inputs.getFirst(), zero));
    String below = onnx.part(node, "Min", "below", List.of(inputs.getFirst(), zero));
    String scaled = onnx.part(node, "Mul", "scaled", List.of(below, inputs.getLast()));
    onnx.result(node, "Add", List.of(above, scaled));
  }

  private void truth(Node node, String opType, List<String> inputs) {
    String truth = onnx.part(node, opType, "truth", inputs);
    onnx.result(node, "Cast", List.of(truth), Attributes.integer("to", DataType.FLOAT.getNumber()));
  }
}
