package convspectrum.spec.zoo;

import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.ParameterSlot;

/** What papers count. */
public enum Quantity {
  /** Multiply-accumulates of convolutions and linear layers. */
  MACS("macs"),
  /** Learned parameters. */
  PARAMS("params"),
  /** Learned parameters and the running statistics of batch norms, as Keras counts. */
  PARAMS_WITH_STATISTICS("params+statistics"),
  /** Learned parameters but those of norms. */
  PARAMS_WITHOUT_NORMS("params-norms"),
  /** Weights of convolutions and linear layers: neither biases nor norms. */
  WEIGHTS("weights");

  private final String word;

  Quantity(String word) {
    this.word = word;
  }

  /** How tables call it. */
  public String word() {
    return word;
  }

  static Quantity of(String word) {
    for (Quantity quantity : values()) {
      if (quantity.word.equals(word)) {
        return quantity;
      }
    }
    throw new IllegalStateException("no quantity '" + word + "'");
  }

  /** Whether a stored tensor of a node counts. */
  public boolean counts(Node node, ParameterSlot slot) {
    boolean norm = node.op() instanceof Op.BatchNorm || node.op() instanceof Op.LayerNorm;
    return switch (this) {
      case MACS -> false;
      case PARAMS -> slot.trainable();
      case PARAMS_WITH_STATISTICS -> true;
      case PARAMS_WITHOUT_NORMS -> slot.trainable() && !norm;
      case WEIGHTS -> slot.role().equals(ParameterSlot.WEIGHT) && !norm;
    };
  }
}
