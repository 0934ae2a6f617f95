package convspectrum.spec.written;

import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The groups of convolutions that a written spec leaves open. One parameter may stand for many
 * convolutions of different channels: each gets the divisor of its channels nearest to the value.
 *
 * @param parameters by the name of a convolution the name of the parameter that stands for its
 *     groups
 * @param channels by the name of a parameter the most input channels of its convolutions
 */
public record OpenGroups(Map<String, String> parameters, Map<String, Integer> channels) {
  /** Nothing is left open. */
  public static final OpenGroups NONE = new OpenGroups(Map.of(), Map.of());

  /** Copies. */
  public OpenGroups {
    parameters = Map.copyOf(parameters);
    channels = Map.copyOf(channels);
  }

  /** The parameters with their choices: powers of two below the channels, and depthwise. */
  String head() {
    StringBuilder head = new StringBuilder("parameters:\n");
    new TreeMap<>(channels)
        .forEach((name, most) -> {
          List<String> choices = new ArrayList<>();
          for (int segments = 2; segments < most; segments *= 2) {
            choices.add(Integer.toString(segments));
          }
          choices.add("depthwise");
          head.append("  %s: [%s]\n".formatted(name, String.join(", ", choices)));
        });
    return head.toString();
  }

  /** The expression for the groups of a convolution; empty where they are not open. */
  Optional<String> groups(Node node) {
    return Optional.ofNullable(parameters.get(node.name()))
        .filter(_ -> node.op() instanceof Op.Conv)
        .map(name -> "$(nearest_divisor(%s, %d))".formatted(name, node.inputShape().channels()));
  }
}
