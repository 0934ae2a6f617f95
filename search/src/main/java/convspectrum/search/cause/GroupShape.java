package convspectrum.search.cause;

import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import java.util.List;
import java.util.Optional;

/**
 * How the spatial convolutions of a design are grouped, where all of them are so alike.
 *
 * @param channels input channels of a group
 * @param shape the input of the first of them: {@code 1x728x19x19}
 */
public record GroupShape(long channels, String shape) {
  /** That of a graph; none where it has no spatial convolution, or they differ. */
  public static Optional<GroupShape> of(Graph graph) {
    List<Node> spatial =
        graph.nodes().stream()
            .filter(node -> node.op() instanceof Op.Conv conv && conv.window().taps() > 1)
            .toList();
    List<Integer> channels = spatial.stream().map(GroupShape::channels).distinct().toList();
    return channels.size() == 1
        ? Optional.of(
            new GroupShape(channels.getFirst(), spatial.getFirst().inputShape().toString()))
        : Optional.empty();
  }

  private static int channels(Node node) {
    return node.inputShape().channels() / ((Op.Conv) node.op()).groups();
  }
}
