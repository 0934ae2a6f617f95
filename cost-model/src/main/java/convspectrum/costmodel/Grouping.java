package convspectrum.costmodel;

/** What a row of a cost table adds up. */
public enum Grouping {
  /** One node. */
  LAYER,
  /** The nodes that one block of the spec lowered to. */
  BLOCK,
  /** The nodes of one type of op. */
  OP,
  /** All nodes. */
  NETWORK
}
