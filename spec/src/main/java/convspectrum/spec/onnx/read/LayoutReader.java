package convspectrum.spec.onnx.read;

import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.onnx.constant.Dims;
import convspectrum.spec.onnx.constant.Folding;
import convspectrum.spec.onnx.constant.OpException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Ops that change the shape or the order of elements. */
final class LayoutReader {
  private LayoutReader() {}

  /** Of 0 the input's size stays unless {@code allowzero}; −1 is what is left. */
  static Value reshape(OnnxNode node) {
    long[] target = node.integers("shape", 1);
    if (target == null) {
      throw new OpException("input 1 is missing", "expected a shape");
    }
    int[] dims = node.dims(0);
    boolean copies = node.attributes().integer("allowzero", 0) == 0;
    int[] shape = new int[target.length];
    int open = -1;
    long known = 1;
    for (int i = 0; i < shape.length; i++) {
      if (target[i] == -1 && open < 0) {
        open = i;
        continue;
      }
      if (target[i] == 0 && copies && i >= dims.length) {
        throw new OpException("shape " + Arrays.toString(target) + " of " + Dims.text(dims), "");
      }
      shape[i] = target[i] == 0 && copies ? dims[i] : Dims.dim(target[i]);
      known = Math.multiplyExact(known, (long) shape[i]);
    }
    if (open >= 0) {
      long elements = Dims.elements(dims);
      if (known == 0 || elements % known != 0) {
        throw new OpException(
            "%s (%d elements) does not go into %s"
                .formatted(Dims.text(dims), elements, Arrays.toString(target)),
            "");
      }
      shape[open] = Dims.dim(elements / known);
    }
    return to(node, shape);
  }

  static Value flatten(OnnxNode node) {
    int[] dims = node.dims(0);
    long axis = node.attributes().integer("axis", 1);
    int end = axis == dims.length ? dims.length : Dims.axis(axis, dims.length);
    long rows = Dims.elements(Arrays.copyOf(dims, end));
    long columns = Dims.elements(Arrays.copyOfRange(dims, end, dims.length));
    return to(node, new int[] {Dims.dim(rows), Dims.dim(columns)});
  }

  static Value squeeze(OnnxNode node) {
    int[] dims = node.dims(0);
    long[] given = node.integers("axes", 1);
    boolean[] dropped = new boolean[dims.length];
    if (given == null) {
      for (int i = 0; i < dims.length; i++) {
        dropped[i] = dims[i] == 1;
      }
    } else {
      for (long axis : given) {
        int i = Dims.axis(axis, dims.length);
        if (dims[i] != 1) {
          throw new OpException(
              "axis %d of %s squeezed".formatted(axis, Dims.text(dims)), "expected size 1");
        }
        dropped[i] = true;
      }
    }
    return to(
        node, IntStream.range(0, dims.length).filter(i -> !dropped[i]).map(i -> dims[i]).toArray());
  }

  static Value unsqueeze(OnnxNode node) {
    int[] dims = node.dims(0);
    long[] axes = node.integers("axes", 1);
    if (axes == null || axes.length > 64) {
      throw new OpException("axes " + Arrays.toString(axes), "expected the new axes");
    }
    int rank = dims.length + axes.length;
    boolean[] added = new boolean[rank];
    for (long axis : axes) {
      int i = Dims.axis(axis, rank);
      if (added[i]) {
        throw new OpException("axes " + Arrays.toString(axes), "expected each axis once");
      }
      added[i] = true;
    }
    int[] shape = new int[rank];
    int next = 0;
    for (int i = 0; i < rank; i++) {
      shape[i] = added[i] ? 1 : dims[next++];
    }
    return to(node, shape);
  }

  private static Value to(OnnxNode node, int[] shape) {
    if (node.isConstant(0)) {
      return OnnxNode.constant(Folding.reshape(node.constant(0, "operand"), shape));
    }
    return OnnxNode.computed(node.result(new Op.Reshape(Shape.of(shape)), node.node(0)));
  }

  static Value transpose(OnnxNode node) {
    int rank = node.dims(0).length;
    long[] given = node.attributes().integers("perm");
    int[] order =
        given == null
            ? IntStream.range(0, rank).map(i -> rank - 1 - i).toArray()
            : Arrays.stream(given).mapToInt(Dims::dim).toArray();
    if (node.isConstant(0)) {
      return OnnxNode.constant(Folding.transpose(node.constant(0, "operand"), order));
    }
    return OnnxNode.computed(
        node.result(new Op.Transpose(Arrays.stream(order).boxed().toList()), node.node(0)));
  }

  static Value concat(OnnxNode node) {
    int axis = Dims.axis(node.attributes().integer("axis", 1), node.dims(0).length);
    if (node.allConstant()) {
      return OnnxNode.constant(Folding.concat(node.constants(), axis));
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
        || axes != null && axes.length != starts.length
        || steps != null && steps.length != starts.length) {
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

  /** One axis, by NumPy's rules. */
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
        yield OnnxNode.constant(Folding.take(constant.tensor(), axis, places));
      }
      case Value.Computed computed -> {
        if (count == 0) {
          throw new OpException(
              "slice %d to %d of an axis of size %d".formatted(start, end, size),
              "expected at least one element");
        }
        // A step beyond the axis takes the first element alone.
        int small = Math.clamp(step, -size, size);
        yield OnnxNode.computed(
            Selection.strided(node, computed.node(), axis, (int) from, small, (int) count));
      }
      case Value.Unknown _, Value.Absent _ -> x;
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
    if (sizes.length < parts || Arrays.stream(sizes).sum() != dims[axis]) {
      throw new OpException(
          "split in %s of an axis of size %d".formatted(Arrays.toString(sizes), dims[axis]),
          "expected sizes that add up to it");
    }
    List<Value> results = new ArrayList<>();
    int start = 0;
    for (long size : sizes) {
      int end = start + Dims.dim(size);
      if (node.isConstant(0)) {
        int[] places = IntStream.range(start, end).toArray();
        results.add(OnnxNode.constant(Folding.take(node.constant(0, "operand"), axis, places)));
      } else {
        results.add(OnnxNode.computed(Selection.slice(node, node.node(0), axis, start, end)));
      }
      start = end;
    }
    return results;
  }

