package convspectrum.formats.onnx.read.operator.elementwise;

import convspectrum.formats.onnx.read.constant.ConstantTensor;
import convspectrum.formats.onnx.read.constant.Dims;
import convspectrum.formats.onnx.read.constant.NdArray;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.Operator;
import convspectrum.formats.onnx.read.node.Value;
import convspectrum.formats.onnx.read.operator.shared.Selection;
import convspectrum.spec.composite.ArgExtreme;
import convspectrum.spec.composite.TopK;
import convspectrum.spec.graph.BinaryFunction;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** ArgMax, ArgMin and TopK, and what is made of them. */
final class RankingReader {
  private RankingReader() {}

  /** The place of the largest value of an axis, or of the smallest. */
  static Operator extreme(boolean largest) {
    return Operator.single(node -> {
      Node x = node.node(0);
      int axis = Dims.axis(node.attributes().integer("axis", 0), x.shape().rank());
      boolean last = node.attributes().integer("select_last_index", 0) != 0;
      Node place = node.result(new ArgExtreme(axis, largest, last), x);
      return OnnxNode.computed(
          node.attributes().integer("keepdims", 1) != 0
              ? place
              : node.reshaped(place, dropped(place.shape(), axis)));
    });
  }

  /** 1 at the first largest value along an axis, else 0. */
  static Node first(OnnxNode node, Node x, long axis) {
    int along = Dims.axis(axis, x.shape().rank());
    Node place = node.part("place", new ArgExtreme(along, true, false), x);
    return node.result(new Op.Binary(BinaryFunction.EQUAL), counting(node, x, along), place);
  }

  private static Shape dropped(Shape shape, int axis) {
    int[] dims = new int[shape.rank() - 1];
    for (int i = 0; i < dims.length; i++) {
      dims[i] = shape.dim(i < axis ? i : i + 1);
    }
    return Shape.of(dims);
  }

  /** 0, 1, 2, … along an axis. */
  private static Node counting(OnnxNode node, Node x, int axis) {
    int[] dims = new int[x.shape().rank()];
    Arrays.fill(dims, 1);
    dims[axis] = x.shape().dim(axis);
    float[] values = new float[Selection.requireTable(dims[axis])];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    return node.node(ConstantTensor.known(NdArray.floats(dims, values)), "counting");
  }

  /** The k largest of an axis, or the smallest, one after the other; and their places. */
  static List<Value> topK(OnnxNode node) {
    Node x = node.node(0);
    int axis = Dims.axis(node.attributes().integer("axis", -1), x.shape().rank());
    long k = node.has(1) ? node.integers(1, "k")[0] : node.attributes().integer("k", 0);
    if (k < 1 || k > x.shape().dim(axis)) {
      throw new OpException("k " + k + " of " + x.shape(), "expected 1 to the axis' size");
    }
    boolean largest = node.attributes().integer("largest", 1) != 0;
    // Without an order any would do; ONNX Runtime and this give them in order as well.
    node.attributes().integer("sorted", 1);
    return IntStream.range(0, Math.min(node.outputCount(), 2))
        .<Value>mapToObj(output ->
            OnnxNode.computed(node.result(new TopK(axis, (int) k, largest, output == 1), x)))
        .toList();
  }
}
