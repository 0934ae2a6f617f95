package convspectrum.spec.composite.sampling;

import convspectrum.spec.composite.definition.Parts;
import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.BinaryFunction;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.ShapeException;
import convspectrum.spec.graph.UnaryFunction;
import convspectrum.spec.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values between the places of maps (M, C, D1, …, Dr), at positions that nodes compute. Each is a
 * weighted sum of the places around it, which are gathered as rows of (M · D1 · … · Dr, C).
 *
 * <p>The arithmetic of positions is that of ONNX Runtime, step by step in float32, so that both
 * decide alike where a position lies between two places.
 */
public final class Sampler {
  /** A float32 holds every whole number up to here. */
  private static final int MAX_ROWS = 1 << 24;

  /** The parameter a of Keys' cubic kernel, as in ONNX and PyTorch. */
  private static final double A = -0.75;

  private final Parts parts;
  private final Sampling sampling;
  private final Border border;
  private final boolean alignCorners;
  private final Shape maps;
  private final Node rows;

  /**
   * A sampler of maps.
   *
   * @param maps the node that computes them, (M, C, D1, …, Dr)
   * @param alignCorners whether reflection is at the centres of the outermost places, else at their
   *     edges
   */
  public Sampler(Parts parts, Node maps, Sampling sampling, Border border, boolean alignCorners) {
    this.parts = parts;
    this.sampling = sampling;
    this.border = border;
    this.alignCorners = alignCorners;
    this.maps = maps.shape();
    this.rows = rows(parts, maps);
  }

  private static Node rows(Parts parts, Node maps) {
    Shape shape = maps.shape();
    int channels = shape.channels();
    long places = shape.elements() / shape.batch() / channels;
    if (shape.batch() * places > MAX_ROWS) {
      throw new ShapeException("%s has more than %d places to sample".formatted(shape, MAX_ROWS));
    }
    Node flat = parts.reshaped(maps, Shape.of(shape.batch(), channels, (int) places));
    Node last = parts.part("rows", new Op.Transpose(List.of(0, 2, 1)), flat);
    return parts.reshaped(last, Shape.of((int) (shape.batch() * places), channels));
  }

  /** A place along one axis with its share of the result; a share of null is all of it. */
  private record Tap(Node place, @Nullable Node share) {}

  /**
   * The values (M, O, C) at O positions of each map.
   *
   * @param positions along each axis, (M, O, 1), in places from the first one on
   */
  public Node at(List<Node> positions) {
    List<Node> sum = new ArrayList<>();
    combine(positions, 0, base(), null, sum);
    return sum.size() == 1
        ? sum.getFirst()
        : parts.part("sampled", new Op.Add(), sum.toArray(Node[]::new));
  }

  /** The row of the first place of each map. */
  private Node base() {
    int size = rows.shape().dim(0) / maps.batch();
    Tensor first = Tensor.zeros(Shape.of(maps.batch(), 1, 1));
    for (int map = 0; map < first.data().length; map++) {
      first.data()[map] = map * size;
    }
    return parts.constant("maps", first);
  }

  private void combine(
      List<Node> positions, int axis, Node row, @Nullable Node share, List<Node> sum) {
    if (axis == positions.size()) {
      Shape shape = positions.getFirst().shape();
      Node places = parts.reshaped(row, Shape.of(shape.dim(0), shape.dim(1)));
      Node values = parts.part("gathered", new Op.Gather(0), rows, places);
      sum.add(share == null ? values : parts.part("shares", new Op.Multiply(), values, share));
      return;
    }
    int stride = 1;
    for (int behind = axis + 1; behind < positions.size(); behind++) {
      stride *= maps.dim(2 + behind);
    }
    for (Tap tap : taps(positions.get(axis), maps.dim(2 + axis))) {
      Node step = stride == 1 ? tap.place : parts.part("step", new Op.Scale(stride), tap.place);
      Node next = parts.part("row", new Op.Add(), row, step);
      combine(positions, axis + 1, next, product(share, tap.share), sum);
    }
  }

  private @Nullable Node product(@Nullable Node a, @Nullable Node b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return parts.part("share", new Op.Multiply(), a, b);
  }

