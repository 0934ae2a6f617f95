package convspectrum.spec.onnx.read;

import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import convspectrum.spec.onnx.constant.ConstantTensor;
import convspectrum.spec.onnx.constant.Dims;
import convspectrum.spec.onnx.constant.OpException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Conv, MaxPool and AveragePool. */
final class ConvolutionReader {
  private ConvolutionReader() {}

  static Value conv(OnnxNode node) {
    int[] dims = node.dims(0);
    ConstantTensor weight = node.constant(1, "weight");
    int[] w = weight.dims();
    Shape input = Windows.featureMap(dims);
    if (w.length != dims.length) {
      throw new OpException(
          "weights of %s on an input of %s".formatted(Dims.text(w), input),
          "expected as many axes");
    }
    long[] kernel = Arrays.stream(w, 2, w.length).asLongStream().toArray();
    long[] declared = node.attributes().integers("kernel_shape");
    if (declared != null && !Arrays.equals(kernel, declared)) {
      throw new OpException(
          "kernel_shape %s, but weights of %s".formatted(Arrays.toString(declared), Dims.text(w)),
          "");
    }
    int groups = Dims.dim(node.attributes().integer("group", 1));
    if ((long) groups * w[1] != input.channels()) {
      throw new OpException(
          "weights of %s in %d groups on %d channels"
              .formatted(Dims.text(w), groups, input.channels()),
          "expected groups times the weights' second axis to be the channels");
    }
    boolean bias = node.isConstant(2);
    Map<String, ConstantTensor> stored = new LinkedHashMap<>();
    stored.put(ParameterSlot.WEIGHT, weight);
    if (bias) {
      stored.put(ParameterSlot.BIAS, node.constant(2, "bias"));
    }
    Window window = Windows.of(node, input, kernel);
    Op.Conv conv = new Op.Conv(w[0], window, groups, bias);
    Node result = node.result(conv, node.reshaped(node.node(0), input), stored);
    if (node.has(2) && !bias) {
      Node column = node.reshaped(node.node(2), Shape.of(w[0], 1, 1));
      result = node.part("biased", new Op.Add(), result, column);
    }
    return OnnxNode.computed(withoutHeight(node, result, dims.length));
  }

  static Operator pool(PoolKind kind) {
    return node -> {
      int[] dims = node.dims(0);
      Shape input = Windows.featureMap(dims);
      long[] kernel = node.attributes().integers("kernel_shape");
      if (kernel == null || kernel.length != dims.length - 2) {
        throw new OpException(
            "kernel_shape " + Arrays.toString(kernel),
            "expected " + (dims.length - 2) + " numbers");
      }
      Op.Pool pool =
          new Op.Pool(
              kind,
              Windows.of(node, input, kernel),
              node.attributes().integer("ceil_mode", 0) != 0,
              kind == PoolKind.AVERAGE && node.attributes().integer("count_include_pad", 0) != 0);
      Node result = node.result(pool, node.reshaped(node.node(0), input));
      Value value = OnnxNode.computed(withoutHeight(node, result, dims.length));
      // The indices of the maxima, which only an unpooling reads.
      return List.of(value, new Value.Unknown());
    };
  }

  private static Node withoutHeight(OnnxNode node, Node result, int rank) {
    Shape shape = result.shape();
    return rank == 4
        ? result
        : node.reshaped(result, Shape.of(shape.batch(), shape.channels(), shape.width()));
  }
}
