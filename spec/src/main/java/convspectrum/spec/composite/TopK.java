package convspectrum.spec.composite;

import convspectrum.spec.composite.definition.Definition;
import convspectrum.spec.composite.definition.Pieces;
import convspectrum.spec.composite.definition.Ranking;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Shape;
import java.util.List;

/**
 * The k largest or smallest values along an axis in order, or the places where they stand. Of equal
 * values the one at the first place comes first.
 *
 * @param axis the axis, numbered from 0
 * @param k the number of values
 * @param largest whether the largest values are taken, else the smallest
 * @param places whether the result holds the places, else the values
 */
public record TopK(int axis, int k, boolean largest, boolean places) implements UncountedOp {
  @Override
  public Shape shape(List<Shape> inputs) {
    return Ranking.input(typeName(), axis, k, inputs).with(axis, k);
  }

  @Override
  public Node define(List<Node> inputs, Definition parts) {
    Ranking ranking = new Ranking(parts, inputs.getFirst(), axis, largest);
    return Pieces.joined(parts, ranking.first(inputs.getFirst(), k, places), axis);
  }
}
