package convspectrum.formats.onnx.read.graph;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How much of a model was understood.
 *
 * @param understood nodes that an output depends on and that stand in the graph
 * @param nodes nodes that an output depends on
 * @param unknown how often each op that is not understood occurs
 */
public record Coverage(int understood, int nodes, Map<String, Integer> unknown) {
  public Coverage {
    unknown = Collections.unmodifiableMap(new TreeMap<>(unknown));
  }

  /** Whether a node is not understood. */
  public boolean isPartial() {
    return understood < nodes;
  }

  /** {@code 118 of 120 nodes are understood; not: GridSample (2)}. */
  @Override
  public String toString() {
    String text = understood + " of " + nodes + " nodes are understood";
    return unknown.isEmpty()
        ? text
        : text
            + "; not: "
            + unknown.entrySet().stream()
                .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                .collect(Collectors.joining(", "));
  }
}
