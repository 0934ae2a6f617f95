package convspectrum.formats.onnx.write;

import static convspectrum.spec.graph.ParameterSlot.BIAS;
import static convspectrum.spec.graph.ParameterSlot.RUNNING_MEAN;
import static convspectrum.spec.graph.ParameterSlot.RUNNING_VAR;
import static convspectrum.spec.graph.ParameterSlot.WEIGHT;

import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.Tensor;
import convspectrum.spec.tensor.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Norms as ONNX nodes; a γ or β that the op lacks is written as ones or zeros. */
final class NormWriter {
  private final OnnxGraph onnx;
  private final Weights weights;

  NormWriter(OnnxGraph onnx, Weights weights) {
    this.onnx = onnx;
    this.weights = weights;
  }

  void batchNorm(Node node, Op.BatchNorm norm, String x) {
    Shape channels = Shape.of(node.shape().channels());
    onnx.result(
        node,
        "BatchNormalization",
        List.of(
            x,
            norm.scale() ? stored(node, WEIGHT) : onnx.filled(node, WEIGHT, 1, channels.toArray()),
            norm.shift() ? stored(node, BIAS) : onnx.filled(node, BIAS, 0, channels.toArray()),
            stored(node, RUNNING_MEAN),
            stored(node, RUNNING_VAR)),
        Attributes.number("epsilon", norm.epsilon()));
  }

  /** ONNX normalises over trailing axes; others are moved there and back. */
  void layerNorm(Node node, Op.LayerNorm norm, String x) {
    int rank = node.shape().rank();
    int[] order = normalisedLast(norm.axes(), rank);
    boolean trailing = Arrays.equals(order, IntStream.range(0, rank).toArray());
    Shape shape = Shape.of(norm.axes().stream().mapToInt(node.shape()::dim).toArray());
    List<String> inputs = new ArrayList<>();
    inputs.add(
        trailing
            ? x
            : onnx.part(
                node, "Transpose", "moved", List.of(x), Attributes.integers("perm", order)));
    inputs.add(
        norm.affine() ? stored(node, WEIGHT) : onnx.filled(node, WEIGHT, 1, shape.toArray()));
    if (norm.affine()) {
      inputs.add(stored(node, BIAS));
    }
    var axis = Attributes.integer("axis", rank - norm.axes().size());
    var epsilon = Attributes.number("epsilon", norm.epsilon());
    if (trailing) {
      onnx.result(node, "LayerNormalization", inputs, axis, epsilon);
      return;
    }
    String normalised = onnx.part(node, "LayerNormalization", "normalised", inputs, axis, epsilon);
    onnx.result(
        node, "Transpose", List.of(normalised), Attributes.integers("perm", inverse(order)));
  }

  private static int[] normalisedLast(List<Integer> axes, int rank) {
    IntStream others = IntStream.range(0, rank).filter(axis -> !axes.contains(axis));
    return IntStream.concat(others, axes.stream().mapToInt(Integer::intValue)).toArray();
  }

  private static int[] inverse(int[] permutation) {
    int[] inverse = new int[permutation.length];
    for (int i = 0; i < permutation.length; i++) {
      inverse[permutation[i]] = i;
    }
    return inverse;
  }

  private String stored(Node node, String role) {
    Tensor tensor = weights.get(node, role);
    return onnx.initializer(node, role, tensor, tensor.shape());
  }
}
