package convspectrum.formats.onnx.read.operator.quantised;

import static java.util.Map.entry;

import convspectrum.formats.onnx.read.constant.ConstantTensor;
import convspectrum.formats.onnx.read.constant.Folding;
import convspectrum.formats.onnx.read.constant.Kind;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.Operator;
import convspectrum.formats.onnx.read.node.Value;
import convspectrum.formats.onnx.read.operator.arrange.PartsReader;
import convspectrum.formats.onnx.read.operator.elementwise.ActivationReader;
import convspectrum.formats.onnx.read.operator.elementwise.ArithmeticReader;
import convspectrum.formats.onnx.read.operator.elementwise.ComparisonReader;
import convspectrum.formats.onnx.read.operator.elementwise.ReductionReader;
import convspectrum.formats.onnx.read.operator.layer.ConvolutionReader;
import convspectrum.formats.onnx.read.operator.layer.MatrixReader;
import convspectrum.formats.onnx.read.operator.layer.PoolReader;
import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.graph.Reduction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Ops on quantised values, whose results are quantised too: those of ONNX, and those of ONNX
 * Runtime after its {@code ContribOperators.md}. Each value has a scale and a zero point behind it.
 */
public final class QLinearReader {
  static final Operator CONV = quantised(6, 7, 1, QLinearReader::conv);
  static final Operator MAT_MUL = quantised(6, 7, -2, QLinearReader::matMul);

  /** The ops that ONNX Runtime has, by name. */
  public static final Map<String, Operator> OPERATORS =
      Map.ofEntries(
          entry("QuantizeLinear", Operator.single(QuantisedReader::quantize)),
          entry("DequantizeLinear", Operator.single(QuantisedReader::dequantize)),
          entry("QLinearConv", CONV),
          entry("QGemm", Operator.single(QLinearReader::gemm)),
          entry("MatMulIntegerToFloat", whole(QLinearReader::matMulToFloat)),
          entry("DynamicQuantizeMatMul", whole(QLinearReader::dynamicMatMul)),
          entry("QLinearAdd", binary(ArithmeticReader.add())),
          entry("QLinearMul", binary(ArithmeticReader.multiply())),
          entry("QLinearConcat", quantised(0, 1, 1, QLinearReader::concat)),
          entry("QLinearWhere", quantised(7, 8, 1, QLinearReader::where)),
          entry("QLinearAveragePool", unary(QLinearReader::averagePool)),
          entry("QLinearGlobalAveragePool", unary(QLinearReader::globalAveragePool)),
          entry("QLinearReduceMean", unary(Operator.only(ReductionReader.of(Reduction.MEAN)))),
          entry(
              "QLinearSigmoid",
              unary(Operator.only(ActivationReader.plain(ActivationFunction.SIGMOID)))),
          entry(
              "QLinearLeakyRelu",
              unary(Operator.only(ActivationReader.leaky(ActivationFunction.LEAKY_RELU, 0.01f)))),
          entry("QLinearSoftmax", unary(QLinearReader::softmax)));

  private static final String SATURATED = "saturated";

  private QLinearReader() {}

  /** (x, scale, zero, w, scale, zero, y scale, y zero, bias). */
  private static Node conv(OnnxNode node) {
    List<Value> inputs = new ArrayList<>();
    inputs.add(channelsFirst(node, QuantisedValues.real(node, 0, 1, 2, 1)));
    inputs.add(QuantisedValues.real(node, 3, 4, 5, 0));
    if (node.has(8)) {
      inputs.add(bias(node, 8, 4, 0, 1));
    }
    return asGiven(node, ConvolutionReader.convolution(node.withInputs(inputs)));
  }

  /** (a, scale, zero, b, scale, zero, y scale, y zero). */
  private static Node matMul(OnnxNode node) {
    Value a = QuantisedValues.real(node, 0, 1, 2, -2);
    Value b = QuantisedValues.real(node, 3, 4, 5, -1);
    return MatrixReader.matrixProduct(node.withInputs(List.of(a, b)));
  }

  /** (a, scale, zero, b, scale, zero, c, y scale, y zero); without y scale the result is real. */
  private static Value gemm(OnnxNode node) {
    return node.has(7)
        ? QuantisedValues.quantised(node, SATURATED, 7, 8, 1, QLinearReader::product)
        : OnnxNode.computed(QuantisedValues.whole(node, QLinearReader::product));
  }

  private static Node product(OnnxNode node) {
    boolean transB = node.attributes().integer("transB", 0) != 0;
    List<Value> inputs = new ArrayList<>();
    inputs.add(QuantisedValues.real(node, 0, 1, 2, 1));
    inputs.add(QuantisedValues.real(node, 3, 4, 5, transB ? 0 : 1));
    if (node.has(6)) {
      inputs.add(bias(node, 6, 4, -1, node.attributes().number("alpha", 1)));
    }
    return MatrixReader.product(node.withInputs(inputs));
  }

  /** A bias in integers, on the scale of input 1 times that of the weights. */
  private static Value bias(OnnxNode node, int input, int ofWeights, int axis, double factor) {
    ConstantTensor bias = node.constant(input, "bias");
    int[] dims = bias.dims();
    node.countAsReal(input);
    ConstantTensor scale =
        Folding.binary(
            QuantisedValues.along(node, 1, new int[] {1}, 0),
            QuantisedValues.along(node, ofWeights, dims, axis),
            Kind.FLOAT,
            (a, b) -> factor * a * b,
            null);
    return OnnxNode.constant(Folding.dequantised(bias, scale, null));
  }

