package convspectrum.formats.onnx.read.operator;

import static java.util.Map.entry;

import convspectrum.formats.onnx.read.constant.Arranging;
import convspectrum.formats.onnx.read.constant.ConstantTensor;
import convspectrum.formats.onnx.read.constant.Dims;
import convspectrum.formats.onnx.read.constant.Folding;
import convspectrum.formats.onnx.read.constant.Kind;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.Operator;
import convspectrum.formats.onnx.read.node.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Quantised networks, as the networks of real numbers that they stand for: stored integers get the
 * values that they mean, activations are not rounded. Weights are parameters, scales and zero
 * points are not.
 */
final class QuantisedReader {
  static final Map<String, Operator> OPERATORS =
      Map.ofEntries(
          entry("QuantizeLinear", Operator.single(QuantisedReader::quantize)),
          entry("DequantizeLinear", Operator.single(QuantisedReader::dequantize)),
          entry("DynamicQuantizeLinear", QuantisedReader::dynamic),
          entry("QLinearConv", Operator.single(QuantisedReader::conv)),
          entry("QLinearMatMul", Operator.single(QuantisedReader::matMul)),
          entry("ConvInteger", Operator.single(QuantisedReader::convInteger)),
          entry("MatMulInteger", Operator.single(QuantisedReader::matMulInteger)));

  private static final ConstantTensor ONE = ConstantTensor.number(1);

  private QuantisedReader() {}

  /** round(x / scale) + zero point of constants; nothing of activations. */
  private static Value quantize(OnnxNode node) {
    leaveOut(node, 1, 2);
    if (!node.isConstant(0)) {
      return node.input(0);
    }
    ConstantTensor x = node.constant(0, "operand");
    ConstantTensor scale = along(node, 1, x.dims(), 1);
    ConstantTensor steps = Folding.binary(x, scale, Kind.INTEGER, (a, b) -> Math.rint(a / b), null);
    return OnnxNode.constant(
        node.has(2)
            ? Folding.binary(
                steps, along(node, 2, x.dims(), 1), Kind.INTEGER, Double::sum, Long::sum)
            : steps);
  }

  private static Value dequantize(OnnxNode node) {
    leaveOut(node, 1, 2);
    return real(node, 0, 1, 2, 1);
  }

  /** The input itself, on a scale of 1. */
  private static List<Value> dynamic(OnnxNode node) {
    return List.of(
        node.input(0),
        OnnxNode.constant(ONE),
        OnnxNode.constant(Folding.filled(Kind.INTEGER, new int[0], 0)));
  }

  /** (x, scale, zero, w, scale, zero, y scale, y zero, bias). */
  private static Value conv(OnnxNode node) {
    leaveOut(node, 1, 2, 4, 5, 6, 7);
    List<Value> inputs = new ArrayList<>();
    inputs.add(real(node, 0, 1, 2, 1));
    inputs.add(real(node, 3, 4, 5, 0));
    if (node.has(8)) {
      ConstantTensor bias = node.constant(8, "bias");
      ConstantTensor scale =
          Folding.binary(
              along(node, 1, new int[1], 0),
              along(node, 4, bias.dims(), 0),
              Kind.FLOAT,
              (a, b) -> a * b,
              null);
      inputs.add(OnnxNode.constant(Folding.dequantised(bias, scale, null)));
    }
    return OnnxNode.computed(ConvolutionReader.convolution(node.withInputs(inputs)));
  }

  /** (a, scale, zero, b, scale, zero, y scale, y zero). */
  private static Value matMul(OnnxNode node) {
    leaveOut(node, 1, 2, 4, 5, 6, 7);
    Value a = real(node, 0, 1, 2, -2);
    Value b = real(node, 3, 4, 5, -1);
    return MatrixReader.matMul(node.withInputs(List.of(a, b)));
  }

  /** (x, w, zero of x, zero of w). */
  private static Value convInteger(OnnxNode node) {
    leaveOut(node, 2, 3);
    return OnnxNode.computed(
        ConvolutionReader.convolution(
            node.withInputs(List.of(node.input(0), shifted(node, 1, 3, 0)))));
  }

  private static Value matMulInteger(OnnxNode node) {
    leaveOut(node, 2, 3);
    Value b = shifted(node, 1, 3, -1);
    return MatrixReader.matMul(node.withInputs(List.of(node.input(0), b)));
  }

  private static Value shifted(OnnxNode node, int input, int zero, int axis) {
    if (!node.isConstant(input)) {
      return node.input(input);
    }
    ConstantTensor x = node.constant(input, "operand");
    ConstantTensor shift = node.has(zero) ? along(node, zero, x.dims(), axis) : null;
    return OnnxNode.constant(Folding.dequantised(x, ONE, shift));
  }

  /** (x − zero) · scale of constants; activations are real already. */
  private static Value real(OnnxNode node, int input, int scale, int zero, int axis) {
    if (!node.isConstant(input)) {
      return node.input(input);
    }
    ConstantTensor x = node.constant(input, "operand");
    int along = (int) node.attributes().integer("axis", axis);
    ConstantTensor shift = node.has(zero) ? along(node, zero, x.dims(), along) : null;
    return OnnxNode.constant(Folding.dequantised(x, along(node, scale, x.dims(), along), shift));
  }

  /** A scale or zero point: one number, or one per place of an axis. */
  private static ConstantTensor along(OnnxNode node, int input, int[] dims, int axis) {
    ConstantTensor values = node.constant(input, "scale or zero point");
    if (values.elements() == 1) {
      return Arranging.reshape(values);
    }
    int place = Dims.axis(axis, dims.length);
    if (values.elements() != dims[place]) {
      throw new OpException(
          "scale or zero point of %s for %s".formatted(Dims.text(values.dims()), Dims.text(dims)),
          "expected one number, or one per place of axis " + place);
    }
    int[] column = new int[dims.length];
    Arrays.fill(column, 1);
    column[place] = dims[place];
    return Arranging.reshape(values, column);
  }

  private static void leaveOut(OnnxNode node, int... inputs) {
    for (int input : inputs) {
      node.leaveOut(input);
    }
  }
}
