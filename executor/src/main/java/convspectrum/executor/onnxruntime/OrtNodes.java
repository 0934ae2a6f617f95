package convspectrum.executor.onnxruntime;

import convspectrum.costmodel.convention.MultiplyAccumulates;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The nodes of a graph by the names that ONNX Runtime has for what it makes of them. */
final class OrtNodes {
  private static final String BLOCKED = "_nchwc";

  /** What a kernel has behind its name that ONNX Runtime moved to channels last. */
  private static final Pattern MOVED = Pattern.compile("(.+)_token_[0-9]+");

  private final Map<String, Node> byName = new HashMap<>();

  OrtNodes(Graph graph) {
    graph.nodes().forEach(node -> byName.put(node.name(), node));
  }

  /**
   * Returns the graph's node that an ONNX node belongs to: itself, or the node for {@code
   * node/part}; null for one that ONNX Runtime inserted. A kernel with several nodes fused into it
   * has the name of one of them: ONNX Runtime names a {@code FusedConv} after the first, and what
   * it moved to its blocked layout after the last, with {@code _nchwc}. A {@code QLinearConv} that
   * it moved to channels last has {@code _token_} and a number behind its name.
   */
  @Nullable Node node(String name) {
    String candidate = name;
    Matcher moved = MOVED.matcher(name);
    if (!byName.containsKey(name) && moved.matches()) {
      candidate = moved.group(1);
    } else if (name.endsWith(BLOCKED)) {
      candidate = name.substring(0, name.length() - BLOCKED.length());
    }
    while (!byName.containsKey(candidate)) {
      int slash = candidate.lastIndexOf('/');
      if (slash < 0) {
        return null;
      }
      candidate = candidate.substring(0, slash);
    }
    return byName.get(candidate);
  }

  /**
   * The convolution or product of a fused kernel that is named after {@code node}: the nearest one
   * before it, or the node itself if there is none.
   */
  Node working(Node node) {
    Node at = node;
    while (MultiplyAccumulates.of(at) == 0 && !at.inputs().isEmpty()) {
      at = at.inputs().getFirst();
    }
    return MultiplyAccumulates.of(at) > 0 ? at : node;
  }
}
