package convspectrum.formats.onnx.read.operator.elementwise;

import convspectrum.formats.onnx.read.constant.ConstantTensor;
import convspectrum.formats.onnx.read.constant.Folding;
import convspectrum.formats.onnx.read.constant.Kind;
import convspectrum.formats.onnx.read.constant.NdArray;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.formats.onnx.read.constant.UnsupportedOpException;
import convspectrum.formats.onnx.read.node.ElementType;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.Operator;
import convspectrum.formats.onnx.read.node.PrintableNames;
import convspectrum.formats.onnx.read.node.Value;
import convspectrum.formats.onnx.read.operator.shared.RecordedReader;
import convspectrum.spec.graph.BinaryFunction;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Reduction;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.UnaryFunction;
import java.util.Arrays;
import java.util.List;

/**
 * Ops on the bits of integers. The graph holds integers as real numbers of single precision, which
 * are exact up to 2²⁴.
 */
public final class IntegerReader {
  /** The most bits of an integer; integers of more bits would lose some. */
  private static final int EXACT_BITS = 16;

  private IntegerReader() {}

  /** x · 2ˢ without the bits that leave the type, or ⌊x · 2⁻ˢ⌋. */
  static Value shift(OnnxNode node) {
    String direction = node.attributes().text("direction", "");
    boolean left = direction.equals("LEFT");
    if (!left && !direction.equals("RIGHT")) {
      throw new OpException("direction '" + PrintableNames.shown(direction) + "'", "LEFT or RIGHT");
    }
    ElementType type = node.elementType();
    ConstantTensor steps = node.constant(1, "shift");
    // A shift by the whole width or more leaves nothing but the sign.
    ConstantTensor factors =
        Folding.unary(
            steps,
            Kind.FLOAT,
            step ->
                step < 0 || step >= type.bits()
                    ? (left ? 0 : Math.scalb(1.0, -type.bits()))
                    : Math.scalb(1.0, (int) (left ? step : -step)));
    if (node.isConstant(0)) {
      ConstantTensor shifted =
          Folding.binary(
              node.constant(0, "operand"),
              factors,
              Kind.INTEGER,
              (a, b) -> left ? a * b : Math.floor(a * b),
              null);
      return OnnxNode.constant(shifted);
    }
    Node scaled =
        node.part("scaled", new Op.Multiply(), node.node(0), node.node(factors, "factors"));
    return OnnxNode.computed(
        left
            ? wrapped(node, scaled, type)
            : node.result(new Op.Unary(UnaryFunction.FLOOR), scaled));
  }

  /** Casts integers of any type to another type of integers. */
  public static Node cast(OnnxNode node, ElementType type) {
    ElementType from = node.elementType(0);
    Node x = node.node(0);
    if (!from.isInteger()) {
      return from == ElementType.BOOL ? x : node.result(new Op.Unary(UnaryFunction.TRUNCATE), x);
    }
    boolean fits =
        type.bits() > EXACT_BITS
            || (from.bits() <= type.bits() && from.isSigned() == type.isSigned())
            || (from.bits() < type.bits() && type.isSigned());
    return fits ? x : wrapped(node, x, type);
  }

  /** An integer cut to the bits of a type. */
  private static Node wrapped(OnnxNode node, Node x, ElementType type) {
    double size = Math.scalb(1.0, type.bits());
    if (!type.isSigned()) {
      Node modulus = node.node(ConstantTensor.number(size), "modulus");
      return node.result(new Op.Binary(BinaryFunction.MODULO), x, modulus);
    }
    // Whole multiples of the size are taken off, so that small numbers stay exact.
    Node share = node.part("share", new Op.Scale(1 / size), x);
    Node half = node.node(ConstantTensor.number(0.5), "half");
    Node shifted = node.part("shifted", new Op.Add(), share, half);
    Node turns = node.part("turns", new Op.Unary(UnaryFunction.FLOOR), shifted);
    Node excess = node.part("excess", new Op.Scale(size), turns);
    return node.result(new Op.Binary(BinaryFunction.SUBTRACT), x, excess);
  }