  private List<Tap> taps(Node at, int size) {
    Node position = sampling == Sampling.NEAREST ? inside(rounded(at), size) : inside(at, size);
    if (sampling == Sampling.NEAREST) {
      return List.of(tap(position, null, size));
    }
    Node low = parts.part("low", new Op.Unary(UnaryFunction.FLOOR), position);
    Node rest = minus(position, low);
    if (sampling == Sampling.LINEAR) {
      return List.of(tap(low, minus(number(1), rest), size), tap(plus(low, 1), rest, size));
    }
    Node square = parts.part("square", new Op.Multiply(), rest, rest);
    Node cube = parts.part("cube", new Op.Multiply(), square, rest);
    return List.of(
        tap(plus(low, -1), cubic(rest, square, cube, 0, A, -2 * A, A), size),
        tap(low, cubic(rest, square, cube, 1, 0, -(A + 3), A + 2), size),
        tap(plus(low, 1), cubic(rest, square, cube, 0, -A, 2 * A + 3, -(A + 2)), size),
        tap(plus(low, 2), cubic(rest, square, cube, 0, 0, A, -A), size));
  }

  private Node cubic(
      Node x, Node square, Node cube, double one, double first, double second, double third) {
    return parts.part(
        "weight",
        new Op.Add(),
        number(one),
        parts.part("first", new Op.Scale(first), x),
        parts.part("second", new Op.Scale(second), square),
        parts.part("third", new Op.Scale(third), cube));
  }

  /** The tap at a whole place, which may lie beyond the border. */
  private Tap tap(Node place, @Nullable Node share, int size) {
    if (border == Border.REFLECTION) {
      return new Tap(clipped(reflected(place, size), size), share);
    }
    Node clipped = clipped(place, size);
    if (border == Border.EDGE) {
      return new Tap(clipped, share);
    }
    Node inside = parts.part("inside", new Op.Binary(BinaryFunction.EQUAL), place, clipped);
    return new Tap(clipped, product(share, inside));
  }

  /**
   * A position beyond the border brought to where the border has its value. The four places of a
   * cubic kernel each have their own.
   */
  private Node inside(Node position, int size) {
    return switch (border) {
      case ZEROS -> position;
      case EDGE -> sampling == Sampling.CUBIC ? position : clipped(position, size);
      case REFLECTION -> reflected(position, size);
    };
  }

  /** A position mirrored at the centres of the outermost places, or at their outer edges. */
  private Node reflected(Node position, int size) {
    double low = alignCorners ? 0 : -0.5;
    double range = alignCorners ? size - 1 : size;
    if (range == 0) {
      return position;
    }
    Node from = plus(position, -low);
    Node turns =
        parts.part(
            "turns",
            new Op.Unary(UnaryFunction.FLOOR),
            parts.part("periods", new Op.Binary(BinaryFunction.DIVIDE), from, number(2 * range)));
    Node within = minus(from, parts.part("whole", new Op.Scale(2 * range), turns));
    Node distance =
        parts.part("distance", new Op.Unary(UnaryFunction.ABS), minus(within, number(range)));
    return minus(number(range + low), distance);
  }

  private Node clipped(Node position, int size) {
    return parts.part(
        "clipped", new Op.Activation(ActivationFunction.CLIP, 0, size - 1.0), position);
  }

  /** The nearest whole number; of two that are equally near, the even one. */
  private Node rounded(Node x) {
    Node shifted = plus(x, 0.5);
    Node up = parts.part("up", new Op.Unary(UnaryFunction.FLOOR), shifted);
    Node middle = parts.part("middle", new Op.Binary(BinaryFunction.EQUAL), shifted, up);
    Node halved =
        parts.part(
            "halved", new Op.Unary(UnaryFunction.FLOOR), parts.part("half", new Op.Scale(0.5), up));
    Node odd = minus(up, parts.part("even", new Op.Scale(2), halved));
    return minus(up, parts.part("excess", new Op.Multiply(), middle, odd));
  }

  /** The sum of a node and a number. */
  public Node plus(Node x, double number) {
    return number == 0 ? x : parts.part("shifted", new Op.Add(), x, number(number));
  }

  private Node minus(Node a, Node b) {
    return parts.part("difference", new Op.Binary(BinaryFunction.SUBTRACT), a, b);
  }

  private Node number(double value) {
    return parts.number("number", value);
  }
}
