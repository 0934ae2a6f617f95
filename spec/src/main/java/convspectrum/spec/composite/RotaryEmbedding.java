package convspectrum.spec.composite;

import convspectrum.spec.composite.definition.Definition;
import convspectrum.spec.composite.definition.Parts;
import convspectrum.spec.composite.definition.Pieces;
import convspectrum.spec.graph.BinaryFunction;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.ShapeException;
import java.util.ArrayList;
import java.util.List;

/**
 * Rotary position embedding (Su et al., arXiv 2104.09864): each pair of features is turned by an
 * angle that depends on the token's position. Inputs are x, the cosines and the sines, and with
 * {@code positions} the rows of the cosines and sines that each token takes.
 *
 * <p>x and the result are (N, heads, tokens, features) or (N, tokens, heads · features). Cosines
 * and sines are (N, tokens, turned / 2), or (positions, turned / 2) with positions (N, tokens).
 *
 * @param heads heads of x
 * @param turned the number of features at the start of each head that are turned; even
 * @param interleaved whether neighbouring features are a pair, else a feature of the first half and
 *     one of the second
 * @param positions whether the fourth input is given, (N, tokens)
 */
public record RotaryEmbedding(int heads, int turned, boolean interleaved, boolean positions)
    implements UncountedOp {
  public RotaryEmbedding {
    if (heads < 1 || turned < 2 || turned % 2 != 0) {
      throw new ShapeException(
          "rotary embedding of %d features in %d heads; expected an even number, and at least 1"
              .formatted(turned, heads));
    }
  }

  @Override
  public Shape shape(List<Shape> inputs) {
    if (inputs.size() != (positions ? 4 : 3)) {
      throw new ShapeException(
          "rotary embedding takes " + (positions ? 4 : 3) + " inputs, found " + inputs.size());
    }
    Shape x = inputs.getFirst();
    boolean joined = x.rank() == 3;
    if ((!joined && x.rank() != 4)
        || (joined ? x.dim(2) % heads != 0 : x.dim(1) != heads)
        || turned > features(x)) {
      throw new ShapeException(
          "rotary embedding of %d features of each of %d heads of %s; expected (batch, heads, tokens, features) or (batch, tokens, heads · features)"
              .formatted(turned, heads, x));
    }
    Shape angles = Shape.of(x.batch(), tokens(x), turned / 2);
    if (positions) {
      Shape expected = Shape.of(x.batch(), tokens(x));
      if (!inputs.get(3).equals(expected)) {
        throw new ShapeException("positions " + inputs.get(3) + "; expected " + expected);
      }
    }
    for (Shape found : inputs.subList(1, 3)) {
      boolean fits =
          positions ? found.rank() == 2 && found.dim(1) == turned / 2 : found.equals(angles);
      if (!fits) {
        throw new ShapeException(
            "cosines or sines of %s; expected %s"
                .formatted(
                    found, positions ? "(positions, " + turned / 2 + ")" : angles.toString()));
      }
    }
    return x;
  }

  private int features(Shape x) {
    return x.rank() == 3 ? x.dim(2) / heads : x.dim(3);
  }

  private static int tokens(Shape x) {
    return x.rank() == 3 ? x.dim(1) : x.dim(2);
  }

  @Override
  public Node define(List<Node> inputs, Definition parts) {
    Node x = inputs.getFirst();
    Shape shape = x.shape();
    int features = features(shape);
    boolean joined = shape.rank() == 3;
    Node apart =
        joined ? parts.reshaped(x, Shape.of(shape.batch(), shape.dim(1), heads, features)) : x;
    Node cosines = angles(inputs, 1, shape, parts);
    Node sines = angles(inputs, 2, shape, parts);
    Node first = half(parts, apart, 0);
    Node second = half(parts, apart, 1);
    Node real =
        parts.part(
            "real",
            new Op.Binary(BinaryFunction.SUBTRACT),
            times(parts, cosines, first),
            times(parts, sines, second));
    Node imaginary =
        parts.part(
            "imaginary", new Op.Add(), times(parts, sines, first), times(parts, cosines, second));
    List<Node> pieces = new ArrayList<>(List.of(together(parts, real, imaginary)));
    if (turned < features) {
      pieces.add(Pieces.slice(parts, apart, 3, turned, features));
    }
    return parts.reshaped(Pieces.joined(parts, pieces, 3), shape);
  }

  /** (N, 1, tokens, turned / 2), or (N, tokens, 1, turned / 2). */
  private Node angles(List<Node> inputs, int input, Shape x, Parts parts) {
    Node table = inputs.get(input);
    Node taken = positions ? parts.part("angles", new Op.Gather(0), table, inputs.get(3)) : table;
    return parts.reshaped(
        taken,
        x.rank() == 3
            ? Shape.of(x.batch(), tokens(x), 1, turned / 2)
            : Shape.of(x.batch(), 1, tokens(x), turned / 2));
  }

  /** The first or the second of all pairs. */
  private Node half(Parts parts, Node x, int which) {
    if (interleaved) {
      Node taken = Pieces.slice(parts, x, 3, 0, turned);
      return Pieces.strided(parts, taken, 3, which, 2, turned / 2);
    }
    return Pieces.slice(parts, x, 3, which * turned / 2, (which + 1) * turned / 2);
  }

  private Node together(Parts parts, Node real, Node imaginary) {
    if (!interleaved) {
      return Pieces.joined(parts, List.of(real, imaginary), 3);
    }
    Shape half = real.shape();
    Shape column = Shape.of(half.dim(0), half.dim(1), half.dim(2), half.dim(3), 1);
    List<Node> pairs = List.of(parts.reshaped(real, column), parts.reshaped(imaginary, column));
    return parts.reshaped(Pieces.joined(parts, pairs, 4), half.with(3, turned));
  }

  private static Node times(Parts parts, Node a, Node b) {
    return parts.part("times", new Op.Multiply(), a, b);
  }
}
