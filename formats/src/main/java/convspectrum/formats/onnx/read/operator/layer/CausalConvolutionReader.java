package convspectrum.formats.onnx.read.operator.layer;

import convspectrum.formats.onnx.read.constant.Arranging;
import convspectrum.formats.onnx.read.constant.ConstantTensor;
import convspectrum.formats.onnx.read.constant.Dims;
import convspectrum.formats.onnx.read.constant.Folding;
import convspectrum.formats.onnx.read.constant.Kind;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.PrintableNames;
import convspectrum.formats.onnx.read.node.Value;
import convspectrum.formats.onnx.read.operator.shared.Selection;
import convspectrum.spec.composite.definition.Pieces;
import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Padding;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * CausalConvWithState: a depthwise convolution over time, (N, C, L) by (C, 1, K), that sees only
 * the past, whose last K − 1 steps come from the call before and go to the next.
 */
final class CausalConvolutionReader {
  private CausalConvolutionReader() {}

  static List<Value> convolution(OnnxNode node) {
    Node x = node.node(0);
    int[] dims = node.dims(0);
    int[] w = node.dims(1);
    if (dims.length != 3 || w.length != 3 || w[0] != dims[1] || w[1] != 1 || w[2] < 1) {
      throw new OpException(
          "weights of %s on an input of %s".formatted(Dims.text(w), Dims.text(dims)),
          "expected (C, 1, K) on (N, C, L)");
    }
    int channels = dims[1];
    int kernel = w[2];
    Node padded = x;
    if (kernel > 1) {
      int[] before = {dims[0], channels, kernel - 1};
      Node past =
          node.has(3) ? node.node(3) : node.node(Folding.filled(Kind.FLOAT, before, 0), "zeros");
      padded = Selection.join(node, List.of(past, x), 2);
    }
    int length = padded.shape().dim(2);
    Node map = node.reshaped(padded, Shape.of(dims[0], channels, 1, length));
    Map<String, ConstantTensor> stored = new LinkedHashMap<>();
    stored.put(
        ParameterSlot.WEIGHT,
        Arranging.reshape(node.constant(1, "weight"), channels, 1, 1, kernel));
    if (node.has(2)) {
      stored.put(ParameterSlot.BIAS, node.constant(2, "bias"));
    }
    Window window = new Window(1, kernel, 1, 1, 1, 1, Padding.NONE);
    Node sum = node.result(new Op.Conv(channels, window, channels, node.has(2)), map, stored);
    Node result = activated(node, node.reshaped(sum, Shape.of(dims)));
    if (kernel == 1) {
      return List.of(OnnxNode.computed(result));
    }
    Node state = Pieces.slice(node, padded, 2, length - (kernel - 1), length);
    return List.of(OnnxNode.computed(result), OnnxNode.computed(state));
  }

  private static Node activated(OnnxNode node, Node x) {
    String activation = node.attributes().text("activation", "none");
    return switch (activation) {
      case "none" -> x;
      case "silu", "swish" -> node.part("activated", Op.Activation.of(ActivationFunction.SILU), x);
      default ->
          throw new OpException(
              "activation '" + PrintableNames.shown(activation) + "'",
              "expected none, silu or swish");
    };
  }
}
