package convspectrum.spec.composite.definition;

import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Padding;
import convspectrum.spec.graph.Shape;
import java.util.ArrayList;
import java.util.List;

/** Cuts values along one axis and joins them, as few primitive ops. */
public final class Pieces {
  private Pieces() {}

  /** Places {@code start} to {@code end} (exclusive); the value itself where these are all. */
  public static Node slice(Parts parts, Node x, int axis, int start, int end) {
    return start == 0 && end == x.shape().dim(axis)
        ? x
        : parts.part("slice", new Op.Slice(axis, start, end), x);
  }

  /** {@code count} places from {@code start} on, {@code step} apart; a step is positive. */
  public static Node strided(Parts parts, Node x, int axis, int start, int step, int count) {
    if (step == 1) {
      return slice(parts, x, axis, start, start + count);
    }
    // Whole steps as an axis of their own, of which the first place is taken; a step that the end
    // of the axis cuts off comes apart.
    int size = x.shape().dim(axis);
    int whole = start + (long) count * step <= size ? count : count - 1;
    List<Node> pieces = new ArrayList<>();
    if (whole > 0) {
      Node steps = slice(parts, x, axis, start, start + whole * step);
      Node folded = parts.reshaped(steps, split(steps.shape(), axis, whole, step));
      Node first = slice(parts, folded, axis + 1, 0, 1);
      pieces.add(parts.reshaped(first, x.shape().with(axis, whole)));
    }
    if (whole < count) {
      int last = start + whole * step;
      pieces.add(slice(parts, x, axis, last, last + 1));
    }
    return joined(parts, pieces, axis);
  }

  /** Adds {@code before} and {@code after} places that hold {@code value} around an axis. */
  public static Node bordered(Parts parts, Node x, int axis, int before, int after, double value) {
    if (x.shape().rank() == 4 && axis >= 2) {
      Padding padding =
          axis == 2 ? new Padding(before, 0, after, 0) : new Padding(0, before, 0, after);
      return padding.equals(Padding.NONE) ? x : parts.part("padded", new Op.Pad(padding, value), x);
    }
    List<Node> pieces = new ArrayList<>();
    border(parts, pieces, x.shape(), axis, before, value);
    pieces.add(x);
    border(parts, pieces, x.shape(), axis, after, value);
    return joined(parts, pieces, axis);
  }

  private static void border(
      Parts parts, List<Node> pieces, Shape shape, int axis, int size, double value) {
    if (size > 0) {
      pieces.add(parts.filled("border", shape.with(axis, size), value));
    }
  }

  /** Joins values, at least one, along an axis. */
  public static Node joined(Parts parts, List<Node> pieces, int axis) {
    return pieces.size() == 1
        ? pieces.getFirst()
        : parts.part("joined", new Op.Concat(axis), pieces.toArray(Node[]::new));
  }

  /** A shape whose axis is split into two. */
  private static Shape split(Shape shape, int axis, int outer, int inner) {
    int[] dims = new int[shape.rank() + 1];
    for (int i = 0; i < dims.length; i++) {
      dims[i] =
          i < axis ? shape.dim(i) : i == axis ? outer : i == axis + 1 ? inner : shape.dim(i - 1);
    }
    return Shape.of(dims);
  }
}
