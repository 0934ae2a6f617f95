package convspectrum.formats.onnx.read.operator.arrange;

import convspectrum.formats.onnx.read.constant.Arranging;
import convspectrum.formats.onnx.read.constant.ConstantTensor;
import convspectrum.formats.onnx.read.constant.Dims;
import convspectrum.formats.onnx.read.constant.Folding;
import convspectrum.formats.onnx.read.constant.Indexing;
import convspectrum.formats.onnx.read.constant.Kind;
import convspectrum.formats.onnx.read.constant.NdArray;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.formats.onnx.read.constant.Patterns;
import convspectrum.formats.onnx.read.constant.StoredTensors;
import convspectrum.formats.onnx.read.constant.UnsupportedOpException;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.Value;
import convspectrum.formats.onnx.read.operator.shared.Selection;
import convspectrum.spec.composite.Scatter;
import convspectrum.spec.composite.definition.Pieces;
import convspectrum.spec.graph.BinaryFunction;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;

/** Ops with operands or results that are places of elements. */
public final class IndexReader {
  private IndexReader() {}

  /**
   * Places along an axis, a slice where they follow each other; the result has the places' axes
   * instead of it.
   */
  public static Value gather(OnnxNode node) {
    int[] dims = node.dims(0);
    int axis = Dims.axis(node.attributes().integer("axis", 0), dims.length);
    if (!node.isConstant(1)) {
      return OnnxNode.computed(node.result(new Op.Gather(axis), node.node(0), node.node(1)));
    }
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
    if (Selection.runs(places) > 1) {
      Selection.requireInside(places, size);
      return OnnxNode.computed(node.result(new Op.Gather(axis), node.node(0), node.node(1)));
    }
    Node taken = Selection.take(node, node.node(0), axis, places);
    return OnnxNode.computed(node.reshaped(taken, Shape.of(shape)));
  }

  /**
   * What is taken by places that no file holds: it has a shape, so it counts. Its values are as
   * unknown as those of absent weights, and are treated like them.
   */
  private static Node unreadable(OnnxNode node, int axis, int[] shape) {
    ConstantTensor places = node.constant(1, "indices");
    Node any = Pieces.slice(node, node.node(0), axis, 0, 1);
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
    if (!node.isConstant(1)) {
      return LiveIndexReader.gatherElements(node, axis);
    }
    ConstantTensor indices = node.constant(1, "indices");
    return chosen(node, source -> Indexing.gatherElements(source, axis, indices));
  }

  static Value gatherNd(OnnxNode node) {
    int batchAxes = (int) Math.clamp(node.attributes().integer("batch_dims", 0), 0L, 64L);
    if (batchAxes >= Math.min(node.dims(0).length, node.dims(1).length)) {
      throw new OpException("batch_dims " + batchAxes, "expected fewer than the axes");
    }
    if (!node.isConstant(1)) {
      return LiveIndexReader.gatherNd(node, batchAxes);
    }
    ConstantTensor indices = node.constant(1, "indices");
    return chosen(node, source -> Indexing.gatherNd(source, indices, batchAxes));
  }

  static Value scatterNd(OnnxNode node) {
    return scattered(
        node,
        new Scatter.OfLastAxis(),
        (x, indices, updates, step) -> Indexing.scatterNd(x, indices, updates, step));
  }

  static Value scatterElements(OnnxNode node) {
    int axis = Dims.axis(node.attributes().integer("axis", 0), node.dims(0).length);
    return scattered(
        node,
        new Scatter.AlongAxis(axis),
        (x, indices, updates, step) -> Indexing.scatterElements(x, axis, indices, updates, step));
  }

  /** Where places are fixed and replaced, the result is parts of both; else an op of its own. */
  private static Value scattered(OnnxNode node, Scatter.Places places, Writing writing) {
    String reduction = node.attributes().text("reduction", "none");
    Scatter.Combination combination =
        switch (reduction) {
          case "none" -> Scatter.Combination.REPLACE;
          case "add" -> Scatter.Combination.ADD;
          case "mul" -> Scatter.Combination.MULTIPLY;
          case "max" -> Scatter.Combination.MAXIMUM;
          case "min" -> Scatter.Combination.MINIMUM;
          default -> throw new UnsupportedOpException("reduction '" + reduction + "'");
        };
    DoubleBinaryOperator step = step(combination);
    if (node.allConstant()) {
      return OnnxNode.constant(
          writing.of(
              node.constant(0, "operand"),
              node.constant(1, "indices"),
              node.constant(2, "updates"),
              step));
    }
    if (combination == Scatter.Combination.REPLACE && node.isConstant(1)) {
      ConstantTensor indices = node.constant(1, "indices");
      return written(node, (x, updates) -> writing.of(x, indices, updates, step));
    }
    Op op = new Scatter(places, combination);
    return OnnxNode.computed(node.result(op, node.node(0), node.node(1), node.node(2)));
  }

