package convspectrum.formats.onnx.read.operator.layer;

import convspectrum.formats.onnx.read.constant.Arranging;
import convspectrum.formats.onnx.read.constant.ConstantTensor;
import convspectrum.formats.onnx.read.constant.Dims;
import convspectrum.formats.onnx.read.constant.Initializer;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.Value;
import convspectrum.spec.graph.BinaryFunction;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Padding;
import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Reads norms of the channels of an image: instance, group and local response norms. */
final class ChannelNormReader {
  private ChannelNormReader() {}

  /** Each channel of each sample by itself. */
  static Value instanceNorm(OnnxNode node) {
    Node x = node.node(0);
    int channels = NormReader.channels(node);
    List<Integer> axes = IntStream.range(2, x.shape().rank()).boxed().toList();
    double epsilon = node.attributes().number("epsilon", 1e-5f);
    Node normalised = node.part("normalised", new Op.LayerNorm(axes, epsilon, false), x);
    return OnnxNode.computed(affine(node, normalised, channels));
  }

  /** Groups of channels; γ and β are per group up to opset 20, per channel since. */
  static Value groupNorm(OnnxNode node) {
    Node x = node.node(0);
    Shape shape = x.shape();
    int channels = NormReader.channels(node);
    long groups = node.attributes().integer("num_groups", 0);
    if (groups < 1 || channels % groups != 0) {
      throw new OpException(
          "num_groups %d of %d channels".formatted(groups, channels), "expected a divisor");
    }
    long inGroup = shape.elements() / shape.batch() / groups;
    Node grouped = node.reshaped(x, Shape.of(shape.batch(), (int) groups, Dims.dim(inGroup)));
    double epsilon = node.attributes().number("epsilon", 1e-5f);
    Node result = node.part("normalised", new Op.LayerNorm(List.of(2), epsilon, false), grouped);
    if (Dims.elements(node.dims(1)) == groups && groups != channels) {
      return OnnxNode.computed(node.reshaped(affine(node, result, (int) groups), shape));
    }
    return OnnxNode.computed(affine(node, node.reshaped(result, shape), channels));
  }

  /** x · γ + β along axis 1. */
  private static Node affine(OnnxNode node, Node x, int channels) {
    int[] column = new int[x.shape().rank() - 1];
    Arrays.fill(column, 1);
    column[0] = channels;
    ConstantTensor scale = node.constant(1, "scale");
    ConstantTensor bias = node.constant(2, "bias");
    NormReader.requireElements("scale", scale, channels);
    NormReader.requireElements("bias", bias, channels);
    if (isMadeUp(scale, 1) && isMadeUp(bias, 0)) {
      return x;
    }
    Node scaled =
        node.part(
            "scaled", new Op.Multiply(), x, node.node(Arranging.reshape(scale, column), "scale"));
    return node.result(new Op.Add(), scaled, node.node(Arranging.reshape(bias, column), "bias"));
  }

  /**
   * Whether an exporter has made a tensor up that the op wants and the module has not: one number
   * everywhere, under no name of a parameter. A group norm is written with such, its own scale and
   * bias behind it.
   */
  private static boolean isMadeUp(ConstantTensor tensor, float value) {
    Initializer stored = tensor.initializer();
    boolean named =
        stored != null
            && (stored.hasParameterName() || stored.holder() == Initializer.Holder.FILLING_NODE);
    if (named || !tensor.isKnown()) {
      return false;
    }
    for (float each : tensor.values().toFloats()) {
      if (each != value) {
        return false;
      }
    }
    return true;
  }

  /** x / (bias + α / size · Σ x²)^β, the sum over {@code size} neighbouring channels. */
  static Value localResponseNorm(OnnxNode node) {
    Node x = node.node(0);
    Shape shape = x.shape();
    NormReader.channels(node);
    int size = Dims.dim(node.attributes().integer("size", 1));
    int plane = Dims.dim(shape.elements() / shape.batch() / shape.channels());
    Node square = node.part("square", new Op.Multiply(), x, x);
    Node column = node.reshaped(square, Shape.of(shape.batch(), 1, shape.channels(), plane));
    Padding padding = new Padding((size - 1) / 2, 0, size / 2, 0);
    Op.Pool mean =
        new Op.Pool(PoolKind.AVERAGE, new Window(size, 1, 1, 1, 1, 1, padding), false, true);
    Node means = node.reshaped(node.part("mean", mean, column), shape);
    Node scaled =
        node.part("scaled", new Op.Scale(node.attributes().number("alpha", 1e-4f)), means);
    ConstantTensor bias = ConstantTensor.number(node.attributes().number("bias", 1));
    ConstantTensor beta = ConstantTensor.number(node.attributes().number("beta", 0.75f));
    Node shifted = node.part("shifted", new Op.Add(), scaled, node.node(bias, "bias"));
    Node power =
        node.part("power", new Op.Binary(BinaryFunction.POWER), shifted, node.node(beta, "beta"));
    return OnnxNode.computed(node.result(new Op.Binary(BinaryFunction.DIVIDE), x, power));
  }
}
