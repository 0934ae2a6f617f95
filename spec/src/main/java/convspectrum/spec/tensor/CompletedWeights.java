package convspectrum.spec.tensor;

import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.ParameterSlot;

/** The first weights where they hold a value, else the second. */
record CompletedWeights(Weights first, Weights second) implements Weights {
  @Override
  public Tensor get(Node node, ParameterSlot slot) {
    return (first.holds(node, slot) ? first : second).get(node, slot);
  }

  @Override
  public boolean holds(Node node, ParameterSlot slot) {
    return first.holds(node, slot) || second.holds(node, slot);
  }
}