  private static DoubleBinaryOperator step(Scatter.Combination combination) {
    return switch (combination) {
      case REPLACE -> (_, update) -> update;
      case ADD -> Double::sum;
      case MULTIPLY -> (value, update) -> value * update;
      case MAXIMUM -> Math::max;
      case MINIMUM -> Math::min;
    };
  }

  @FunctionalInterface
  private interface Choice {
    ConstantTensor of(ConstantTensor source);
  }

  @FunctionalInterface
  private interface Writing {
    ConstantTensor of(
        ConstantTensor source,
        ConstantTensor indices,
        ConstantTensor updates,
        DoubleBinaryOperator step);
  }

  /**
   * Makes a choice. Of activations it is made of their positions, which are constants and tell
   * which elements to take.
   */
  private static Value chosen(OnnxNode node, Choice choice) {
    if (node.isConstant(0)) {
      return OnnxNode.constant(choice.of(node.constant(0, "operand")));
    }
    ConstantTensor positions = choice.of(positions(0, node.dims(0)));
    Node flat = flat(node, node.node(0));
    Node taken = Selection.take(node, flat, 0, places(positions));
    return OnnxNode.computed(node.reshaped(taken, Shape.of(positions.dims())));
  }

  private static Value written(OnnxNode node, BinaryOperator<ConstantTensor> writing) {
    int[] dims = node.dims(0);
    int own = Dims.dim(Dims.elements(dims));
    ConstantTensor positions = writing.apply(positions(0, dims), positions(own, node.dims(2)));
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

  /** A running sum, by doubling: after step k each place holds that of the 2ᵏ places up to it. */
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
      Node part = Pieces.slice(node, sum, axis, start, start + dims[axis] - step);
      int[] border = reverse ? new int[] {0, step} : new int[] {step, 0};
      Node moved = Pieces.bordered(node, part, axis, border[0], border[1], 0);
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

  /** Ones on a diagonal of a matrix of the input's shape. */
  static Value eyeLike(OnnxNode node) {
    int[] dims = node.dims(0);
    if (dims.length != 2) {
      throw new OpException("an input of " + Dims.text(dims), "expected a matrix");
    }
    long k = node.attributes().integer("k", 0);
    long type = node.attributes().integer("dtype", 0);
    Kind kind =
        type != 0
            ? StoredTensors.kind((int) type, "the result")
            : node.isConstant(0) ? node.constant(0, "operand").kind() : Kind.FLOAT;
    long[] ones = new long[Selection.requireTable(Dims.elements(dims))];
    for (int i = 0; i < ones.length; i++) {
      ones[i] = i % dims[1] - i / dims[1] == k ? 1 : 0;
    }
    return OnnxNode.constant(
        Folding.cast(ConstantTensor.known(NdArray.integers(dims, ones)), kind));
  }

  /** Compress: the places of an axis, or the elements, for which a constant condition is true. */
  static Value compress(OnnxNode node) {
    float[] condition = node.numbers(1, "condition");
    int[] places = IntStream.range(0, condition.length).filter(i -> condition[i] != 0).toArray();
    boolean whole = !node.attributes().has("axis");
    int axis = whole ? 0 : Dims.axis(node.attributes().integer("axis", 0), node.dims(0).length);
    if (node.isConstant(0)) {
      ConstantTensor x = node.constant(0, "operand");
      ConstantTensor from = whole ? Arranging.reshape(x, Dims.dim(x.elements())) : x;
      Selection.requireInside(places, from.dims()[axis]);
      return OnnxNode.constant(Arranging.take(from, axis, places));
    }
    Node x = whole ? flat(node, node.node(0)) : node.node(0);
    return OnnxNode.computed(Selection.take(node, x, axis, places));
  }

  static Value nonZero(OnnxNode node) {
    ConstantTensor x = node.constant(0, "operand");
    Selection.requireTable(x.elements());
    return OnnxNode.constant(Patterns.nonZero(x));
  }
}
