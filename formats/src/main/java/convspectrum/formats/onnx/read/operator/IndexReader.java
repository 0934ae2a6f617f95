package convspectrum.formats.onnx.read.operator;

import convspectrum.formats.onnx.read.constant.ConstantTensor;
import convspectrum.formats.onnx.read.constant.Dims;
import convspectrum.formats.onnx.read.constant.Folding;
import convspectrum.formats.onnx.read.constant.Indexing;
import convspectrum.formats.onnx.read.constant.Kind;
import convspectrum.formats.onnx.read.constant.NdArray;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.formats.onnx.read.constant.Patterns;
import convspectrum.formats.onnx.read.constant.UnsupportedOpException;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.Value;
import convspectrum.spec.graph.BinaryFunction;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import java.util.Arrays;
import java.util.List;

/** Ops whose operands say where elements lie, or whose results do. */
final class IndexReader {
  private IndexReader() {}

  /** Constant places along an axis; the result has the places' axes instead of it. */
  static Value gather(OnnxNode node) {
    int[] dims = node.dims(0);
    int axis = Dims.axis(node.attributes().integer("axis", 0), dims.length);
    if (node.isConstant(0)) {
      return OnnxNode.constant(
          Indexing.gather(node.constant(0, "operand"), axis, node.constant(1, "indices")));
    }
    int size = dims[axis];
    int[] of = node.dims(1);
    int[] shape = new int[dims.length - 1 + of.length];
    System.arraycopy(dims, 0, shape, 0, axis);
    System.arraycopy(of, 0, shape, axis, of.length);
    System.arraycopy(dims, axis + 1, shape, axis + of.length, dims.length - axis - 1);
    if (!node.constant(1, "indices").isPresent()) {
      return OnnxNode.computed(unreadable(node, axis, shape));
    }
    int[] places =
        Arrays.stream(node.integers(1, "indices"))
            .mapToInt(place -> Math.clamp(place < 0 ? place + size : place, -1, size))
            .toArray();
    Node taken = Selection.take(node, node.node(0), axis, places);
    return OnnxNode.computed(node.reshaped(taken, Shape.of(shape)));
  }

  /**
   * What is taken by places that no file holds: it has a shape, so it counts. Its values are as
   * unknown as those of absent weights, and are treated like them.
   */
  private static Node unreadable(OnnxNode node, int axis, int[] shape) {
    ConstantTensor places = node.constant(1, "indices");
    Node any = Selection.slice(node, node.node(0), axis, 0, 1);
    int[] single = shape.clone();
    Arrays.fill(single, axis, axis + places.dims().length, 1);
    Node missing =
        node.node(Indexing.gather(Folding.filled(Kind.FLOAT, new int[1], 0), 0, places), "places");
    int[] aligned = new int[shape.length - axis];
    Arrays.fill(aligned, 1);
    System.arraycopy(places.dims(), 0, aligned, 0, places.dims().length);
    return node.result(
        new Op.Add(),
        node.reshaped(any, Shape.of(single)),
        node.reshaped(missing, Shape.of(aligned)));
  }

  static Value gatherElements(OnnxNode node) {
    int axis = Dims.axis(node.attributes().integer("axis", 0), node.dims(0).length);
    ConstantTensor indices = node.constant(1, "indices");
    return chosen(node, source -> Indexing.gatherElements(source, axis, indices));
  }

  static Value gatherNd(OnnxNode node) {
    int batchAxes = (int) Math.clamp(node.attributes().integer("batch_dims", 0), 0L, 64L);
    ConstantTensor indices = node.constant(1, "indices");
    if (batchAxes >= Math.min(node.dims(0).length, indices.dims().length)) {
      throw new OpException("batch_dims " + batchAxes, "expected fewer than the axes");
    }
    return chosen(node, source -> Indexing.gatherNd(source, indices, batchAxes));
  }

  static Value scatterNd(OnnxNode node) {
    requirePlain(node);
    ConstantTensor indices = node.constant(1, "indices");
    return written(node, (x, updates) -> Indexing.scatterNd(x, indices, updates));
  }

  static Value scatterElements(OnnxNode node) {
    requirePlain(node);
    int axis = Dims.axis(node.attributes().integer("axis", 0), node.dims(0).length);
    ConstantTensor indices = node.constant(1, "indices");
    return written(node, (x, updates) -> Indexing.scatterElements(x, axis, indices, updates));
  }

  private static void requirePlain(OnnxNode node) {
    String reduction = node.attributes().text("reduction", "none");
    if (!reduction.equals("none")) {
      throw new UnsupportedOpException("reduction '" + reduction + "'");
    }
  }

