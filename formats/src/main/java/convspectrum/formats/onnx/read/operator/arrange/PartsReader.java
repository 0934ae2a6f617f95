package convspectrum.formats.onnx.read.operator.arrange;

import convspectrum.formats.onnx.read.constant.Arranging;
import convspectrum.formats.onnx.read.constant.Dims;
import convspectrum.formats.onnx.read.constant.Folding;
import convspectrum.formats.onnx.read.constant.Kind;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.Value;
import convspectrum.formats.onnx.read.operator.shared.Selection;
import convspectrum.spec.composite.definition.Pieces;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Ops that take values apart, join and repeat them. */
public final class PartsReader {
  private PartsReader() {}

  /** Concat: joins values along an axis. */
  public static Value concat(OnnxNode node) {
    int axis = Dims.axis(node.attributes().integer("axis", 1), node.dims(0).length);
    if (node.allConstant()) {
      return OnnxNode.constant(Arranging.concat(node.constants(), axis));
    }
    List<Node> parts = new ArrayList<>();
    for (int i = 0; i < node.inputCount(); i++) {
      boolean empty = node.isConstant(i) && Dims.elements(node.dims(i)) == 0;
      if (!empty) {
        parts.add(node.node(i));
      }
    }
    return OnnxNode.computed(
        parts.size() == 1
            ? parts.getFirst()
            : node.result(new Op.Concat(axis), parts.toArray(Node[]::new)));
  }

  /** Starts, ends, axes and steps are attributes up to opset 9, then inputs. */
  static Value slice(OnnxNode node) {
    int[] dims = node.dims(0);
    long[] starts = node.integers("starts", 1);
    long[] ends = node.integers("ends", 2);
    long[] axes = node.integers("axes", 3);
    long[] steps = node.has(4) ? node.integers(4, "steps") : null;
    if (starts == null
        || ends == null
        || starts.length != ends.length
        || (axes != null && axes.length != starts.length)
        || (steps != null && steps.length != starts.length)) {
      throw new OpException("starts, ends, axes or steps missing or of unequal number", "");
    }
    Value result = node.input(0);
    for (int i = 0; i < starts.length; i++) {
      int axis = Dims.axis(axes == null ? i : axes[i], dims.length);
      long step = steps == null ? 1 : steps[i];
      result = slice(node, result, axis, dims[axis], starts[i], ends[i], step);
    }
    return result;
  }

  /** Slices one axis by NumPy's rules. */
  private static Value slice(
      OnnxNode node, Value x, int axis, int size, long start, long end, long step) {
    if (step == 0 || step != (int) step) {
      throw new OpException("step " + step, "expected another number");
    }
    boolean back = step < 0;
    long from = Math.clamp(start < 0 ? start + size : start, 0L, back ? size - 1L : size);
    long to = Math.clamp(end < 0 ? end + size : end, back ? -1L : 0L, back ? size - 1L : size);
    long count = Math.max(Math.ceilDiv(to - from, step), 0);
    return switch (x) {
      case Value.Constant constant -> {
        int[] places = new int[(int) count];
        for (int i = 0; i < places.length; i++) {
          places[i] = (int) (from + i * step);
        }
        yield OnnxNode.constant(Arranging.take(constant.tensor(), axis, places));
      }
      case Value.Computed computed -> {
        if (count == 0) {
          yield empty(computed.node().shape(), axis);
        }
        // A step beyond the axis takes the first element alone.
        int small = Math.clamp(step, -size, size);
        yield OnnxNode.computed(
            Selection.strided(node, computed.node(), axis, (int) from, small, (int) count));
      }
      case Value.Sequence _, Value.Unknown _, Value.Absent _ -> x;
    };
  }

  /** Sizes are an attribute up to opset 12, then an input; equal where they are absent. */
  static List<Value> split(OnnxNode node) {
    int[] dims = node.dims(0);
    int axis = Dims.axis(node.attributes().integer("axis", 0), dims.length);
    long[] sizes = node.integers("split", 1);
    int parts = node.outputCount();
    if (sizes == null) {
      long each = Math.ceilDiv(dims[axis], parts);
      sizes = new long[parts];
      Arrays.fill(sizes, each);
      sizes[parts - 1] = dims[axis] - each * (parts - 1);
    }
    if (sizes.length < parts) {
      throw new OpException(
          "split in %s of an axis of size %d".formatted(Arrays.toString(sizes), dims[axis]),
          "expected " + parts + " sizes");
    }
    return split(node, axis, sizes);
  }

