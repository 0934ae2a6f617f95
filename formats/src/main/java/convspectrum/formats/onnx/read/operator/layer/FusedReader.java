package convspectrum.formats.onnx.read.operator.layer;

import static java.util.Map.entry;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import convspectrum.formats.onnx.read.constant.Arranging;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.formats.onnx.read.constant.UnsupportedOpException;
import convspectrum.formats.onnx.read.node.Form;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.Operator;
import convspectrum.formats.onnx.read.node.PrintableNames;
import convspectrum.formats.onnx.read.node.Value;
import convspectrum.formats.onnx.read.operator.elementwise.ActivationReader;
import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Ops of the domain {@code com.microsoft}, by which ONNX Runtime replaces several nodes; after its
 * {@code ContribOperators.md}.
 */
final class FusedReader {
  static final Map<String, Operator> OPERATORS =
      Map.ofEntries(
          entry("FusedConv", Operator.single(FusedReader::conv)),
          entry("FusedGemm", Operator.single(FusedReader::gemm)),
          entry("FusedMatMul", Operator.single(FusedReader::matMul)),
          entry("TransposeMatMul", Operator.single(FusedReader::matMul)),
          entry("Gelu", Operator.single(node -> gelu(node, ActivationFunction.GELU))),
          entry("BiasGelu", Operator.single(node -> gelu(node, ActivationFunction.GELU))),
          entry("FastGelu", Operator.single(node -> gelu(node, ActivationFunction.GELU_TANH))),
          entry("QuickGelu", Operator.single(FusedReader::quickGelu)),
          entry("SkipLayerNormalization", FusedReader::skipLayerNorm),
          entry("SkipSimplifiedLayerNormalization", FusedReader::skipRmsNorm));

  private FusedReader() {}

  /** A convolution, plus a fourth input where there is one, then an activation. */
  private static Value conv(OnnxNode node) {
    Node sum = ConvolutionReader.convolution(node);
    if (node.has(3)) {
      sum = node.part("sum", new Op.Add(), sum, node.node(3));
    }
    return OnnxNode.computed(activated(node, sum));
  }

  private static Value gemm(OnnxNode node) {
    return OnnxNode.computed(activated(node, MatrixReader.product(node)));
  }

  private static Node activated(OnnxNode node, Node x) {
    String name = node.attributes().text("activation", "");
    AttributeProto given = node.attributes().get("activation_params", AttributeType.FLOATS);
    List<Float> parameters = given == null ? List.of() : given.getFloatsList();
    double first = node.attributes().number("activation_alpha", number(parameters, 0));
    double second = node.attributes().number("activation_beta", number(parameters, 1));
    return switch (name) {
      case "" -> x;
      case "Relu" -> node.part("relu", Op.Activation.of(ActivationFunction.RELU), x);
      case "Sigmoid" -> node.part("sigmoid", Op.Activation.of(ActivationFunction.SIGMOID), x);
      case "HardSigmoid" -> ActivationReader.hardSigmoid(node, x, first, second);
      case "Tanh" -> node.part("tanh", Op.Activation.of(ActivationFunction.TANH), x);
      case "LeakyRelu" ->
          node.part("leaky", new Op.Activation(ActivationFunction.LEAKY_RELU, first, 0), x);
      case "Clip" ->
          node.part("clip", new Op.Activation(ActivationFunction.CLIP, first, second), x);
      default ->
          throw new UnsupportedOpException("activation '" + PrintableNames.shown(name) + "'");
    };
  }

  private static double number(List<Float> values, int index) {
    return index < values.size() ? values.get(index) : 0;
  }

  /**
   * α · A' · B', where ' moves the first axis behind the other leading ones, and then swaps the
   * last two, if the attributes say so.
   */
  private static Value matMul(OnnxNode node) {
    Value a = arranged(node, 0, "transBatchA", "transA");
    Value b = arranged(node, 1, "transBatchB", "transB");
    Node product = MatrixReader.matrixProduct(node.withInputs(List.of(a, b)));
    double alpha = node.attributes().number("alpha", 1);
    return OnnxNode.computed(
        alpha == 1 ? product : node.part("scaled", new Op.Scale(alpha), product));
  }

  private static Value arranged(OnnxNode node, int input, String batch, String last) {
    int rank = node.dims(input).length;
    List<Integer> order = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
    List<Integer> before = List.copyOf(order);
    boolean movesBatch = node.attributes().integer(batch, 0) != 0;
    if (rank > 2 && movesBatch) {
      order.add(rank - 2, order.removeFirst());
    }
    boolean swaps = node.attributes().integer(last, 0) != 0;
    if (rank > 1 && swaps) {
      Collections.swap(order, rank - 2, rank - 1);
    }
    if (order.equals(before)) {
      return node.input(input);
    }
    if (node.isConstant(input)) {
      int[] permutation = order.stream().mapToInt(Integer::intValue).toArray();
      return OnnxNode.constant(Arranging.transpose(node.constant(input, "operand"), permutation));
    }
    return OnnxNode.computed(node.part("arranged", new Op.Transpose(order), node.node(input)));
  }

  /** With a bias before it where there is a second input. */
  private static Value gelu(OnnxNode node, ActivationFunction function) {
    Node x = node.node(0);
    if (node.has(1)) {
      x = node.part("biased", new Op.Add(), x, node.node(1));
    }
    return OnnxNode.computed(node.result(Op.Activation.of(function), x));
  }

  /** x · sigmoid(αx). */
  private static Value quickGelu(OnnxNode node) {
    Node x = node.node(0);
    double alpha = node.attributes().number("alpha", 1.702f);
    Node gate =
        node.part(
            "gate",
            Op.Activation.of(ActivationFunction.SIGMOID),
            node.part("scaled", new Op.Scale(alpha), x));
    return OnnxNode.computed(node.result(new Op.Multiply(), x, gate));
  }

  /** Inputs are x, skip, gamma, beta and a bias of their sum. */
  private static List<Value> skipLayerNorm(OnnxNode node) {
    return skipNorm(
        node, 4, node.has(3) ? List.of(node.input(3)) : List.of(), NormReader::layerNorm);
  }

  /** Inputs are x, skip, gamma and a bias of their sum. */
  private static List<Value> skipRmsNorm(OnnxNode node) {
    return skipNorm(
        node, 3, List.of(), sum -> sum.recorded(Form.ofParts(node.type()), NormReader::rmsNorm));
  }

  /** The norm of x + skip (+ bias); that sum is the fourth result. */
  private static List<Value> skipNorm(
      OnnxNode node, int bias, List<Value> others, Operator.Single norm) {
    Node sum = node.part("sum", new Op.Add(), node.node(0), node.node(1));
    if (node.has(bias)) {
      sum = node.part("biased", new Op.Add(), sum, node.node(bias));
    }
    if (!node.has(2)) {
      throw new OpException("input 2 is missing", "expected gamma");
    }
    List<Value> inputs = new ArrayList<>(List.of(OnnxNode.computed(sum), node.input(2)));
    inputs.addAll(others);
    Value unknown = new Value.Unknown("the statistics of a norm");
    return List.of(norm.read(node.withInputs(inputs)), unknown, unknown, OnnxNode.computed(sum));
  }
}
