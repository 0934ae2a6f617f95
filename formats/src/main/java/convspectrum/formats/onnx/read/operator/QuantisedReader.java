package convspectrum.formats.onnx.read.operator;

import static java.util.Map.entry;

import convspectrum.formats.onnx.read.constant.ConstantTensor;
import convspectrum.formats.onnx.read.constant.Folding;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.Operator;
import convspectrum.formats.onnx.read.node.Quantisation;
import convspectrum.formats.onnx.read.node.Value;
import convspectrum.spec.graph.BinaryFunction;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import java.util.List;
import java.util.Map;

/**
 * Quantised networks, as the networks of real numbers that they stand for: stored integers get the
 * values that they mean, activations saturate where their integers do, and are not rounded. Weights
 * are parameters, scales and zero points are not.
 */
final class QuantisedReader {
  static final Map<String, Operator> OPERATORS =
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
      return OnnxNode.computed(byComputedScale(node, axis));
    }
    if (!node.isConstant(0)) {
      return QuantisedValues.quantised(node, null, 1, 2, axis, x -> x.node(0));
    }
    node.leaveOut(1);
    node.leaveOut(2);
    ConstantTensor x = node.constant(0, "operand");
    int elementType = QuantisedValues.elementType(node, 2);
    Saturation range = Saturation.of(elementType);
    Quantisation.Affine affine = QuantisedValues.affine(node, 1, 2, x.dims(), axis);
    return OnnxNode.constant(
        Folding.quantised(x, affine.scale(), affine.zero(), range.low(), range.high())
            .ofType(elementType));
  }

  /** x / scale + zero point, between the bounds of its type and not rounded. */
  private static Node byComputedScale(OnnxNode node, int axis) {
    Saturation saturation = Saturation.of(QuantisedValues.elementType(node, 2));
    Node x = node.node(0);
    int[] dims = x.shape().toArray();
    Node scale = QuantisedValues.column(node, 1, dims, axis);
    Node integers = node.part("steps", new Op.Binary(BinaryFunction.DIVIDE), x, scale);
    if (node.has(2)) {
      Node zero = QuantisedValues.column(node, 2, dims, axis);
      integers = node.part("integers", new Op.Add(), integers, zero);
    }
    return saturation.applied(node, integers);
  }

  static Value dequantize(OnnxNode node) {
    return QuantisedValues.real(node, 0, 1, 2, (int) node.attributes().integer("axis", 1));
  }

  /**
   * The input itself, on a scale of 1: the range of the integers is that of the data, so that none
   * is cut off.
   */
  private static List<Value> dynamic(OnnxNode node) {
    Quantisation plain = new Quantisation.Affine(QuantisedValues.ONE, QuantisedValues.ZERO);
    Value x = node.isConstant(0) ? node.input(0) : new Value.Computed(node.node(0), plain);
    return List.of(
        x, OnnxNode.constant(QuantisedValues.ONE), OnnxNode.constant(QuantisedValues.ZERO));
  }

  /** (x, w, zero of x, zero of w). */
  private static Value convInteger(OnnxNode node) {
    Value x = QuantisedValues.shifted(node, 0, 2, 1);
    Value w = QuantisedValues.shifted(node, 1, 3, 0);
    return sums(ConvolutionReader.convolution(node.withInputs(List.of(x, w))));
  }

  /** (a, b, zero of a, zero of b). */
  private static Value matMulInteger(OnnxNode node) {
    Value a = QuantisedValues.shifted(node, 0, 2, -2);
    Value b = QuantisedValues.shifted(node, 1, 3, -1);
    return sums(MatrixReader.matrixProduct(node.withInputs(List.of(a, b))));
  }

  private static Value sums(Node node) {
    return new Value.Computed(node, new Quantisation.Sums());
  }
}
