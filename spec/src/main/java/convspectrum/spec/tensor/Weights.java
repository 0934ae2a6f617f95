package convspectrum.spec.tensor;

import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.ParameterSlot;

/**
 * The values of what a graph's nodes store. Implementations may make or read them when asked, and
 * must return equal values each time.
 */
@FunctionalInterface
public interface Weights {
  /**
   * The value of one slot, of the slot's shape. Callers do not write to it.
   *
   * @param slot one of {@code node.parameters()}
   */
  Tensor get(Node node, ParameterSlot slot);

  /** Whether {@link #get} has a value for this slot; finding out costs little. */
  default boolean holds(Node node, ParameterSlot slot) {
    return true;
  }

  /** These weights, and those of {@code other} where these hold no value. */
  default Weights orElse(Weights other) {
    return new CompletedWeights(this, other);
  }

  /** The value of the slot with this role, which the node must have. */
  default Tensor get(Node node, String role) {
    for (ParameterSlot slot : node.parameters()) {
      if (slot.role().equals(role)) {
        return get(node, slot);
      }
    }
    throw new IllegalArgumentException(node + " stores no " + role);
  }
}
