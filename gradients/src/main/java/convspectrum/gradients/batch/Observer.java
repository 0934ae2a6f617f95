package convspectrum.gradients.batch;

import convspectrum.spec.graph.Node;
import org.jspecify.annotations.Nullable;

/** Receives values when they are computed, before their memory is reused. */
public interface Observer {
  /** Ignores all values. */
  Observer NONE = new Observer() {};

  /** Receives the value of {@code node} in the forward pass. */
  default void value(Node node, Values value) {}

  /**
   * Receives the complete gradient with respect to the value of {@code node}.
   *
   * @param value the node's value, if the run keeps it
   */
  default void gradient(Node node, Values gradient, @Nullable Values value) {}
}
