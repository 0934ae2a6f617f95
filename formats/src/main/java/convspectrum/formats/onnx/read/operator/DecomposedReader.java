package convspectrum.formats.onnx.read.operator;

import convspectrum.formats.onnx.read.constant.ConstantTensor;
import convspectrum.formats.onnx.read.constant.Folding;
import convspectrum.formats.onnx.read.constant.Kind;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.Value;
import convspectrum.spec.graph.BinaryFunction;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.UnaryFunction;

/** Pointwise functions that the graph has no op for, as several that it has. */
final class DecomposedReader {
  private DecomposedReader() {}

  /** a − ⌊a / b⌋ · b; with {@code fmod} the quotient is cut towards zero. */
  static Value modulo(OnnxNode node) {
    boolean cLike = node.attributes().integer("fmod", 0) != 0;
    if (node.allConstant()) {
      ConstantTensor a = node.constant(0, "operand");
      ConstantTensor b = node.constant(1, "operand");
      Kind kind = a.kind() == Kind.FLOAT || b.kind() == Kind.FLOAT ? Kind.FLOAT : Kind.INTEGER;
      return OnnxNode.constant(
          Folding.binary(
              a,
              b,
              kind,
              (x, y) -> cLike ? x % y : x - Math.floor(x / y) * y,
              (x, y) -> cLike ? x % y : Math.floorMod(x, y)));
    }
    Node a = node.node(0);
    Node b = node.node(1);
    Node quotient = node.part("quotient", new Op.Binary(BinaryFunction.DIVIDE), a, b);
    Node whole =
        cLike
            ? truncated(node, quotient)
            : node.part("whole", new Op.Unary(UnaryFunction.FLOOR), quotient);
    Node multiple = node.part("multiple", new Op.Multiply(), whole, b);
    return OnnxNode.computed(subtracted(node, a, multiple));
  }

  /** Cut towards zero: sign(x) · ⌊|x|⌋. */
  static Node truncated(OnnxNode node, Node x) {
    Node size = node.part("size", new Op.Unary(UnaryFunction.ABS), x);
    Node whole = node.part("whole", new Op.Unary(UnaryFunction.FLOOR), size);
    Node sign = node.part("sign", new Op.Unary(UnaryFunction.SIGN), x);
    return node.part("truncated", new Op.Multiply(), sign, whole);
  }

  /** To the nearest integer, halves to the even one. */
  static Value round(OnnxNode node) {
    if (node.isConstant(0)) {
      ConstantTensor x = node.constant(0, "operand");
      return OnnxNode.constant(Folding.unary(x, x.kind(), Math::rint));
    }
    return OnnxNode.computed(rounded(node, node.node(0)));
  }

  /** ⌊x + 1/2⌋, less 1 where that is odd and x lay in the middle. */
  static Node rounded(OnnxNode node, Node x) {
    Node half = node.node(ConstantTensor.number(0.5), "half");
    Node shifted = node.part("shifted", new Op.Add(), x, half);
    Node up = node.part("up", new Op.Unary(UnaryFunction.FLOOR), shifted);
    Node middle = node.part("middle", new Op.Binary(BinaryFunction.EQUAL), shifted, up);
    Node halved = node.part("halved", new Op.Scale(0.5), up);
    Node below = node.part("below", new Op.Unary(UnaryFunction.FLOOR), halved);
    Node remainder = subtracted(node, up, node.part("even", new Op.Scale(2), below));
    Node excess = node.part("excess", new Op.Multiply(), middle, remainder);
    return subtracted(node, up, excess);
  }

  private static Node subtracted(OnnxNode node, Node a, Node b) {
    return node.part("difference", new Op.Binary(BinaryFunction.SUBTRACT), a, b);
  }

