package convspectrum.search.training;

import convspectrum.gradients.training.Accuracy;
import convspectrum.gradients.training.Epoch;
import convspectrum.spec.tensor.Weights;
import java.util.List;
import java.util.Optional;

/**
 * A network that was trained with one seed.
 *
 * @param classifier what was trained
 * @param seed of its weights, of the order of images and of their changes
 * @param epochs all epochs, those before an interruption too
 * @param test how it classifies the test images; empty if there are none
 * @param weights what it learned, for {@link Classifier#graph} of any batch; empty where they
 *     stayed on another machine, since nobody asked for them
 * @param imagesPerSecond training images in a second; NaN where all epochs were done before
 */
public record TrainedRun(
    Classifier classifier,
    long seed,
    List<Epoch> epochs,
    Optional<Accuracy> test,
    Optional<Weights> weights,
    double imagesPerSecond) {
  public TrainedRun {
    epochs = List.copyOf(epochs);
  }

  /** Share of the test images that it classifies correctly; NaN if there are none. */
  public double testAccuracy() {
    return test.map(Accuracy::share).orElse(Double.NaN);
  }
}