  /** BitwiseNot: −1 − x, or for types without a sign the largest number minus x. */
  static Value not(OnnxNode node) {
    ElementType type = node.elementType();
    double ones = type.isSigned() ? -1 : Math.scalb(1.0, type.bits()) - 1;
    if (node.isConstant(0)) {
      return OnnxNode.constant(
          Folding.unary(node.constant(0, "operand"), Kind.INTEGER, x -> ones - x));
    }
    Node all = node.node(ConstantTensor.number(ones), "ones");
    return OnnxNode.computed(
        node.result(new Op.Binary(BinaryFunction.SUBTRACT), all, node.node(0)));
  }

  /**
   * A function of pairs of bits: {@code Multiply}, {@code MAXIMUM}, or {@code EQUAL}, which stands
   * for its inverse.
   */
  static Operator bitwise(Op function) {
    return RecordedReader.parts(node -> {
      if (node.allConstant()) {
        return OnnxNode.constant(
            Folding.binary(
                node.constant(0, "operand"),
                node.constant(1, "operand"),
                Kind.INTEGER,
                (a, b) -> folded(function, (long) a, (long) b),
                (a, b) -> folded(function, a, b)));
      }
      ElementType type = node.elementType();
      if (type.bits() > EXACT_BITS) {
        throw new UnsupportedOpException(
            "bits of integers of %d bits; up to %d bits are understood"
                .formatted(type.bits(), EXACT_BITS));
      }
      return OnnxNode.computed(ofBits(node, function, type));
    });
  }

  private static long folded(Op function, long a, long b) {
    if (function instanceof Op.Multiply) {
      return a & b;
    }
    return function.equals(new Op.Binary(BinaryFunction.MAXIMUM)) ? a | b : a ^ b;
  }

  /** Bits are an axis of their own, the last; the sign is a bit of negative value. */
  private static Node ofBits(OnnxNode node, Op function, ElementType type) {
    float[] shares = new float[type.bits()];
    float[] values = new float[type.bits()];
    for (int bit = 0; bit < type.bits(); bit++) {
      shares[bit] = Math.scalb(1f, -bit);
      values[bit] = Math.scalb(type.isSigned() && bit == type.bits() - 1 ? -1f : 1f, bit);
    }
    Node pairs = node.part("pairs", function, bits(node, 0, shares), bits(node, 1, shares));
    if (function instanceof Op.Binary(BinaryFunction of) && of == BinaryFunction.EQUAL) {
      pairs = node.part("differing", new Op.Unary(UnaryFunction.NOT), pairs);
    }
    Node weighted = node.part("weighted", new Op.Multiply(), pairs, row(node, values, "values"));
    int last = weighted.shape().rank() - 1;
    Node sum = node.result(new Op.Reduce(Reduction.SUM, List.of(last)), weighted);
    return node.reshaped(sum, Shape.of(Arrays.copyOf(sum.shape().toArray(), last)));
  }

  private static Node bits(OnnxNode node, int input, float[] shares) {
    Node x = node.node(input);
    int[] dims = Arrays.copyOf(x.shape().toArray(), x.shape().rank() + 1);
    dims[dims.length - 1] = 1;
    Node column = node.reshaped(x, Shape.of(dims));
    Node shifted = node.part("shifted", new Op.Multiply(), column, row(node, shares, "shares"));
    Node whole = node.part("whole", new Op.Unary(UnaryFunction.FLOOR), shifted);
    Node two = node.node(ConstantTensor.number(2), "two");
    return node.part("bits", new Op.Binary(BinaryFunction.MODULO), whole, two);
  }

  private static Node row(OnnxNode node, float[] values, String part) {
    return node.node(ConstantTensor.known(NdArray.floats(new int[] {values.length}, values)), part);
  }
}
