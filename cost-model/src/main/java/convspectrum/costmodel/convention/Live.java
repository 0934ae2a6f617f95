package convspectrum.costmodel.convention;

import convspectrum.spec.graph.Node;

/**
 * As papers count, but parameters and MACs of {@linkplain convspectrum.spec.canonical.LiveNodes
 * live nodes} alone. In a cell of NAS-Bench-201 whose edge 3←1 is {@code none} and whose edge 2←1
 * is too, a 3×3 convolution on edge 1←0 reaches no output: it counts 0 here, and 2,359,296 MACs in
 * a paper.
 */
record Live() implements Convention {
  @Override
  public Tool tool() {
    return new Tool(
        "live",
        Unit.MAC,
        "as paper, but only what lies on a path from the input to the output; what is multiplied by"
            + " zero or ends nowhere is not counted");
  }

  @Override
  public long operations(Node node) {
    return MultiplyAccumulates.of(node);
  }

  @Override
  public boolean countsLiveNodesAlone() {
    return true;
  }
}
