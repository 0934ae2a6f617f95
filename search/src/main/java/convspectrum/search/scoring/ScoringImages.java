package convspectrum.search.scoring;

import convspectrum.spec.graph.Shape;

/** Images to score with, in place of random ones. */
public interface ScoringImages {
  /**
   * Images for an input of this shape, row-major; too many are cut, too few are repeated.
   *
   * @param skipped how many to skip first
   */
  double[] take(Shape input, int skipped);
}
