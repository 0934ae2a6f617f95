package convspectrum.formats.onnx.read.operator;

import convspectrum.formats.onnx.read.constant.ConstantTensor;
import convspectrum.formats.onnx.read.constant.Dims;
import convspectrum.formats.onnx.read.constant.NdArray;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.formats.onnx.read.constant.UnsupportedOpException;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.Operator;
import convspectrum.formats.onnx.read.node.Value;
import convspectrum.spec.graph.BinaryFunction;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Reduction;
import convspectrum.spec.graph.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** ArgMax, ArgMin and TopK: places as real numbers, found by comparison with the extreme. */
final class RankingReader {
  /** A ranking of more would be a search, not a layer. */
  private static final int MAX_RANKED = 128;

  private RankingReader() {}

  /** The place of the largest value of an axis, or of the smallest. */
  static Operator extreme(Reduction function) {
    return Operator.single(node -> {
      Node x = node.node(0);
      int axis = Dims.axis(node.attributes().integer("axis", 0), x.shape().rank());
      boolean last = node.attributes().integer("select_last_index", 0) != 0;
      Node place = place(node, x, axis, function, last);
      return OnnxNode.computed(
          node.attributes().integer("keepdims", 1) != 0
              ? place
              : node.reshaped(place, dropped(place.shape(), axis)));
    });
  }

  /** 1 at the first largest value along an axis, else 0. */
  static Node first(OnnxNode node, Node x, long axis) {
    int along = Dims.axis(axis, x.shape().rank());
    Node place = place(node, x, along, Reduction.MAX, false);
    Op equal = new Op.Binary(BinaryFunction.EQUAL);
    Node counting = counting(node, x, along);
    return node.result(equal, counting, place);
  }

  private static Shape dropped(Shape shape, int axis) {
    int[] dims = new int[shape.rank() - 1];
    for (int i = 0; i < dims.length; i++) {
      dims[i] = shape.dim(i < axis ? i : i + 1);
    }
    return Shape.of(dims);
  }

  /** Of all places that hold the extreme, the first or the last. */
  private static Node place(OnnxNode node, Node x, int axis, Reduction function, boolean last) {
    Node extreme = node.part("extreme", new Op.Reduce(function, List.of(axis)), x);
    Node hits = node.part("hits", new Op.Binary(BinaryFunction.EQUAL), x, extreme);
    int size = x.shape().dim(axis);
    Node none = node.node(ConstantTensor.number(last ? -1 : size), "none");
    Node place = node.part("places", new Op.Where(), hits, counting(node, x, axis), none);
    Reduction choice = last ? Reduction.MAX : Reduction.MIN;
    return node.part("place", new Op.Reduce(choice, List.of(axis)), place);
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
    if (k > MAX_RANKED) {
      throw new UnsupportedOpException("the " + k + " largest; up to " + MAX_RANKED);
    }
    boolean largest = node.attributes().integer("largest", 1) != 0;
    Reduction function = largest ? Reduction.MAX : Reduction.MIN;
    double beyond = largest ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    List<Node> values = new ArrayList<>();
    List<Node> places = new ArrayList<>();
    Node counting = counting(node, x, axis);
    Node out = node.node(ConstantTensor.number(beyond), "taken");
    Node rest = x;
    for (int i = 0; i < k; i++) {
      values.add(node.part("value", new Op.Reduce(function, List.of(axis)), rest));
      Node place = place(node, rest, axis, function, false);
      places.add(place);
      if (i + 1 < k) {
        Node hit = node.part("hit", new Op.Binary(BinaryFunction.EQUAL), counting, place);
        rest = node.part("rest", new Op.Where(), hit, out, rest);
      }
    }
    return List.of(
        OnnxNode.computed(Selection.join(node, values, axis)),
        OnnxNode.computed(Selection.join(node, places, axis)));
  }
}
