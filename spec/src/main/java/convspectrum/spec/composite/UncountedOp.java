package convspectrum.spec.composite;

import convspectrum.spec.graph.Shape;
import java.util.List;

/**
 * An op that stores nothing and has no multiply-accumulates that count: it moves values, compares
 * them, or finds values between places, which is not counted, as for a resize.
 */
public sealed interface UncountedOp extends CompositeOp
    permits ArgExtreme, GridSample, IndexedOp, LpPool, OverlappedBlocks, RotaryEmbedding, TopK {
  @Override
  default long macs(List<Shape> inputs) {
    return 0;
  }
}
