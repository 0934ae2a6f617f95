package convspectrum.search.scoring.images;

import convspectrum.spec.graph.Shape;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Images as they are stored, which are brought to the shape of an input when they are asked for.
 */
sealed interface StoredImages permits StoredPictures, StoredSet, StoredTensor {
  /** As {@link ScoringImages#take}, not standardised. */
  double[] take(Shape input, int skipped);

  /** The same but for how they travel. */
  SentScoringImages.Kind kind();

  /**
   * Writes the first of them.
   *
   * @param most so many at most
   */
  void write(int most, OutputStream out) throws IOException;
}