  static List<Value> split(OnnxNode node, int axis, long[] sizes) {
    int[] dims = node.dims(0);
    if (Arrays.stream(sizes).anyMatch(size -> size < 0 || size > dims[axis])
        || Arrays.stream(sizes).sum() != dims[axis]) {
      throw new OpException(
          "split in %s of an axis of size %d".formatted(Arrays.toString(sizes), dims[axis]),
          "expected sizes that add up to it");
    }
    List<Value> results = new ArrayList<>();
    int start = 0;
    for (long size : sizes) {
      int end = start + Dims.dim(size);
      if (size == 0 && !node.isConstant(0)) {
        results.add(empty(Shape.of(dims), axis));
      } else if (node.isConstant(0)) {
        int[] places = IntStream.range(start, end).toArray();
        results.add(OnnxNode.constant(Arranging.take(node.constant(0, "operand"), axis, places)));
      } else {
        results.add(OnnxNode.computed(Pieces.slice(node, node.node(0), axis, start, end)));
      }
      start = end;
    }
    return results;
  }

  /** A part without elements, which is a constant: nothing of it depends on the network's input. */
  private static Value empty(Shape shape, int axis) {
    int[] dims = shape.toArray();
    dims[axis] = 0;
    return OnnxNode.constant(Folding.filled(Kind.FLOAT, dims, 0));
  }

  static Value expand(OnnxNode node) {
    int[] target = Arrays.stream(node.integers(1, "shape")).mapToInt(Dims::dim).toArray();
    if (node.isConstant(0)) {
      return OnnxNode.constant(Arranging.expand(node.constant(0, "operand"), target));
    }
    int[] dims = Dims.broadcast(node.dims(0), target);
    if (Arrays.stream(dims).max().orElse(1) > Selection.MAX_PARTS) {
      Node zeros = node.node(Folding.filled(Kind.FLOAT, dims, 0), "zeros");
      return OnnxNode.computed(node.result(new Op.Add(), node.node(0), zeros));
    }
    Node x = withRank(node, node.node(0), dims.length);
    for (int axis = 0; axis < dims.length; axis++) {
      if (x.shape().dim(axis) != dims[axis]) {
        x = Selection.repeat(node, x, axis, dims[axis]);
      }
    }
    return OnnxNode.computed(x);
  }

  static Value tile(OnnxNode node) {
    int[] times = Arrays.stream(node.integers(1, "repeats")).mapToInt(Dims::dim).toArray();
    int[] dims = node.dims(0);
    if (times.length != dims.length) {
      throw new OpException(
          "repeats %s of %s".formatted(Arrays.toString(times), Dims.text(dims)),
          "expected one per axis");
    }
    Value result = node.input(0);
    for (int axis = 0; axis < times.length; axis++) {
      if (times[axis] != 1) {
        result = repeated(node, result, axis, times[axis]);
      }
    }
    return result;
  }

  private static Value repeated(OnnxNode node, Value x, int axis, int times) {
    return switch (x) {
      case Value.Constant constant -> {
        int size = constant.tensor().dims()[axis];
        int[] places =
            IntStream.range(0, Selection.requireTable((long) size * times))
                .map(i -> i % size)
                .toArray();
        yield OnnxNode.constant(Arranging.take(constant.tensor(), axis, places));
      }
      case Value.Computed computed ->
          OnnxNode.computed(Selection.repeat(node, computed.node(), axis, times));
      case Value.Sequence _, Value.Unknown _, Value.Absent _ -> x;
    };
  }

  private static Node withRank(OnnxNode node, Node x, int rank) {
    int[] dims = new int[rank];
    Arrays.fill(dims, 1);
    int own = x.shape().rank();
    System.arraycopy(x.shape().toArray(), 0, dims, rank - own, own);
    return node.reshaped(x, Shape.of(dims));
  }
}
