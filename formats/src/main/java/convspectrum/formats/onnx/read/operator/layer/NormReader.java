package convspectrum.formats.onnx.read.operator.layer;

import convspectrum.formats.onnx.read.constant.Arranging;
import convspectrum.formats.onnx.read.constant.ConstantTensor;
import convspectrum.formats.onnx.read.constant.Dims;
import convspectrum.formats.onnx.read.constant.Folding;
import convspectrum.formats.onnx.read.constant.Kind;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.formats.onnx.read.constant.UnsupportedOpException;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.Value;
import convspectrum.formats.onnx.read.operator.shared.RecordedReader;
import convspectrum.spec.graph.BinaryFunction;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.graph.Reduction;
import convspectrum.spec.graph.UnaryFunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Reads batch, layer and RMS norms, and the norm of a vector. */
final class NormReader {
  private NormReader() {}

  /**
   * With the running statistics, also where the file was exported for training: what is counted and
   * run is inference. Constants are normalised with their own statistics there: exporters write the
   * standardisation of weights so.
   */
  static Value batchNorm(OnnxNode node) {
    if (node.attributes().integer("spatial", 1) == 0) {
      throw new UnsupportedOpException("statistics for each position (spatial 0)");
    }
    boolean training =
        node.attributes().integer("training_mode", 0) != 0
            || (node.opset() < 14 && node.outputCount() > 1);
    if (training && node.isConstant(0)) {
      return OnnxNode.constant(standardised(node));
    }
    int channels = channels(node);
    String[] roles = {
      ParameterSlot.WEIGHT,
      ParameterSlot.BIAS,
      ParameterSlot.RUNNING_MEAN,
      ParameterSlot.RUNNING_VAR
    };
    Map<String, ConstantTensor> stored = new LinkedHashMap<>();
    for (int i = 0; i < roles.length; i++) {
      ConstantTensor tensor = node.constant(i + 1, roles[i]);
      requireElements(roles[i], tensor, channels);
      stored.put(roles[i], tensor);
    }
    double epsilon = node.attributes().number("epsilon", 1e-5f);
    return OnnxNode.computed(
        node.result(new Op.BatchNorm(epsilon, true, true), node.node(0), stored));
  }

  /** (x − mean) / √(variance + ε) · γ + β, mean and variance over all axes but 1. */
  private static ConstantTensor standardised(OnnxNode node) {
    ConstantTensor x = node.constant(0, "operand");
    int channels = channels(node);
    List<Integer> axes =
        IntStream.range(0, x.dims().length).filter(axis -> axis != 1).boxed().toList();
    double epsilon = node.attributes().number("epsilon", 1e-5f);
    double share = (double) channels / x.elements();
    ConstantTensor mean = scaledSum(x, axes, share);
    ConstantTensor centred = Folding.binary(x, mean, Kind.FLOAT, (a, b) -> a - b, null);
    ConstantTensor square = Folding.unary(centred, Kind.FLOAT, a -> a * a);
    ConstantTensor variance = scaledSum(square, axes, share);
    ConstantTensor normalised =
        Folding.binary(centred, variance, Kind.FLOAT, (a, b) -> a / Math.sqrt(b + epsilon), null);
    int[] column = new int[x.dims().length - 1];
    Arrays.fill(column, 1);
    column[0] = channels;
    ConstantTensor scale = Arranging.reshape(node.constant(1, "scale"), column);
    ConstantTensor bias = Arranging.reshape(node.constant(2, "bias"), column);
    ConstantTensor scaled = Folding.binary(normalised, scale, Kind.FLOAT, (a, b) -> a * b, null);
    return Folding.binary(scaled, bias, Kind.FLOAT, Double::sum, null);
  }

  private static ConstantTensor scaledSum(ConstantTensor x, List<Integer> axes, double share) {
    return Folding.unary(
        Folding.reduce(x, axes, 0, Double::sum), Kind.FLOAT, value -> value * share);
  }

  /** The result, and where something reads them the mean and the inverse deviation of each row. */
  static List<Value> layerNorms(OnnxNode node) {
    List<Value> results = new ArrayList<>();
    results.add(oneLayerNorm(node));
    if (!node.isUsed(1) && !node.isUsed(2)) {
      return results;
    }
    Node x = node.node(0);
    int rank = x.shape().rank();
    int first = Dims.axis(node.attributes().integer("axis", -1), rank);
    Op over = new Op.Reduce(Reduction.MEAN, IntStream.range(first, rank).boxed().toList());
    Node mean = node.part("mean", over, x);
    Node centred = node.part("centred", new Op.Binary(BinaryFunction.SUBTRACT), x, mean);
    Node square = node.part("square", new Op.Multiply(), centred, centred);
    Node variance = node.part("variance", over, square);
    double epsilon = node.attributes().number("epsilon", 1e-5f);
    Node number = node.node(ConstantTensor.number(epsilon), "epsilon");
    Node root =
        node.part(
            "root",
            new Op.Unary(UnaryFunction.SQRT),
            node.part("shifted", new Op.Add(), variance, number));
    results.add(OnnxNode.computed(mean));
    results.add(
        OnnxNode.computed(node.part("inverse", new Op.Unary(UnaryFunction.RECIPROCAL), root)));
    return results;
  }

