package convspectrum.formats.onnx.read.operator.quantised;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import convspectrum.formats.onnx.read.constant.ConstantTensor;
import convspectrum.formats.onnx.read.constant.Folding;
import convspectrum.formats.onnx.read.constant.Kind;
import convspectrum.formats.onnx.read.constant.UnsupportedOpException;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.Quantisation;
import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.BinaryFunction;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.UnaryFunction;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The integers of a type. A quantisation to them saturates: its result lies in (low − zero) · scale
 * to (high − zero) · scale. Exporters rely on that and leave out the ReLU before a quantisation
 * whose zero point is the lowest integer.
 */
record Saturation(long low, long high) {
  /**
   * The integers of a type of ONNX.
   *
   * @param elementType its number
   */
  static Saturation of(int elementType) {
    return switch (elementType) {
      case DataType.UINT8_VALUE -> new Saturation(0, 255);
      case DataType.INT8_VALUE -> new Saturation(-128, 127);
      case DataType.UINT16_VALUE -> new Saturation(0, 65535);
      case DataType.INT16_VALUE -> new Saturation(-32768, 32767);
      case DataType.INT32_VALUE -> new Saturation(Integer.MIN_VALUE, Integer.MAX_VALUE);
      case DataType.UINT32_VALUE -> new Saturation(0, 0xFFFF_FFFFL);
      case 0 -> throw new UnsupportedOpException("the type of the zero point is not in the file");
      default ->
          throw new UnsupportedOpException(
              "a zero point of element type %d (%s), where integers of 8, 16 or 32 bits are understood"
                  .formatted(elementType, DataType.forNumber(elementType)));
    };
  }

  /**
   * What a quantisation makes of real numbers: rounded where the reader was asked for that, else
   * {@code x} itself where it cuts off nothing, or where the file does not hold its scale.
   *
   * @param part the name of the clipping as a part of the node; null where it is the node's result
   */
  Node applied(OnnxNode node, @Nullable String part, Node x, Quantisation.Affine affine) {
    if (!affine.isPresent()) {
      return x;
    }
    if (node.roundsQuantised()) {
      return rounded(node, part, x, affine);
    }
    ConstantTensor least = bound(low, affine);
    ConstantTensor most = bound(high, affine);
    if (!affine.isUniform()) {
      Node above = node.part("low", binary(BinaryFunction.MAXIMUM), x, node.node(least, "least"));
      return node.part("high", binary(BinaryFunction.MINIMUM), above, node.node(most, "most"));
    }
    return clip(x, least.values().number(0), most.values().number(0))
        .map(op -> part == null ? node.result(op, x) : node.part(part, op, x))
        .orElse(x);
  }

  /** The multiple of the scale that is nearest, between the bounds; half to even, as ONNX says. */
  private Node rounded(OnnxNode node, @Nullable String part, Node x, Quantisation.Affine affine) {
    Node scale = node.node(affine.scale(), "scale");
    Node steps = node.part("steps", binary(BinaryFunction.DIVIDE), x, scale);
    Node whole = node.part("rounded", new Op.Unary(UnaryFunction.ROUND), steps);
    Node least = node.node(integer(low, affine), "lowest");
    Node above = node.part("low", binary(BinaryFunction.MAXIMUM), whole, least);
    Node most = node.node(integer(high, affine), "highest");
    Node integers = node.part("high", binary(BinaryFunction.MINIMUM), above, most);
    return part == null
        ? node.result(new Op.Multiply(), integers, scale)
        : node.part(part, new Op.Multiply(), integers, scale);
  }

  private static ConstantTensor integer(long integer, Quantisation.Affine affine) {
    return Folding.unary(affine.zero(), Kind.FLOAT, zero -> integer - zero);
  }

  /** Integers that are at hand as real numbers, without a scale. */
  Node applied(OnnxNode node, Node x) {
    return clip(x, low, high).map(op -> node.result(op, x)).orElse(x);
  }

  private static ConstantTensor bound(long integer, Quantisation.Affine affine) {
    return Folding.binary(
        affine.zero(), affine.scale(), Kind.FLOAT, (zero, scale) -> (integer - zero) * scale, null);
  }

  private static Op binary(BinaryFunction function) {
    return new Op.Binary(function);
  }

  /** The clipping to a range; none where the values lie in it anyway. */
  private static Optional<Op> clip(Node x, double low, double high) {
    ValueRange range = ValueRange.of(x);
    boolean below = range.low() < low;
    boolean above = range.high() > high;
    if (!below && !above) {
      return Optional.empty();
    }
    if (below && low == 0 && high == 6) {
      return Optional.of(Op.Activation.of(ActivationFunction.RELU6));
    }
    // A bound that cuts off nothing is left out: a value that is at least 0 passes no second ReLU.
    double least = below ? low : Double.NEGATIVE_INFINITY;
    double most = above ? high : Double.POSITIVE_INFINITY;
    return Optional.of(new Op.Activation(ActivationFunction.CLIP, least, most));
  }
}
