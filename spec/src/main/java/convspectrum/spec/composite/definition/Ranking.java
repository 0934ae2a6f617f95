package convspectrum.spec.composite.definition;

import convspectrum.spec.graph.BinaryFunction;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Reduction;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.ShapeException;
import convspectrum.spec.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the largest or smallest values along an axis and their places, which are real numbers, by
 * comparing all values with the extreme.
 */
public final class Ranking {
  private final Parts parts;
  private final int axis;
  private final int size;
  private final boolean largest;

  /** 0, 1, 2, … along the axis. */
  private final Node counting;

  /**
   * A ranking of the values of {@code x}, and of nodes of its shape.
   *
   * @param parts where the primitive ops go
   * @param largest whether the largest values come first, else the smallest
   */
  public Ranking(Parts parts, Node x, int axis, boolean largest) {
    this.parts = parts;
    this.axis = axis;
    this.size = x.shape().dim(axis);
    this.largest = largest;
    int[] dims = new int[x.shape().rank()];
    Arrays.fill(dims, 1);
    dims[axis] = size;
    Tensor numbers = Tensor.zeros(Shape.of(dims));
    for (int i = 0; i < size; i++) {
      numbers.data()[i] = i;
    }
    this.counting = parts.constant("counting", numbers);
  }

  /** The only input, whose axis has at least {@code k} places. */
  public static Shape input(String type, int axis, int k, List<Shape> inputs) {
    boolean fits =
        inputs.size() == 1
            && axis < inputs.getFirst().rank()
            && k >= 1
            && k <= inputs.getFirst().dim(axis);
    if (!fits) {
      throw new ShapeException(
          "%s of %d along axis %d of %s; expected at least 1 and at most the axis' size"
              .formatted(type, k, axis, inputs));
    }
    return inputs.getFirst();
  }

  /** The largest or smallest value along the axis. */
  public Node extreme(Node x) {
    Reduction function = largest ? Reduction.MAX : Reduction.MIN;
    return parts.part("extreme", new Op.Reduce(function, List.of(axis)), x);
  }

  /** The first or the last of all places that hold the extreme. */
  public Node place(Node x, Node extreme, boolean last) {
    Node hits = parts.part("hits", new Op.Binary(BinaryFunction.EQUAL), x, extreme);
    Node none = parts.number("number", last ? -1 : size);
    Node places = parts.part("places", new Op.Where(), hits, counting, none);
    Reduction choice = last ? Reduction.MAX : Reduction.MIN;
    return parts.part("place", new Op.Reduce(choice, List.of(axis)), places);
  }

  /**
   * The first {@code k} in order: each is taken out before the next is looked for.
   *
   * @param places whether their places are wanted, else their values
   */
  public List<Node> first(Node x, int k, boolean places) {
    Node taken =
        parts.number("number", largest ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
    List<Node> found = new ArrayList<>();
    Node rest = x;
    for (int i = 0; i < k; i++) {
      Node value = extreme(rest);
      Node place = place(rest, value, false);
      found.add(places ? place : value);
      if (i + 1 < k) {
        Node hit = parts.part("hit", new Op.Binary(BinaryFunction.EQUAL), counting, place);
        rest = parts.part("rest", new Op.Where(), hit, taken, rest);
      }
    }
    return found;
  }
}
