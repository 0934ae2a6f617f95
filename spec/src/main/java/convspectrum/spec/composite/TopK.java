package convspectrum.spec.composite;

import convspectrum.spec.composite.definition.Definition;
import convspectrum.spec.composite.definition.Pieces;
import convspectrum.spec.composite.definition.Ranking;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.graph.Shape;
import java.util.List;

/**
 * The k largest values along an axis one after the other, or the smallest, or the places where they
 * were; of equal values the first comes first.
 *
 * @param axis which one, non-negative
 * @param k how many
 * @param largest whether the largest are wanted, else the smallest
 * @param places whether the result is places, else values
 */
public record TopK(int axis, int k, boolean largest, boolean places) implements CompositeOp {
  @Override
  public Shape shape(List<Shape> inputs) {
    return Ranking.input(typeName(), axis, k, inputs).with(axis, k);
  }

  @Override
  public List<ParameterSlot> parameters(List<Shape> inputs) {
    return List.of();
  }

  @Override
  public long macs(List<Shape> inputs) {
    return 0;
  }

  @Override
  public Node define(List<Node> inputs, Definition parts) {
    Ranking ranking = new Ranking(parts, inputs.getFirst(), axis, largest);
    return Pieces.joined(parts, ranking.first(inputs.getFirst(), k, places), axis);
  }
}
