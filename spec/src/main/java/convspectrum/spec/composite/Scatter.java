package convspectrum.spec.composite;

import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.ShapeException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The first input with updates, the third, combined into it at the places that indices, the second,
 * name. Several updates of one place are combined one after the other.
 *
 * @param places how indices name places
 * @param combination what an update does to the value that is there
 */
public record Scatter(Places places, Combination combination) implements IndexedOp {
  /** How indices name places. */
  public sealed interface Places {}

  /** An update goes to its own place, but along this axis to that of its index. */
  public record AlongAxis(int axis) implements Places {}

  /** The last axis of the indices names a place along each of the first axes. */
  public record OfLastAxis() implements Places {}

  /** What an update does to the value that is there. */
  public enum Combination {
    /** Takes its place. */
    REPLACE,
    /** Is added to it. */
    ADD,
    /** Multiplies it. */
    MULTIPLY,
    /** Replaces it if it is larger. */
    MAXIMUM,
    /** Replaces it if it is smaller. */
    MINIMUM
  }

  @Override
  public Shape shape(List<Shape> inputs) {
    if (inputs.size() != 3) {
      throw new ShapeException(typeName() + " of " + inputs + "; expected three inputs");
    }
    Shape x = inputs.getFirst();
    Shape indices = inputs.get(1);
    Shape updates = inputs.get(2);
    boolean fit =
        switch (places) {
          case AlongAxis(int axis) -> fitsAlong(axis, x, indices, updates);
          case OfLastAxis _ -> fitsParts(x, indices, updates);
        };
    if (!fit) {
      throw new ShapeException(
          "updates of %s at indices of %s do not fit %s".formatted(updates, indices, x));
    }
    return x;
  }

  /** Indices name places along an axis, or along the first axes, of which the smallest counts. */
  @Override
  public OptionalInt places(int input, List<Shape> inputs) {
    Shape x = inputs.getFirst();
    return switch (places) {
      case AlongAxis(int axis) when input == 1 -> OptionalInt.of(x.dim(axis));
      case OfLastAxis _ when input == 1 ->
          IntStream.range(0, inputs.get(1).dim(-1)).map(x::dim).min();
      case AlongAxis _, OfLastAxis _ -> OptionalInt.empty();
    };
  }

  private static boolean fitsAlong(int axis, Shape x, Shape indices, Shape updates) {
    boolean fit = indices.rank() == x.rank() && updates.equals(indices) && axis < x.rank();
    for (int i = 0; fit && i < x.rank(); i++) {
      fit = i == axis || indices.dim(i) <= x.dim(i);
    }
    return fit;
  }

  /** Updates have the axes of the indices but the last, then those of a part. */
  private static boolean fitsParts(Shape x, Shape indices, Shape updates) {
    int rows = indices.rank() - 1;
    int depth = rows < 0 ? -1 : indices.dim(-1);
    if (depth < 1 || depth > x.rank()) {
      return false;
    }
    int[] expected = new int[rows + x.rank() - depth];
    System.arraycopy(indices.toArray(), 0, expected, 0, rows);
    System.arraycopy(x.toArray(), depth, expected, rows, x.rank() - depth);
    return Arrays.equals(expected, updates.toArray());
  }
}
