package convspectrum.spec.tensor;

import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.graph.ShapeException;
import java.util.Map;

/** Weights held in memory, by the node's name and the slot's role. */
public final class StoredWeights implements Weights {
  private final Map<Name, Tensor> tensors;

  /**
   * What a tensor belongs to.
   *
   * @param node name of the node
   * @param role role of the slot
   */
  public record Name(String node, String role) {
    /** {@code conv1.weight}. */
    @Override
    public String toString() {
      return node + "." + role;
    }
  }

  /** Weights with these values; the tensors are shared, not copied. */
  public StoredWeights(Map<Name, Tensor> tensors) {
    this.tensors = Map.copyOf(tensors);
  }

  @Override
  public boolean holds(Node node, ParameterSlot slot) {
    return tensors.containsKey(new Name(node.name(), slot.role()));
  }

  @Override
  public Tensor get(Node node, ParameterSlot slot) {
    Name name = new Name(node.name(), slot.role());
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("no value is stored for " + name);
    }
    if (!tensor.shape().equals(slot.shape())) {
      throw new ShapeException(
          "%s is stored as %s; expected %s".formatted(name, tensor.shape(), slot.shape()));
    }
    return tensor;
  }
}
