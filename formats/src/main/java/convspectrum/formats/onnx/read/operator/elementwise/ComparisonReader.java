package convspectrum.formats.onnx.read.operator.elementwise;

import convspectrum.formats.onnx.read.constant.ConstantTensor;
import convspectrum.formats.onnx.read.constant.Folding;
import convspectrum.formats.onnx.read.constant.Kind;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.Operator;
import convspectrum.formats.onnx.read.node.Value;
import convspectrum.formats.onnx.read.operator.shared.RecordedReader;
import convspectrum.spec.graph.BinaryFunction;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.UnaryFunction;

/** Comparisons, logic, and the choice by a truth value, folded where all operands are constants. */
public final class ComparisonReader {
  private ComparisonReader() {}

  static Operator equal() {
    return comparison(a -> a == 0, Pairwise.op(new Op.Binary(BinaryFunction.EQUAL)));
  }

  static Operator greater() {
    return comparison(a -> a > 0, Pairwise.op(new Op.Binary(BinaryFunction.GREATER)));
  }

  static Operator less() {
    return comparison(a -> a < 0, Pairwise.op(new Op.Binary(BinaryFunction.LESS)));
  }

  static Operator greaterOrEqual() {
    Operator compared = comparison(a -> a >= 0, negated(BinaryFunction.LESS));
    return RecordedReader.parts(node -> compared.read(node).getFirst());
  }

  static Operator lessOrEqual() {
    Operator compared = comparison(a -> a <= 0, negated(BinaryFunction.GREATER));
    return RecordedReader.parts(node -> compared.read(node).getFirst());
  }

  private static Pairwise.Emission negated(BinaryFunction function) {
    return (node, a, b) ->
        node.result(
            new Op.Unary(UnaryFunction.NOT), node.part("inverse", new Op.Binary(function), a, b));
  }

  @FunctionalInterface
  private interface Order {
    boolean holds(int comparison);
  }

  private static Operator comparison(Order order, Pairwise.Emission emission) {
    return new Pairwise(
            Kind.BOOL,
            (a, b) -> order.holds(Double.compare(a + 0.0, b + 0.0)) ? 1 : 0,
            (a, b) -> order.holds(Long.compare(a, b)) ? 1 : 0,
            emission)
        .operator();
  }

  static Operator and() {
    return new Pairwise(
            Kind.BOOL,
            (a, b) -> a != 0 && b != 0 ? 1 : 0,
            (a, b) -> a != 0 && b != 0 ? 1 : 0,
            Pairwise.op(new Op.Multiply()))
        .operator();
  }

  static Operator or() {
    return new Pairwise(
            Kind.BOOL,
            (a, b) -> a != 0 || b != 0 ? 1 : 0,
            (a, b) -> a != 0 || b != 0 ? 1 : 0,
            Pairwise.op(new Op.Binary(BinaryFunction.MAXIMUM)))
        .operator();
  }

  static Operator exclusiveOr() {
    Operator differing =
        new Pairwise(
                Kind.BOOL,
                (a, b) -> (a != 0) != (b != 0) ? 1 : 0,
                (a, b) -> (a != 0) != (b != 0) ? 1 : 0,
                negated(BinaryFunction.EQUAL))
            .operator();
    return RecordedReader.parts(node -> differing.read(node).getFirst());
  }

  /** Whether x is infinite, of either sign unless an attribute leaves one out. */
  static Value isInfinite(OnnxNode node) {
    boolean positive = node.attributes().integer("detect_positive", 1) != 0;
    boolean negative = node.attributes().integer("detect_negative", 1) != 0;
    if (node.isConstant(0)) {
      ConstantTensor x = node.constant(0, "operand");
      return OnnxNode.constant(
          Folding.unary(
              x,
              Kind.BOOL,
              value ->
                  (positive && value == Double.POSITIVE_INFINITY)
                          || (negative && value == Double.NEGATIVE_INFINITY)
                      ? 1
                      : 0));
    }
    Node x = node.node(0);
    if (!positive && !negative) {
      return OnnxNode.computed(node.result(new Op.Zero(), x));
    }
    Node tested = positive && negative ? node.part("size", new Op.Unary(UnaryFunction.ABS), x) : x;
    double limit = positive ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    Node infinity = node.node(ConstantTensor.number(limit), "infinity");
    return OnnxNode.computed(node.result(new Op.Binary(BinaryFunction.EQUAL), tested, infinity));
  }

  /** Where: chooses between two operands, element by element. */
  public static Value where(OnnxNode node) {
    if (node.allConstant()) {
      return OnnxNode.constant(
          Folding.where(
              node.constant(0, "condition"),
              node.constant(1, "operand"),
              node.constant(2, "operand")));
    }
    return OnnxNode.computed(node.result(new Op.Where(), node.node(0), node.node(1), node.node(2)));
  }
}
