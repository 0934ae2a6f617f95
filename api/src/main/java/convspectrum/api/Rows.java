package convspectrum.api;

import convspectrum.costmodel.Grouping;

/** What a row of a table of costs adds up. */
public enum Rows {
  /** One node of the graph. */
  LAYER(Grouping.LAYER),
  /** The nodes that one block of the spec became. */
  BLOCK(Grouping.BLOCK),
  /** The nodes of one type of op. */
  OP(Grouping.OP),
  /** The whole network. */
  NETWORK(Grouping.NETWORK);

  private final Grouping grouping;

  Rows(Grouping grouping) {
    this.grouping = grouping;
  }

  Grouping grouping() {
    return grouping;
  }
}
