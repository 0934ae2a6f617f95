package convspectrum.formats.onnx.read;

import convspectrum.spec.graph.Node;
import java.util.Map;
import java.util.Optional;

/**
 * What things are called in the file that a graph was read from.
 *
 * @param tensors the node that computes each named tensor
 * @param parameters by node, then by role of the slot, the initializer that the slot holds
 */
public record ModelNames(Map<String, Node> tensors, Map<Node, Map<String, String>> parameters) {
  /** The names of a graph that was read from no file. */
  public static final ModelNames NONE = new ModelNames(Map.of(), Map.of());

  public ModelNames {
    tensors = Map.copyOf(tensors);
    parameters = Map.copyOf(parameters);
  }

  /** The node that computes the tensor of this name. */
  public Optional<Node> tensor(String name) {
    return Optional.ofNullable(tensors.get(name));
  }

  /** The initializer whose elements a slot of a node holds. */
  public Optional<String> parameter(Node node, String role) {
    return Optional.ofNullable(parameters.getOrDefault(node, Map.of()).get(role));
  }
}
