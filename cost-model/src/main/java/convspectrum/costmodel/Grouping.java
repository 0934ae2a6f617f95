package convspectrum.costmodel;

import convspectrum.spec.graph.Node;

/** What a row of a cost table adds up. */
public enum Grouping {
  /** One node. */
  LAYER,
  /** The nodes that one block of the spec lowered to. */
  BLOCK,
  /** The nodes of one type of op. */
  OP,
  /** All nodes. */
  NETWORK;

  /** The name of the row that a node belongs to. */
  public String row(Node node) {
    return switch (this) {
      case LAYER -> node.name();
      case BLOCK -> node.origin().path();
      case OP -> node.op().typeName();
      case NETWORK -> "network";
    };
  }

  /** The type of what such a row stands for. */
  public String label(Node node) {
    return switch (this) {
      case LAYER, OP -> node.op().typeName();
      case BLOCK -> node.origin().block();
      case NETWORK -> "network";
    };
  }
}