  /** (a, b, a scale, b scale, a zero, b zero, bias), with a real result. */
  private static Node matMulToFloat(OnnxNode node) {
    Value a = QuantisedValues.real(node, 0, 2, 4, -2);
    Value b = QuantisedValues.real(node, 1, 3, 5, -1);
    return biased(node, MatrixReader.matrixProduct(node.withInputs(List.of(a, b))), 6);
  }

  /** (a, b, b scale, b zero, bias): a is real, and quantised over the range of its data. */
  private static Node dynamicMatMul(OnnxNode node) {
    Value a =
        node.roundsQuantised()
            ? OnnxNode.computed(DynamicRange.of(node, node.node(0)).real(node))
            : node.input(0);
    Value b = QuantisedValues.real(node, 1, 2, 3, -1);
    return biased(node, MatrixReader.matrixProduct(node.withInputs(List.of(a, b))), 4);
  }

  private static Node biased(OnnxNode node, Node product, int bias) {
    return node.has(bias) ? node.part("biased", new Op.Add(), product, node.node(bias)) : product;
  }

  /** (a, scale, zero, b, scale, zero, y scale, y zero). */
  private static Operator binary(Operator operator) {
    return quantised(
        6,
        7,
        1,
        node -> {
          Value a = QuantisedValues.real(node, 0, 1, 2, 1);
          Value b = QuantisedValues.real(node, 3, 4, 5, 1);
          OnnxNode real = node.withInputs(List.of(a, b));
          return node(real, operator.read(real).getFirst());
        });
  }

  /** (x, scale, zero, y scale, y zero). */
  private static Operator unary(Operator.Single operator) {
    return quantised(
        3,
        4,
        1,
        node -> {
          OnnxNode real = node.withInputs(List.of(QuantisedValues.real(node, 0, 1, 2, 1)));
          return node(real, operator.read(real));
        });
  }

  /** (y scale, y zero), then (x, scale, zero) of each. */
  private static Node concat(OnnxNode node) {
    List<Value> parts = new ArrayList<>();
    for (int i = 2; i + 1 < node.inputCount(); i += 3) {
      parts.add(QuantisedValues.real(node, i, i + 1, i + 2, 1));
    }
    OnnxNode real = node.withInputs(parts);
    return node(real, PartsReader.concat(real));
  }

  /** (condition, x, scale, zero, y, scale, zero, z scale, z zero). */
  private static Node where(OnnxNode node) {
    Value x = QuantisedValues.real(node, 1, 2, 3, 1);
    Value y = QuantisedValues.real(node, 4, 5, 6, 1);
    OnnxNode real = node.withInputs(List.of(node.input(0), x, y));
    return node(real, ComparisonReader.where(real));
  }

  private static Node node(OnnxNode node, Value value) {
    return node.withInputs(List.of(value)).node(0);
  }

  private static Operator whole(Function<OnnxNode, Node> reader) {
    return Operator.single(node -> OnnxNode.computed(QuantisedValues.whole(node, reader)));
  }

  /** An op whose result is quantised on the scale and zero point that these inputs are. */
  private static Operator quantised(
      int scale, int zero, int axis, Function<OnnxNode, Node> operator) {
    return Operator.single(
        node -> QuantisedValues.quantised(node, SATURATED, scale, zero, axis, operator));
  }

  private static Value averagePool(OnnxNode node) {
    OnnxNode first = node.withInputs(List.of(channelsFirst(node, node.input(0))));
    Value pooled = PoolReader.pool(PoolKind.AVERAGE).read(first).getFirst();
    return OnnxNode.computed(asGiven(node, node(node, pooled)));
  }

  private static Value globalAveragePool(OnnxNode node) {
    if (!channelsLast(node)) {
      return ReductionReader.global(Reduction.MEAN).read(node).getFirst();
    }
    List<Integer> axes = IntStream.range(1, node.dims(0).length - 1).boxed().toList();
    return OnnxNode.computed(node.result(new Op.Reduce(Reduction.MEAN, axes), node.node(0)));
  }

  /** Reads an op by the rules of the opset that its attribute names. */
  private static Value softmax(OnnxNode node) {
    long rules = node.attributes().integer("opset", node.opset());
    return ActivationReader.softmax(node.withInputs(node.inputs(), rules));
  }

  private static boolean channelsLast(OnnxNode node) {
    return node.attributes().integer("channels_last", 0) != 0;
  }

  /** Channels are the last axis where ONNX Runtime has laid a graph out for a CPU. */
  private static Value channelsFirst(OnnxNode node, Value x) {
    if (!channelsLast(node)) {
      return x;
    }
    int last = node.dims(0).length - 1;
    List<Integer> order = new ArrayList<>(List.of(0, last));
    IntStream.range(1, last).forEach(order::add);
    return OnnxNode.computed(node.part("channels_first", new Op.Transpose(order), node(node, x)));
  }

  /** A result with its channels where the node has them. */
  private static Node asGiven(OnnxNode node, Node result) {
    if (!channelsLast(node)) {
      return result;
    }
    List<Integer> order = new ArrayList<>(List.of(0));
    IntStream.range(2, result.shape().rank()).forEach(order::add);
    order.add(1);
    return node.part("channels_last", new Op.Transpose(order), result);
  }
}