  @FunctionalInterface
  private interface Choice {
    ConstantTensor of(ConstantTensor source);
  }

  @FunctionalInterface
  private interface Writing {
    ConstantTensor of(ConstantTensor source, ConstantTensor updates);
  }

  /** Of activations, what the choice makes of their positions tells which to take. */
  private static Value chosen(OnnxNode node, Choice choice) {
    if (node.isConstant(0)) {
      return OnnxNode.constant(choice.of(node.constant(0, "operand")));
    }
    ConstantTensor positions = choice.of(positions(0, node.dims(0)));
    Node flat = flat(node, node.node(0));
    Node taken = Selection.take(node, flat, 0, places(positions));
    return OnnxNode.computed(node.reshaped(taken, Shape.of(positions.dims())));
  }

  private static Value written(OnnxNode node, Writing writing) {
    if (node.isConstant(0) && node.isConstant(2)) {
      return OnnxNode.constant(
          writing.of(node.constant(0, "operand"), node.constant(2, "updates")));
    }
    int[] dims = node.dims(0);
    int own = Dims.dim(Dims.elements(dims));
    ConstantTensor positions = writing.of(positions(0, dims), positions(own, node.dims(2)));
    List<Node> sources = List.of(flat(node, node.node(0)), flat(node, node.node(2)));
    Node taken = Selection.take(node, Selection.join(node, sources, 0), 0, places(positions));
    return OnnxNode.computed(node.reshaped(taken, Shape.of(dims)));
  }

  /** {@code first}, {@code first} + 1, …, in this shape. */
  private static ConstantTensor positions(int first, int[] dims) {
    long[] values = new long[Selection.requireTable(Dims.elements(dims))];
    Arrays.setAll(values, i -> first + (long) i);
    return ConstantTensor.known(NdArray.integers(dims, values));
  }

  private static int[] places(ConstantTensor positions) {
    return Arrays.stream(positions.values().toIntegers()).mapToInt(Dims::dim).toArray();
  }

  private static Node flat(OnnxNode node, Node x) {
    return node.reshaped(x, Shape.of(Dims.dim(x.shape().elements())));
  }

  /** By doubling: after step k each place holds the sum of the 2ᵏ places up to it. */
  static Value cumulativeSum(OnnxNode node) {
    long[] given = node.integers(1, "axis");
    int[] dims = node.dims(0);
    int axis = Dims.axis(given.length == 1 ? given[0] : Long.MAX_VALUE, dims.length);
    boolean exclusive = node.attributes().integer("exclusive", 0) != 0;
    boolean reverse = node.attributes().integer("reverse", 0) != 0;
    if (node.isConstant(0)) {
      return OnnxNode.constant(
          Patterns.cumulativeSum(node.constant(0, "operand"), axis, exclusive, reverse));
    }
    Node x = node.node(0);
    Node sum = x;
    for (int step = 1; step < dims[axis]; step *= 2) {
      int start = reverse ? step : 0;
      Node part = Selection.slice(node, sum, axis, start, start + dims[axis] - step);
      int[] border = reverse ? new int[] {0, step} : new int[] {step, 0};
      Node moved = Selection.bordered(node, part, axis, border, 0);
      sum = node.part("sum", new Op.Add(), sum, moved);
    }
    return OnnxNode.computed(
        exclusive ? node.part("before", new Op.Binary(BinaryFunction.SUBTRACT), sum, x) : sum);
  }

  static Value triangle(OnnxNode node) {
    boolean upper = node.attributes().integer("upper", 1) != 0;
    long k = node.has(1) ? node.integers(1, "k")[0] : 0;
    if (node.isConstant(0)) {
      return OnnxNode.constant(Patterns.triangle(node.constant(0, "operand"), upper, k));
    }
    Node x = node.node(0);
    int[] dims = node.dims(0);
    int[] matrix = Arrays.copyOfRange(dims, Math.max(dims.length - 2, 0), dims.length);
    ConstantTensor ones = Folding.filled(Kind.FLOAT, matrix, 1);
    Node mask = node.node(Patterns.triangle(ones, upper, k), "mask");
    Node zero = node.node(ConstantTensor.number(0), "zero");
    return OnnxNode.computed(node.result(new Op.Where(), mask, x, zero));
  }

  static Value nonZero(OnnxNode node) {
    ConstantTensor x = node.constant(0, "operand");
    Selection.requireTable(x.elements());
    return OnnxNode.constant(Patterns.nonZero(x));
  }
}
