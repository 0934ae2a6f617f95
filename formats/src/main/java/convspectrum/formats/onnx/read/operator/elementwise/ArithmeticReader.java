package convspectrum.formats.onnx.read.operator.elementwise;

import convspectrum.formats.onnx.read.constant.ConstantTensor;
import convspectrum.formats.onnx.read.constant.Folding;
import convspectrum.formats.onnx.read.constant.Kind;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.Operator;
import convspectrum.formats.onnx.read.node.Value;
import convspectrum.formats.onnx.read.operator.shared.RecordedReader;
import convspectrum.spec.graph.BinaryFunction;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.UnaryFunction;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;
import org.jspecify.annotations.Nullable;

/** Pointwise arithmetic, folded where all operands are constants. */
public final class ArithmeticReader {
  private ArithmeticReader() {}

  /** A function of two operands: on constants, and on nodes of the graph. */
  private record Binary(
      @Nullable Kind kind, DoubleBinaryOperator real, LongBinaryOperator whole, Emission emission) {
    ConstantTensor fold(ConstantTensor a, ConstantTensor b) {
      Kind wider = a.kind() == Kind.FLOAT || b.kind() == Kind.FLOAT ? Kind.FLOAT : Kind.INTEGER;
      return Folding.binary(a, b, kind == null ? wider : kind, real, whole);
    }
  }

  @FunctionalInterface
  private interface Emission {
    Node emit(OnnxNode node, Node a, Node b);
  }

  /** The sum of two or more operands. */
  public static Operator add() {
    return variadic(
        new Binary(null, Double::sum, Long::sum, (n, a, b) -> n.result(new Op.Add(), a, b)));
  }

  /** The product of two operands. */
  public static Operator multiply() {
    Operator plain =
        variadic(
            new Binary(
                null,
                (a, b) -> a * b,
                (a, b) -> a * b,
                (n, a, b) -> n.result(new Op.Multiply(), a, b)));
    return node -> {
      for (int i = 0; i < 2 && node.inputCount() == 2; i++) {
        Double factor = plainNumber(node, i);
        if (factor != null && !node.isConstant(1 - i)) {
          return List.of(OnnxNode.computed(node.result(new Op.Scale(factor), node.node(1 - i))));
        }
      }
      return plain.read(node);
    };
  }

  static Operator divide() {
    Operator plain = binary(BinaryFunction.DIVIDE, (a, b) -> a / b, (a, b) -> a / b);
    Operator whole = binary(BinaryFunction.QUOTIENT, (a, b) -> a / b, (a, b) -> a / b);
    return node -> {
      if (node.elementType().isInteger()) {
        return whole.read(node);
      }
      Double divisor = plainNumber(node, 1);
      if (divisor != null && divisor != 0 && !node.isConstant(0)) {
        return List.of(OnnxNode.computed(node.result(new Op.Scale(1 / divisor), node.node(0))));
      }
      return plain.read(node);
    };
  }

  /**
   * A number that is no parameter, and does not broadcast the other operand: a factor of the graph.
   */
  private static @Nullable Double plainNumber(OnnxNode node, int input) {
    Double scalar = node.scalar(input);
    if (scalar == null || node.dims(input).length > node.dims(1 - input).length) {
      return null;
    }
    var initializer = node.constant(input, "factor").initializer();
    return initializer != null && initializer.isLearned() ? null : scalar;
  }

  static Operator subtract() {
    return binary(BinaryFunction.SUBTRACT, (a, b) -> a - b, (a, b) -> a - b);
  }

  /** The result has the type of the base. */
  static Operator power() {
    Operator plain =
        binary(BinaryFunction.POWER, Math::pow, (a, b) -> (long) Math.pow((double) a, (double) b));
    return node -> {
      Value power = plain.read(node).getFirst();
      return List.of(
          power instanceof Value.Constant constant
              ? OnnxNode.constant(Folding.cast(constant.tensor(), node.constant(0, "base").kind()))
              : power);
    };
  }

  /** The remainder, with the sign of the divisor, or with {@code fmod} of the dividend. */
  static Operator modulo() {
    Operator floored = binary(BinaryFunction.MODULO, BinaryFunction::modulo, Math::floorMod);
    Operator cut = binary(BinaryFunction.REMAINDER, (a, b) -> a % b, (a, b) -> a % b);
    return node -> (node.attributes().integer("fmod", 0) == 0 ? floored : cut).read(node);
  }

  static Operator minimum() {
    return variadic(new Binary(null, Math::min, Math::min, emission(BinaryFunction.MINIMUM)));
  }

  static Operator maximum() {
    return variadic(new Binary(null, Math::max, Math::max, emission(BinaryFunction.MAXIMUM)));
  }

  private static Operator binary(
      BinaryFunction function, DoubleBinaryOperator real, LongBinaryOperator whole) {
    return variadic(new Binary(null, real, whole, emission(function)));
  }

