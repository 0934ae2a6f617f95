package convspectrum.gradients.learning;

import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.tensor.Tensor;
import convspectrum.spec.tensor.Weights;
import java.util.HashMap;
import java.util.Map;

/**
 * Weights by the positions of their nodes, so that they fit the same network with any batch. A
 * value is set once; after that it is not changed.
 */
public final class LearnedValues implements Weights {
  private final Map<Slot, Tensor> values = new HashMap<>();

  /** A slot of the node at a position. */
  private record Slot(int node, String role) {}

  /** Sets a value. */
  public void set(Node node, ParameterSlot slot, Tensor value) {
    values.put(new Slot(node.index(), slot.role()), value);
  }

  @Override
  public Tensor get(Node node, ParameterSlot slot) {
    Tensor value = values.get(new Slot(node.index(), slot.role()));
    if (value == null) {
      throw new IllegalArgumentException(node + " has learned no " + slot.role());
    }
    return value;
  }

  @Override
  public boolean holds(Node node, ParameterSlot slot) {
    return values.containsKey(new Slot(node.index(), slot.role()));
  }
}
