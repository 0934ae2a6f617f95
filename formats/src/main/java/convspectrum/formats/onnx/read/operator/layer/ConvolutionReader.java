package convspectrum.formats.onnx.read.operator.layer;

import convspectrum.formats.onnx.read.constant.ConstantTensor;
import convspectrum.formats.onnx.read.constant.Dims;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.formats.onnx.read.constant.UnsupportedOpException;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.Value;
import convspectrum.formats.onnx.read.operator.shared.Selection;
import convspectrum.formats.onnx.read.operator.shared.Windows;
import convspectrum.spec.composite.ConvNd;
import convspectrum.spec.composite.definition.Pieces;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Slide;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Conv over one, two or three spatial axes. With weights that depend on the network's input it is a
 * product of matrices, of as many MACs.
 */
public final class ConvolutionReader {
  private ConvolutionReader() {}

  static Value conv(OnnxNode node) {
    return OnnxNode.computed(convolution(node));
  }

  /** The convolution of a node, as a node of the graph. */
  public static Node convolution(OnnxNode node) {
    int[] dims = node.dims(0);
    int[] w = node.dims(1);
    Windows.axes(dims);
    int groups = requireGroups(node, dims, w);
    long[] kernel = kernel(node, w);
    List<Slide> sides = Windows.sides(node, dims, kernel);
    if (!node.isConstant(1)) {
      return biased(node, product(node, sides, groups), w[0]);
    }
    return layer(node, sides, groups);
  }

  private static long[] kernel(OnnxNode node, int[] weight) {
    long[] kernel = Arrays.stream(weight, 2, weight.length).asLongStream().toArray();
    long[] declared = node.attributes().integers("kernel_shape");
    if (declared != null && !Arrays.equals(kernel, declared)) {
      throw new OpException(
          "kernel_shape %s, but weights of %s"
              .formatted(Arrays.toString(declared), Dims.text(weight)),
          "");
    }
    return kernel;
  }

  private static int requireGroups(OnnxNode node, int[] dims, int[] w) {
    if (w.length != dims.length) {
      throw new OpException(
          "weights of %s on an input of %s".formatted(Dims.text(w), Dims.text(dims)),
          "expected as many axes");
    }
    int groups = Windows.positive("group", node.attributes().integer("group", 1));
    if ((long) groups * w[1] != dims[1]) {
      throw new OpException(
          "weights of %s in %d groups on %d channels".formatted(Dims.text(w), groups, dims[1]),
          "expected groups times the weights' second axis to be the channels");
    }
    return groups;
  }

  /** A convolution as one op, and where the network computes the bias its sum with that. */
  private static Node layer(OnnxNode node, List<Slide> sides, int groups) {
    ConstantTensor weight = node.constant(1, "weight");
    int outputs = weight.dims()[0];
    boolean bias = node.isConstant(2);
    Map<String, ConstantTensor> stored = new LinkedHashMap<>();
    stored.put(ParameterSlot.WEIGHT, weight);
    if (bias) {
      stored.put(ParameterSlot.BIAS, node.constant(2, "bias"));
    }
    Op conv =
        sides.size() == 2
            ? new Op.Conv(outputs, Windows.window(sides), groups, bias)
            : new ConvNd(outputs, sides, groups, bias);
    Node result = node.result(conv, node.node(0), stored);
    return bias ? result : biased(node, result, outputs);
  }

  /** Adds a bias that the network computes. */
  static Node biased(OnnxNode node, Node result, int outputs) {
    if (!node.has(2)) {
      return result;
    }
    int[] column = new int[result.shape().rank() - 1];
    Arrays.fill(column, 1);
    column[0] = outputs;
    return node.part("biased", new Op.Add(), result, node.reshaped(node.node(2), Shape.of(column)));
  }

  /**
   * With computed weights: windows as columns, (g, O/g, C/g·K) · (N, g, C/g·K, places). Cout · Cin
   * / g · K products a place, as in the convolution.
   */
  private static Node product(OnnxNode node, List<Slide> sides, int groups) {
    int[] dims = node.dims(0);
    int[] w = node.dims(1);
    if (dims.length == 5) {
      throw new UnsupportedOpException("computed weights over three spatial axes");
    }
    Slide rows = sides.size() == 1 ? Slide.POINT : sides.getFirst();
    Slide columns = sides.getLast();
    Node x = node.reshaped(node.node(0), Windows.featureMap(dims));
    int height = rows.outputs(x.shape().height());
    int width = columns.outputs(x.shape().width());
    x = Pieces.bordered(node, x, 2, rows.before(), rows.after(), 0);
    x = Pieces.bordered(node, x, 3, columns.before(), columns.after(), 0);
    int batch = dims[0];
    int places = Math.multiplyExact(height, width);
    List<Node> taps = new ArrayList<>();
    for (int i = 0; i < rows.kernel(); i++) {
      Node row = Selection.strided(node, x, 2, i * rows.dilation(), rows.stride(), height);
      for (int j = 0; j < columns.kernel(); j++) {
        Node tap = Selection.strided(node, row, 3, j * columns.dilation(), columns.stride(), width);
        taps.add(node.reshaped(tap, Shape.of(batch, dims[1], 1, places)));
      }
    }
    int inGroup = Math.multiplyExact(w[1], taps.size());
    Node windows =
        node.reshaped(Selection.join(node, taps, 2), Shape.of(batch, groups, inGroup, places));
    Node weight = node.reshaped(node.node(1), Shape.of(groups, w[0] / groups, inGroup));
    Node product = node.result(new Op.MatMul(), weight, windows);
    return node.reshaped(
        product,
        dims.length == 3 ? Shape.of(batch, w[0], width) : Shape.of(batch, w[0], height, width));
  }
}
