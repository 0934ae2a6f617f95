package convspectrum.formats.onnx.read.operator;

import convspectrum.formats.onnx.read.constant.ConstantTensor;
import convspectrum.formats.onnx.read.constant.Folding;
import convspectrum.formats.onnx.read.constant.Kind;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.formats.onnx.read.constant.UnsupportedOpException;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Padding;
import convspectrum.spec.graph.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Parts of activations along one axis, as slices and their concatenation. */
final class Selection {
  /** More copies would be a mistake. */
  static final int MAX_PARTS = 4096;

  /** More slices would take longer than a table of places. */
  private static final int MAX_SLICES = 8;

  private static final int MAX_TABLE = 1 << 24;

  private Selection() {}

  /**
   * The given places along an axis, in the given order: slices, or gathered where those are many.
   */
  static Node take(OnnxNode node, Node x, int axis, int[] places) {
    requireInside(places, x.shape().dim(axis));
    if (runs(places) > MAX_SLICES) {
      long[] table = Arrays.stream(places).asLongStream().toArray();
      return node.part(
          "gathered", new Op.Gather(axis), x, node.node(ConstantTensor.integers(table), "places"));
    }
    List<Node> parts = new ArrayList<>();
    for (int i = 0; i < places.length; ) {
      int end = i + 1;
      while (end < places.length && places[end] == places[end - 1] + 1) {
        end++;
      }
      parts.add(slice(node, x, axis, places[i], places[end - 1] + 1));
      i = end;
    }
    return join(node, parts, axis);
  }

  /** In how many runs of places that follow each other these are. */
  static int runs(int[] places) {
    int runs = Math.min(places.length, 1);
    for (int i = 1; i < places.length; i++) {
      runs += places[i] == places[i - 1] + 1 ? 0 : 1;
    }
    return runs;
  }

  static void requireInside(int[] places, int size) {
    for (int place : places) {
      if (place < 0 || place >= size) {
        throw new OpException(
            "place " + place + " of an axis of size " + size, "expected 0 to " + (size - 1));
      }
    }
  }

  static int requireFew(int parts) {
    if (parts > MAX_PARTS) {
      throw new UnsupportedOpException("a selection in more than " + MAX_PARTS + " parts");
    }
    return parts;
  }

  /** The size of a table of places, one of which is chosen for each element. */
  static int requireTable(long elements) {
    if (elements > MAX_TABLE) {
      throw new UnsupportedOpException("a choice among " + elements + " elements");
    }
    return (int) elements;
  }

  static Node slice(OnnxNode node, Node x, int axis, int start, int end) {
    return start == 0 && end == x.shape().dim(axis)
        ? x
        : node.part("slice", new Op.Slice(axis, start, end), x);
  }

  /** {@code count} places from {@code start} on, {@code step} apart. */
  static Node strided(OnnxNode node, Node x, int axis, int start, int step, int count) {
    if (step == 1) {
      return slice(node, x, axis, start, start + count);
    }
    if (step < 0) {
      int[] places = new int[requireTable(count)];
      for (int i = 0; i < count; i++) {
        places[i] = start + i * step;
      }
      return take(node, x, axis, places);
    }
    // Whole steps as an axis of their own, of which the first place is taken; a step that the end
    // of the axis cuts off comes apart.
    int size = x.shape().dim(axis);
    int whole = start + (long) count * step <= size ? count : count - 1;
    List<Node> parts = new ArrayList<>();
    if (whole > 0) {
      Node steps = slice(node, x, axis, start, start + whole * step);
      Node folded = node.reshaped(steps, split(steps.shape(), axis, whole, step));
      Node first = slice(node, folded, axis + 1, 0, 1);
      parts.add(node.reshaped(first, x.shape().with(axis, whole)));
    }
    if (whole < count) {
      int last = start + whole * step;
      parts.add(slice(node, x, axis, last, last + 1));
    }
    return join(node, parts, axis);
  }

  /** An axis as two. */
  private static Shape split(Shape shape, int axis, int outer, int inner) {
    int[] dims = new int[shape.rank() + 1];
    for (int i = 0; i < dims.length; i++) {
      dims[i] =
          i < axis ? shape.dim(i) : i == axis ? outer : i == axis + 1 ? inner : shape.dim(i - 1);
    }
    return Shape.of(dims);
  }

  /** So many copies along an axis. */
  static Node repeat(OnnxNode node, Node x, int axis, int times) {
    requireFew(times);
    List<Node> copies = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      copies.add(x);
    }
    return join(node, copies, axis);
  }

  /** So many constants before and after an axis. */
  static Node bordered(OnnxNode node, Node x, int axis, int[] sizes, double value) {
    if (x.shape().rank() == 4 && axis >= 2) {
      Padding padding =
          axis == 2 ? new Padding(sizes[0], 0, sizes[1], 0) : new Padding(0, sizes[0], 0, sizes[1]);
      return padding.equals(Padding.NONE) ? x : node.part("padded", new Op.Pad(padding, value), x);
    }
    List<Node> parts = new ArrayList<>();
    border(node, parts, x.shape(), axis, sizes[0], value);
    parts.add(x);
    border(node, parts, x.shape(), axis, sizes[1], value);
    return join(node, parts, axis);
  }

  private static void border(
      OnnxNode node, List<Node> parts, Shape shape, int axis, int size, double value) {
    if (size > 0) {
      int[] dims = shape.with(axis, size).toArray();
      parts.add(node.node(Folding.filled(Kind.FLOAT, dims, value), "border"));
    }
  }

  static Node join(OnnxNode node, List<Node> parts, int axis) {
    if (parts.isEmpty()) {
      throw new OpException("a part without elements", "expected at least one");
    }
    return parts.size() == 1
        ? parts.getFirst()
        : node.part("joined", new Op.Concat(axis), parts.toArray(Node[]::new));
  }
}