  static Value tangent(OnnxNode node) {
    if (node.isConstant(0)) {
      ConstantTensor x = node.constant(0, "operand");
      return OnnxNode.constant(Folding.unary(x, x.kind(), Math::tan));
    }
    Node sine = node.part("sine", new Op.Unary(UnaryFunction.SIN), node.node(0));
    Node cosine = node.part("cosine", new Op.Unary(UnaryFunction.COS), node.node(0));
    return OnnxNode.computed(node.result(new Op.Binary(BinaryFunction.DIVIDE), sine, cosine));
  }

  /** arctan(x / √(1 − x²)). */
  static Value inverseSine(OnnxNode node) {
    if (node.isConstant(0)) {
      ConstantTensor x = node.constant(0, "operand");
      return OnnxNode.constant(Folding.unary(x, x.kind(), Math::asin));
    }
    return OnnxNode.computed(arcsine(node));
  }

  /** π / 2 − arcsin x. */
  static Value inverseCosine(OnnxNode node) {
    if (node.isConstant(0)) {
      ConstantTensor x = node.constant(0, "operand");
      return OnnxNode.constant(Folding.unary(x, x.kind(), Math::acos));
    }
    Node right = node.node(ConstantTensor.number(Math.PI / 2), "right");
    return OnnxNode.computed(subtracted(node, right, arcsine(node)));
  }

  private static Node arcsine(OnnxNode node) {
    Node x = node.node(0);
    Node one = node.node(ConstantTensor.number(1), "one");
    Node square = node.part("square", new Op.Multiply(), x, x);
    Node rest = subtracted(node, one, square);
    Node cosine = node.part("cosine", new Op.Unary(UnaryFunction.SQRT), rest);
    Node tangent = node.part("tangent", new Op.Binary(BinaryFunction.DIVIDE), x, cosine);
    return node.part("sine", new Op.Unary(UnaryFunction.ATAN), tangent);
  }

  /** (eˣ − e⁻ˣ) / 2. */
  static Value hyperbolicSine(OnnxNode node) {
    Node down = node.part("negative", new Op.Scale(-1), exponential(node, -1));
    return halved(node, node.part("sum", new Op.Add(), exponential(node, 1), down));
  }

  /** (eˣ + e⁻ˣ) / 2. */
  static Value hyperbolicCosine(OnnxNode node) {
    return halved(
        node, node.part("sum", new Op.Add(), exponential(node, 1), exponential(node, -1)));
  }

  private static Node exponential(OnnxNode node, int sign) {
    Node x = node.node(0);
    Node signed = sign > 0 ? x : node.part("inverse", new Op.Unary(UnaryFunction.NEGATE), x);
    return node.part("exponential", new Op.Unary(UnaryFunction.EXP), signed);
  }

  private static Value halved(OnnxNode node, Node x) {
    return OnnxNode.computed(node.result(new Op.Scale(0.5), x));
  }

  static Value exclusiveOr(OnnxNode node) {
    if (node.allConstant()) {
      return OnnxNode.constant(
          Folding.binary(
              node.constant(0, "operand"),
              node.constant(1, "operand"),
              Kind.BOOL,
              (a, b) -> (a != 0) == (b != 0) ? 0 : 1,
              (a, b) -> (a != 0) == (b != 0) ? 0 : 1));
    }
    Node same = node.part("same", new Op.Binary(BinaryFunction.EQUAL), node.node(0), node.node(1));
    return OnnxNode.computed(node.result(new Op.Unary(UnaryFunction.NOT), same));
  }

  static Value isInfinite(OnnxNode node) {
    if (node.isConstant(0)) {
      ConstantTensor x = node.constant(0, "operand");
      return OnnxNode.constant(
          Folding.unary(x, Kind.BOOL, value -> Double.isInfinite(value) ? 1 : 0));
    }
    Node size = node.part("size", new Op.Unary(UnaryFunction.ABS), node.node(0));
    Node infinity = node.node(ConstantTensor.number(Double.POSITIVE_INFINITY), "infinity");
    return OnnxNode.computed(node.result(new Op.Binary(BinaryFunction.EQUAL), size, infinity));
  }
}