  private static Emission emission(BinaryFunction function) {
    return (node, a, b) -> node.result(new Op.Binary(function), a, b);
  }

  static Operator equal() {
    return comparison(a -> a == 0, emission(BinaryFunction.EQUAL));
  }

  static Operator greater() {
    return comparison(a -> a > 0, emission(BinaryFunction.GREATER));
  }

  static Operator less() {
    return comparison(a -> a < 0, emission(BinaryFunction.LESS));
  }

  static Operator greaterOrEqual() {
    Operator compared = comparison(a -> a >= 0, negated(BinaryFunction.LESS));
    return RecordedReader.parts(node -> compared.read(node).getFirst());
  }

  static Operator lessOrEqual() {
    Operator compared = comparison(a -> a <= 0, negated(BinaryFunction.GREATER));
    return RecordedReader.parts(node -> compared.read(node).getFirst());
  }

  private static Emission negated(BinaryFunction function) {
    return (node, a, b) ->
        node.result(
            new Op.Unary(UnaryFunction.NOT), node.part("inverse", new Op.Binary(function), a, b));
  }

  @FunctionalInterface
  private interface Order {
    boolean holds(int comparison);
  }

  private static Operator comparison(Order order, Emission emission) {
    return variadic(
        new Binary(
            Kind.BOOL,
            (a, b) -> order.holds(Double.compare(a + 0.0, b + 0.0)) ? 1 : 0,
            (a, b) -> order.holds(Long.compare(a, b)) ? 1 : 0,
            emission));
  }

  static Operator and() {
    return variadic(
        new Binary(
            Kind.BOOL,
            (a, b) -> a != 0 && b != 0 ? 1 : 0,
            (a, b) -> a != 0 && b != 0 ? 1 : 0,
            (node, a, b) -> node.result(new Op.Multiply(), a, b)));
  }

  static Operator or() {
    return variadic(
        new Binary(
            Kind.BOOL,
            (a, b) -> a != 0 || b != 0 ? 1 : 0,
            (a, b) -> a != 0 || b != 0 ? 1 : 0,
            emission(BinaryFunction.MAXIMUM)));
  }

  static Operator exclusiveOr() {
    Operator differing =
        variadic(
            new Binary(
                Kind.BOOL,
                (a, b) -> (a != 0) != (b != 0) ? 1 : 0,
                (a, b) -> (a != 0) != (b != 0) ? 1 : 0,
                negated(BinaryFunction.EQUAL)));
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

  /** Combines two operands or more from the left; a single one is passed on. */
  private static Operator variadic(Binary binary) {
    return node -> {
      Value result = node.input(0);
      for (int i = 1; i < node.inputCount(); i++) {
        if (result instanceof Value.Constant left && node.isConstant(i)) {
          result = OnnxNode.constant(binary.fold(left.tensor(), node.constant(i, "operand")));
        } else {
          Node left =
              switch (result) {
                case Value.Computed computed -> computed.node();
                case Value.Constant constant -> node.node(constant.tensor(), "operand");
                case Value.Sequence _, Value.Unknown _, Value.Absent _ ->
                    throw new OpException("an operand is missing", "");
              };
          result = OnnxNode.computed(binary.emission.emit(node, left, node.node(i)));
        }
      }
      return List.of(result);
    };
  }

  /** The mean of all operands. */
  static List<Value> mean(OnnxNode node) {
    Value sum = add().read(node).getFirst();
    double share = 1.0 / node.inputCount();
    return List.of(
        switch (sum) {
          case Value.Computed computed ->
              OnnxNode.computed(node.part("mean", new Op.Scale(share), computed.node()));
          case Value.Constant constant ->
              OnnxNode.constant(
                  Folding.unary(constant.tensor(), Kind.FLOAT, value -> value * share));
          case Value.Sequence _, Value.Unknown _, Value.Absent _ -> sum;
        });
  }

  static Operator unary(UnaryFunction function, DoubleUnaryOperator real) {
    return unary(function, null, real);
  }

  /**
   * A function of one operand.
   *
   * @param kind of the result; null for that of the operand
   */
  static Operator unary(UnaryFunction function, @Nullable Kind kind, DoubleUnaryOperator real) {
    return Operator.single(node -> {
      if (node.isConstant(0)) {
        ConstantTensor x = node.constant(0, "operand");
        return OnnxNode.constant(Folding.unary(x, kind == null ? x.kind() : kind, real));
      }
      return OnnxNode.computed(node.result(new Op.Unary(function), node.node(0)));
    });
  }

  /** A function that networks apply to activations only. */
  static Operator activationsOnly(UnaryFunction function) {
    return Operator.single(
        node -> OnnxNode.computed(node.result(new Op.Unary(function), node.node(0))));
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
