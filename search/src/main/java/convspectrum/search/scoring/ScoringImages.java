package convspectrum.search.scoring;

import convspectrum.spec.graph.Shape;

/** Images to score with, in place of random ones. */
public interface ScoringImages {
  /**
   * Images for an input of this shape, row-major; more than the batch are cut, fewer start anew.
   *
   * @param skipped how many to pass over first
   */
  double[] take(Shape input, int skipped);
}
