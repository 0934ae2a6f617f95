package convspectrum.formats.onnx.read.operator.elementwise;

import convspectrum.formats.onnx.read.constant.ConstantTensor;
import convspectrum.formats.onnx.read.constant.Folding;
import convspectrum.formats.onnx.read.constant.Kind;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.Operator;
import convspectrum.formats.onnx.read.node.Value;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A function of two operands: on constants, and on nodes of the graph.
 *
 * @param kind of the result; null for the wider one of the operands
 * @param real on constants of which one is real
 * @param whole on constants that are integers or truth values
 * @param emission on nodes
 */
record Pairwise(
    @Nullable Kind kind, DoubleBinaryOperator real, LongBinaryOperator whole, Emission emission) {
  /** The nodes that compute the function. */
  @FunctionalInterface
  interface Emission {
    Node emit(OnnxNode node, Node a, Node b);
  }

  /** One op of the graph. */
  static Emission op(Op op) {
    return (node, a, b) -> node.result(op, a, b);
  }

  private ConstantTensor fold(ConstantTensor a, ConstantTensor b) {
    Kind wider = a.kind() == Kind.FLOAT || b.kind() == Kind.FLOAT ? Kind.FLOAT : Kind.INTEGER;
    return Folding.binary(a, b, kind == null ? wider : kind, real, whole);
  }

  /** Combines two operands or more from the left; a single one is passed on. */
  Operator operator() {
    return node -> {
      Value result = node.input(0);
      for (int i = 1; i < node.inputCount(); i++) {
        if (result instanceof Value.Constant left && node.isConstant(i)) {
          result = OnnxNode.constant(fold(left.tensor(), node.constant(i, "operand")));
        } else {
          Node left = node.node(result, "operand");
          result = OnnxNode.computed(emission.emit(node, left, node.node(i)));
        }
      }
      return List.of(result);
    };
  }
}
