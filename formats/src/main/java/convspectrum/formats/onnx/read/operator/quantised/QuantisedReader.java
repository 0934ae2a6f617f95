package convspectrum.formats.onnx.read.operator.quantised;

import static java.util.Map.entry;

import convspectrum.formats.onnx.read.constant.ConstantTensor;
import convspectrum.formats.onnx.read.constant.Folding;
import convspectrum.formats.onnx.read.node.Form;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.Operator;
import convspectrum.formats.onnx.read.node.Quantisation;
import convspectrum.formats.onnx.read.node.Value;
import convspectrum.formats.onnx.read.operator.layer.ConvolutionReader;
import convspectrum.formats.onnx.read.operator.layer.MatrixReader;
import convspectrum.spec.graph.BinaryFunction;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.UnaryFunction;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Quantised networks, as the networks of real numbers that they stand for: stored integers get the
 * values that they mean, activations saturate where their integers do, and are not rounded. Weights
 * are parameters, scales and zero points are not.
 */
public final class QuantisedReader {
  /** The ops of ONNX itself, by name. */
  public static final Map<String, Operator> OPERATORS =
      Map.ofEntries(
          entry("QuantizeLinear", Operator.single(QuantisedReader::quantize)),
          entry("DequantizeLinear", Operator.single(QuantisedReader::dequantize)),
          entry("DynamicQuantizeLinear", QuantisedReader::dynamic),
          entry("QLinearConv", QLinearReader.CONV),
          entry("QLinearMatMul", QLinearReader.MAT_MUL),
          entry("ConvInteger", Operator.single(QuantisedReader::convInteger)),
          entry("MatMulInteger", Operator.single(QuantisedReader::matMulInteger)));

  private QuantisedReader() {}

  static Value quantize(OnnxNode node) {
    int axis = (int) node.attributes().integer("axis", 1);
    boolean fixed = node.isConstant(1) && (!node.has(2) || node.isConstant(2));
    if (!fixed) {
      return OnnxNode.computed(QuantisedValues.whole(node, own -> byComputedScale(own, axis)));
    }
    if (!node.isConstant(0)) {
      return QuantisedValues.quantised(node, null, 1, 2, axis, x -> x.node(0));
    }
    node.leaveOut(1);
    node.leaveOut(2);
    ScaleRules.requireScales(node, 1);
    ConstantTensor x = node.constant(0, "operand");
    int elementType = QuantisedValues.elementType(node, 2);
    Saturation range = Saturation.of(elementType);
    Quantisation.Affine affine = QuantisedValues.affine(node, 1, 2, x.dims(), axis);
    return OnnxNode.constant(
        Folding.quantised(x, affine.scale(), affine.zero(), range.low(), range.high())
            .ofType(elementType));
  }

  /** round(x / scale) + zero point, between the bounds of its type. */
  private static Node byComputedScale(OnnxNode node, int axis) {
    Saturation saturation = Saturation.of(QuantisedValues.elementType(node, 2));
    Node x = node.node(0);
    int[] dims = x.shape().toArray();
    Node scale = QuantisedValues.column(node, 1, dims, axis);
    Node steps = node.part("steps", new Op.Binary(BinaryFunction.DIVIDE), x, scale);
    Node integers = node.part("rounded", new Op.Unary(UnaryFunction.ROUND), steps);
    if (node.has(2)) {
      Node zero = QuantisedValues.column(node, 2, dims, axis);
      integers = node.part("integers", new Op.Add(), integers, zero);
    }
    return saturation.applied(node, integers);
  }

  /** The value itself where it is quantised on this scale: then it is no op. */
  static Value dequantize(OnnxNode node) {
    int axis = (int) node.attributes().integer("axis", 1);
    return node.allConstant()
        ? QuantisedValues.real(node, 0, 1, 2, axis)
        : node.recorded(Form.ofParts(node.type()), own -> QuantisedValues.real(own, 0, 1, 2, axis));
  }

  /**
   * The input itself, on a scale of 1: the range of the integers is that of the data, so that none
   * is cut off. Where values are rounded, the integers with their scale and zero point.
   */
  private static List<Value> dynamic(OnnxNode node) {
    if (node.roundsQuantised() && !node.isConstant(0)) {
      return DynamicRange.of(node, node.node(0)).results();
    }
    Quantisation plain = new Quantisation.Affine(QuantisedValues.ONE, QuantisedValues.ZERO);
    Value x = node.isConstant(0) ? node.input(0) : new Value.Computed(node.node(0), plain);
    return List.of(
        x, OnnxNode.constant(QuantisedValues.ONE), OnnxNode.constant(QuantisedValues.ZERO));
  }

  /** (x, w, zero of x, zero of w). */
  private static Value convInteger(OnnxNode node) {
    return sums(
        node,
        own -> {
          Value x = QuantisedValues.shifted(own, 0, 2, 1);
          Value w = QuantisedValues.shifted(own, 1, 3, 0);
          return ConvolutionReader.convolution(own.withInputs(List.of(x, w)));
        });
  }

  /** (a, b, zero of a, zero of b). */
  private static Value matMulInteger(OnnxNode node) {
    return sums(
        node,
        own -> {
          Value a = QuantisedValues.shifted(own, 0, 2, -2);
          Value b = QuantisedValues.shifted(own, 1, 3, -1);
          return MatrixReader.matrixProduct(own.withInputs(List.of(a, b)));
        });
  }

  private static Value sums(OnnxNode node, Function<OnnxNode, Node> product) {
    return new Value.Computed(QuantisedValues.whole(node, product), new Quantisation.Sums());
  }
}
