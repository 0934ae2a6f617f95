package convspectrum.gradients.batch;

import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Shape;
import java.util.List;
import java.util.Optional;

/**
 * One step of a plan: a node of the graph, or a value laid out anew between two nodes.
 *
 * @param index its place in the plan
 * @param node what it computes; none where it lays out anew
 * @param inputs the steps that it reads, in order
 * @param shape of what it computes
 * @param layout of what it computes
 */
public record PlanStep(
    int index, Optional<Node> node, List<PlanStep> inputs, Shape shape, Layout layout) {
  public PlanStep {
    inputs = List.copyOf(inputs);
  }

  /** The number of elements that it computes. */
  public int size() {
    return Math.toIntExact(shape.elements());
  }

  /** What its first input computes. */
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
