package convspectrum.spec.composite;

import convspectrum.spec.composite.definition.Definition;
import convspectrum.spec.composite.definition.Ranking;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.graph.Shape;
import java.util.List;

/**
 * The place of the largest value along an axis, which keeps size 1, or of the smallest.
 *
 * @param axis which one, non-negative
 * @param largest whether the largest counts, else the smallest
 * @param last whether the last of several places counts, else the first
 */
public record ArgExtreme(int axis, boolean largest, boolean last) implements CompositeOp {
  @Override
  public Shape shape(List<Shape> inputs) {
    return Ranking.input(typeName(), axis, 1, inputs).with(axis, 1);
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
    Node x = inputs.getFirst();
    Ranking ranking = new Ranking(parts, x, axis, largest);
    return ranking.place(x, ranking.extreme(x), last);
  }
}
