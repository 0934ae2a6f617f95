package convspectrum.search.scoring.images;

import convspectrum.executor.runtime.UnsupportedGraphException;
import convspectrum.search.work.FilesToSend;
import convspectrum.spec.graph.Shape;

/** Images to score with, in place of random ones. */
public interface ScoringImages {
  /**
   * What they are, in words: equal words mean equal images, since scores are kept under them.
   *
   * @return such as {@code 500 images of photos (sha256 0123456789ab)}
   */
  String identity();

  /** How many there are. */
  int count();

  /**
   * Images for an input of this shape, row-major; too many are cut, too few are repeated.
   *
   * @param skipped how many to skip first
   * @throws UnsupportedGraphException where they do not fit the input
   */
  double[] take(Shape input, int skipped);

  /**
   * These images for other machines.
   *
   * @param most so many of them are taken at most, with those that are skipped
   * @param files takes the file
   */
  SentScoringImages send(int most, FilesToSend files);
}
