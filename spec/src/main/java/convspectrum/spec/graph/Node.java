package convspectrum.spec.graph;

import java.util.List;
import java.util.Set;

/**
 * An op applied to earlier nodes of one graph. Nodes are compared by identity.
 *
 * <p>Invariant: every input stands before this node in {@link Graph#nodes()}.
 */
public final class Node {
  private final int index;
  private final String name;
  private final Op op;
  private final List<Node> inputs;
  private final Shape shape;
  private final Origin origin;
  private final Set<String> sharedRoles;

  Node(
      int index,
      String name,
      Op op,
      List<Node> inputs,
      Shape shape,
      Origin origin,
      Set<String> sharedRoles) {
    this.index = index;
    this.name = name;
    this.op = op;
    this.inputs = inputs;
    this.shape = shape;
    this.origin = origin;
    this.sharedRoles = sharedRoles;
  }

  /** Position in {@link Graph#nodes()}. */
  public int index() {
    return index;
  }

  /** The name, which is unique within the graph. */
  public String name() {
    return name;
  }

  /** The op that it applies. */
  public Op op() {
    return op;
  }

  /** The nodes that it reads, in the order of the op's operands. */
  public List<Node> inputs() {
    return inputs;
  }

  /** The shape of what it computes. */
  public Shape shape() {
    return shape;
  }

  /** The shape of its first input. */
  public Shape inputShape() {
    return inputs.getFirst().shape;
  }

  /** The block that made it. */
  public Origin origin() {
    return origin;
  }

  /** The tensors that it stores, in a fixed order. Most ops store none. */
  public List<ParameterSlot> parameters() {
    return ParameterSlot.of(this);
  }

  /**
   * Roles of the {@link #parameters()} whose tensors are made from those of an earlier node: tied
   * weights are stored, and counted, once. Empty for all but imported graphs.
   */
  public Set<String> sharedRoles() {
    return sharedRoles;
  }

  @Override
  public String toString() {
    return name + ": " + op + " -> " + shape;
  }
}
