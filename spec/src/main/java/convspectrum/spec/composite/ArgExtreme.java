package convspectrum.spec.composite;

import convspectrum.spec.composite.definition.Definition;
import convspectrum.spec.composite.definition.Ranking;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Shape;
import java.util.List;

/**
 * The place of the largest or the smallest value along an axis, which has size 1 in the result.
 *
 * @param axis the axis, numbered from 0
 * @param largest whether the largest value is looked for, else the smallest
 * @param last whether the last place is taken where several hold that value, else the first
 */
public record ArgExtreme(int axis, boolean largest, boolean last) implements UncountedOp {
  @Override
  public Shape shape(List<Shape> inputs) {
    return Ranking.input(typeName(), axis, 1, inputs).with(axis, 1);
  }

  @Override
  public Node define(List<Node> inputs, Definition parts) {
    Node x = inputs.getFirst();
    Ranking ranking = new Ranking(parts, x, axis, largest);
    return ranking.place(x, ranking.extreme(x), last);
  }
}
