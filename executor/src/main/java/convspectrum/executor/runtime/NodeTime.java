package convspectrum.executor.runtime;

import java.util.List;

/**
 * The time of one part of a program in one pass.
 *
 * @param nodes names of the graph's nodes that the part computes, in execution order, at least one;
 *     or the runtime's name for a part that it inserted
 * @param op the runtime's name of the operation
 * @param nanos nanoseconds
 */
public record NodeTime(List<String> nodes, String op, long nanos) {
  public NodeTime {
    nodes = List.copyOf(nodes);
    if (nodes.isEmpty()) {
      throw new IllegalArgumentException(op + " computes no node; expected at least one");
    }
  }

  /** Creates the time of one node. */
  public NodeTime(String node, String op, long nanos) {
    this(List.of(node), op, nanos);
  }

  /** Returns the first of its nodes, which serves as its name. */
  public String node() {
    return nodes.getFirst();
  }
}
