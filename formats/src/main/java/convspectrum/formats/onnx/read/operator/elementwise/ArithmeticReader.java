package convspectrum.formats.onnx.read.operator.elementwise;

import convspectrum.formats.onnx.read.constant.ConstantTensor;
import convspectrum.formats.onnx.read.constant.Folding;
import convspectrum.formats.onnx.read.constant.Kind;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.Operator;
import convspectrum.formats.onnx.read.node.Value;
import convspectrum.spec.graph.BinaryFunction;
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

  /** The sum of two or more operands. */
  public static Operator add() {
    return new Pairwise(null, Double::sum, Long::sum, Pairwise.op(new Op.Add())).operator();
  }

  /** The product of two operands. */
  public static Operator multiply() {
    Operator plain =
        new Pairwise(null, (a, b) -> a * b, (a, b) -> a * b, Pairwise.op(new Op.Multiply()))
            .operator();
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
    return binary(BinaryFunction.MINIMUM, Math::min, Math::min);
  }

  static Operator maximum() {
    return binary(BinaryFunction.MAXIMUM, Math::max, Math::max);
  }

  private static Operator binary(
      BinaryFunction function, DoubleBinaryOperator real, LongBinaryOperator whole) {
    return new Pairwise(null, real, whole, Pairwise.op(new Op.Binary(function))).operator();
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
}
