package convspectrum.gradients.batch;

import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Shape;
import java.util.List;
import java.util.Optional;

/**
 * One step of a plan: a node of the graph, or a change of layout between two nodes.
 *
 * @param index its position in the plan
 * @param node the node that it computes; empty for a change of layout
 * @param inputs the steps that it reads, in order
 * @param shape shape of its result
 * @param layout layout of its result
 */
public record PlanStep(
    int index, Optional<Node> node, List<PlanStep> inputs, Shape shape, Layout layout) {
  public PlanStep {
    inputs = List.copyOf(inputs);
  }

  /** Returns the number of elements of its result. */
  public int size() {
    return Math.toIntExact(shape.elements());
  }

  /** Returns the step of its first input. */
  public PlanStep input() {
    return inputs.getFirst();
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return index;
  }

  @Override
  public String toString() {
    return node.map(Node::toString).orElse("layout") + " " + layout;
  }
}