  private static Value oneLayerNorm(OnnxNode node) {
    return node.allConstant()
        ? layerNorm(node)
        : node.recorded(RecordedReader.layerNorm(node), NormReader::layerNorm);
  }

  static Value layerNorm(OnnxNode node) {
    Node x = node.node(0);
    int rank = x.shape().rank();
    int first = Dims.axis(node.attributes().integer("axis", -1), rank);
    List<Integer> axes = IntStream.range(first, rank).boxed().toList();
    int[] normalised = axes.stream().mapToInt(x.shape()::dim).toArray();
    double epsilon = node.attributes().number("epsilon", 1e-5f);
    boolean plain =
        node.isConstant(1)
            && Arrays.equals(node.dims(1), normalised)
            && (!node.has(2) || (node.isConstant(2) && Arrays.equals(node.dims(2), normalised)));
    if (plain) {
      Map<String, ConstantTensor> stored = new LinkedHashMap<>();
      stored.put(ParameterSlot.WEIGHT, node.constant(1, "scale"));
      stored.put(
          ParameterSlot.BIAS,
          node.has(2) ? node.constant(2, "bias") : Folding.filled(Kind.FLOAT, normalised, 0));
      return OnnxNode.computed(node.result(new Op.LayerNorm(axes, epsilon, true), x, stored));
    }
    Node result = node.part("normalised", new Op.LayerNorm(axes, epsilon, false), x);
    result = node.part("scaled", new Op.Multiply(), result, node.node(1));
    if (node.has(2)) {
      result = node.part("shifted", new Op.Add(), result, node.node(2));
    }
    return OnnxNode.computed(result);
  }

  /** x / √(mean(x²) + ε) · γ over the last axes. */
  static Value rmsNorm(OnnxNode node) {
    Node x = node.node(0);
    int rank = x.shape().rank();
    int first = Dims.axis(node.attributes().integer("axis", -1), rank);
    List<Integer> axes = IntStream.range(first, rank).boxed().toList();
    Node square = node.part("square", new Op.Multiply(), x, x);
    Node mean = node.part("mean", new Op.Reduce(Reduction.MEAN, axes), square);
    double epsilon = node.attributes().number("epsilon", 1e-5f);
    Node shifted =
        node.part(
            "shifted", new Op.Add(), mean, node.node(ConstantTensor.number(epsilon), "epsilon"));
    Node root = node.part("root", new Op.Unary(UnaryFunction.SQRT), shifted);
    Node normalised = node.part("normalised", new Op.Binary(BinaryFunction.DIVIDE), x, root);
    return OnnxNode.computed(node.result(new Op.Multiply(), normalised, node.node(1)));
  }

  /** (x − mean) / √variance over the given axes; ONNX's own definition adds 1e-9 to the root. */
  static Value meanVariance(OnnxNode node) {
    Node x = node.node(0);
    long[] given = node.attributes().integers("axes");
    long[] axes = given == null ? new long[] {0, 2, 3} : given;
    List<Integer> over =
        Arrays.stream(axes)
            .mapToInt(axis -> Dims.axis(axis, x.shape().rank()))
            .sorted()
            .boxed()
            .toList();
    return OnnxNode.computed(node.result(new Op.LayerNorm(over, 1e-18, false), x));
  }

  /** x / √Σx², or x / Σ|x|, along one axis; zeros stay zeros. */
  static Value lpNorm(OnnxNode node) {
    long p = node.attributes().integer("p", 2);
    if (p != 1 && p != 2) {
      throw new OpException("p " + p, "1 or 2");
    }
    Node x = node.node(0);
    List<Integer> axes =
        List.of(Dims.axis(node.attributes().integer("axis", -1), x.shape().rank()));
    Node length =
        p == 2
            ? node.part("length", new Op.Reduce(Reduction.L2, axes), x)
            : node.part(
                "length",
                new Op.Reduce(Reduction.SUM, axes),
                node.part("size", new Op.Unary(UnaryFunction.ABS), x));
    // No length but 0 is below the smallest number, so that this changes only 0 / 0.
    Node smallest = node.node(ConstantTensor.number(Float.MIN_VALUE), "smallest");
    Node divisor = node.part("divisor", new Op.Binary(BinaryFunction.MAXIMUM), length, smallest);
    return OnnxNode.computed(node.result(new Op.Binary(BinaryFunction.DIVIDE), x, divisor));
  }

  /** The axis 1 that norms work along. */
  static int channels(OnnxNode node) {
    int[] dims = node.dims(0);
    if (dims.length < 2) {
      throw new OpException("an input of " + Dims.text(dims), "expected a channel axis (axis 1)");
    }
    return dims[1];
  }

  static void requireElements(String what, ConstantTensor tensor, int channels) {
    if (tensor.elements() != channels) {
      throw new OpException(
          "%s of %s on %d channels".formatted(what, Dims.text(tensor.dims()), channels),
          "expected one value per channel");
    }
  }
}
