package convspectrum.executor.runtime;

import java.util.List;

/**
 * The time one part of a program took in one pass.
 *
 * @param nodes names of the graph's nodes that it computes, in execution order, at least one; or
 *     what the runtime calls a part that it inserted
 * @param op what the runtime calls the operation
 * @param nanos nanoseconds
 */
public record NodeTime(List<String> nodes, String op, long nanos) {
  public NodeTime {
    nodes = List.copyOf(nodes);
    if (nodes.isEmpty()) {
      throw new IllegalArgumentException(op + " computes no node; expected at least one");
    }
  }

  /** The time of one node. */
  public NodeTime(String node, String op, long nanos) {
    this(List.of(node), op, nanos);
  }

  /** The first of its nodes, which it goes by. */
  public String node() {
    return nodes.getFirst();
  }
}
