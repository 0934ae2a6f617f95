package convspectrum.formats.dataset;

import convspectrum.spec.graph.Shape;
import java.util.Optional;

/**
 * A data set for classification. Everything that chooses (validation, searches, learning rates)
 * sees {@code train} alone; {@code test} is for one look at the end.
 *
 * @param name how reports call it
 * @param train images to learn from
 * @param test images to test with; empty if the files have none
 */
public record Dataset(String name, ImageSet train, Optional<ImageSet> test) {
  /** As {@link ImageSet#fitted}, for both parts. */
  public Dataset fitted(Shape shape) {
    return new Dataset(name, train.fitted(shape), test.map(images -> images.fitted(shape)));
  }
}
