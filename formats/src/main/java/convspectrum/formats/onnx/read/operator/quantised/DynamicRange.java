package convspectrum.formats.onnx.read.operator.quantised;

import convspectrum.formats.onnx.read.constant.ConstantTensor;
import convspectrum.formats.onnx.read.node.ElementType;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.Value;
import convspectrum.spec.graph.BinaryFunction;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Reduction;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.UnaryFunction;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A quantisation to uint8 over the range of the data, by the rules of ONNX's {@code
 * DynamicQuantizeLinear}: the range holds 0, and 0 is an integer.
 *
 * @param integers of the shape of the data
 * @param scale a single number
 * @param zero a single number
 */
record DynamicRange(Node integers, Node scale, Node zero) {
  private static final double HIGHEST = 255;

  static DynamicRange of(OnnxNode node, Node x) {
    Node nothing = number(node, 0, "nothing");
    Node low = pair(node, "low", BinaryFunction.MINIMUM, all(node, x, Reduction.MIN), nothing);
    Node high = pair(node, "high", BinaryFunction.MAXIMUM, all(node, x, Reduction.MAX), nothing);
    Node width = pair(node, "width", BinaryFunction.SUBTRACT, high, low);
    Node step = pair(node, "step", BinaryFunction.DIVIDE, width, number(node, HIGHEST, "levels"));
    // Data that are all 0 have no range: nothing is divided by 0 then.
    Node least = number(node, Float.MIN_NORMAL, "least_scale");
    Node scale = pair(node, "scale", BinaryFunction.MAXIMUM, step, least);
    Node origin = pair(node, "origin", BinaryFunction.SUBTRACT, nothing, low);
    Node zero = integer(node, "zero", pair(node, "places", BinaryFunction.DIVIDE, origin, scale));
    Node steps = pair(node, "steps", BinaryFunction.DIVIDE, x, scale);
    Node rounded = node.part("rounded", new Op.Unary(UnaryFunction.ROUND), steps);
    Node shifted = node.part("shifted", new Op.Add(), rounded, zero);
    return new DynamicRange(integer(node, "integers", shifted), scale, zero);
  }

  /** The three results of the op. */
  List<Value> results() {
    return List.of(
        new Value.Computed(integers).of(ElementType.UINT8),
        new Value.Computed(scale).of(ElementType.REAL),
        new Value.Computed(zero).of(ElementType.UINT8));
  }

  /** The real numbers that the integers stand for. */
  Node real(OnnxNode node) {
    Node centred = pair(node, "centred", BinaryFunction.SUBTRACT, integers, zero);
    return node.part("real", new Op.Multiply(), centred, scale);
  }

  private static Node all(OnnxNode node, Node x, Reduction reduction) {
    List<Integer> axes = IntStream.range(0, x.shape().rank()).boxed().toList();
    if (axes.isEmpty()) {
      return x;
    }
    String part = reduction == Reduction.MIN ? "least" : "most";
    return node.reshaped(node.part(part, new Op.Reduce(reduction, axes), x), Shape.of());
  }

  private static Node integer(OnnxNode node, String part, Node x) {
    Node whole = node.part(part + "_whole", new Op.Unary(UnaryFunction.ROUND), x);
    Node above =
        pair(node, part + "_low", BinaryFunction.MAXIMUM, whole, number(node, 0, part + "_least"));
    return pair(node, part, BinaryFunction.MINIMUM, above, number(node, HIGHEST, part + "_most"));
  }

  private static Node pair(OnnxNode node, String part, BinaryFunction function, Node a, Node b) {
    return node.part(part, new Op.Binary(function), a, b);
  }

  private static Node number(OnnxNode node, double value, String part) {
    return node.node(ConstantTensor.number(value), part);
  }
}
