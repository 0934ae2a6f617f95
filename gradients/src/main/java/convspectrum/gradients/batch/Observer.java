package convspectrum.gradients.batch;

import convspectrum.spec.graph.Node;
import org.jspecify.annotations.Nullable;

/** Is shown values as they are made, before their memory is used again. */
public interface Observer {
  /** Sees nothing. */
  Observer NONE = new Observer() {};

  /** What {@code node} computed in the forward pass. */
  default void value(Node node, Values value) {}

  /**
   * The whole gradient with respect to what {@code node} computed.
   *
   * @param value what it computed, where the run keeps it
   */
  default void gradient(Node node, Values gradient, @Nullable Values value) {}
}