  /** Constant places along an axis; the result has the places' axes instead of it. */
  static Value gather(OnnxNode node) {
    int[] dims = node.dims(0);
    int axis = Dims.axis(node.attributes().integer("axis", 0), dims.length);
    int size = dims[axis];
    int[] places =
        Arrays.stream(node.integers(1, "indices"))
            .mapToInt(place -> Math.clamp(place < 0 ? place + size : place, -1, size))
            .toArray();
    Selection.requireInside(places, size);
    int[] of = node.dims(1);
    int[] shape = new int[dims.length - 1 + of.length];
    System.arraycopy(dims, 0, shape, 0, axis);
    System.arraycopy(of, 0, shape, axis, of.length);
    System.arraycopy(dims, axis + 1, shape, axis + of.length, dims.length - axis - 1);
    if (node.isConstant(0)) {
      return OnnxNode.constant(
          Folding.reshape(Folding.take(node.constant(0, "operand"), axis, places), shape));
    }
    Node taken = Selection.take(node, node.node(0), axis, places);
    return OnnxNode.computed(node.reshaped(taken, Shape.of(shape)));
  }

  static Value expand(OnnxNode node) {
    int[] target = Arrays.stream(node.integers(1, "shape")).mapToInt(Dims::dim).toArray();
    if (node.isConstant(0)) {
      return OnnxNode.constant(Folding.expand(node.constant(0, "operand"), target));
    }
    int[] dims = Dims.broadcast(node.dims(0), target);
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
            IntStream.range(0, Math.multiplyExact(size, times)).map(i -> i % size).toArray();
        yield OnnxNode.constant(Folding.take(constant.tensor(), axis, places));
      }
      case Value.Computed computed ->
          OnnxNode.computed(Selection.repeat(node, computed.node(), axis, times));
      case Value.Unknown _, Value.Absent _ -> x;
    };
  }

  private static Node withRank(OnnxNode node, Node x, int rank) {
    int[] dims = new int[rank];
    Arrays.fill(dims, 1);
    int own = x.shape().rank();
    System.arraycopy(x.shape().toArray(), 0, dims, rank - own, own);
    return node.reshaped(x, Shape.of(dims));
  }

  /** Channels to blocks of pixels: DCR takes the block from the front of the channels. */
  static Value depthToSpace(OnnxNode node) {
    Shape s = requireFeatureMap(node);
    int b = block(node);
    boolean blockFirst = node.attributes().text("mode", "DCR").equals("DCR");
    int depth = s.channels() / (b * b);
    if (depth * b * b != s.channels()) {
      throw new OpException(s.channels() + " channels in blocks of " + b + "x" + b, "");
    }
    Shape parts =
        blockFirst
            ? Shape.of(s.batch(), b, b, depth, s.height(), s.width())
            : Shape.of(s.batch(), depth, b, b, s.height(), s.width());
    List<Integer> order = blockFirst ? List.of(0, 3, 4, 1, 5, 2) : List.of(0, 1, 4, 2, 5, 3);
    Node moved = node.part("moved", new Op.Transpose(order), node.reshaped(node.node(0), parts));
    Shape shape = Shape.of(s.batch(), depth, s.height() * b, s.width() * b);
    return OnnxNode.computed(node.result(new Op.Reshape(shape), moved));
  }

  /** Blocks of pixels to channels, the block in front. */
  static Value spaceToDepth(OnnxNode node) {
    Shape s = requireFeatureMap(node);
    int b = block(node);
    int rows = s.height() / b;
    int columns = s.width() / b;
    if (rows * b != s.height() || columns * b != s.width()) {
      throw new OpException(s + " in blocks of " + b + "x" + b, "");
    }
    Shape parts = Shape.of(s.batch(), s.channels(), rows, b, columns, b);
    Node moved =
        node.part(
            "moved",
            new Op.Transpose(List.of(0, 3, 5, 1, 2, 4)),
            node.reshaped(node.node(0), parts));
    Shape shape = Shape.of(s.batch(), s.channels() * b * b, rows, columns);
    return OnnxNode.computed(node.result(new Op.Reshape(shape), moved));
  }

  private static Shape requireFeatureMap(OnnxNode node) {
    Shape shape = node.node(0).shape();
    if (shape.rank() != 4) {
      throw new OpException("an input of " + shape, "expected (N, C, H, W)");
    }
    return shape;
  }

  private static int block(OnnxNode node) {
    long block = node.attributes().integer("blocksize", 0);
    if (block < 1 || block > 1 << 12) {
      throw new OpException("blocksize " + block, "expected 1 to " + (1 << 12));
    }
    return (int) block;
  }
}
