package convspectrum.search.training;

import convspectrum.formats.dataset.Dataset;
import convspectrum.gradients.training.Recipe;
import convspectrum.gradients.training.Split;
import convspectrum.gradients.training.Standardisation;
import convspectrum.search.work.ComputingMachine;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How all networks of a study are trained: with the same images, recipe and seeds, so that they can
 * be compared in pairs.
 *
 * @param data the data set, whose test images are looked at once, at the end of a training
 * @param split its training images, parted
 * @param standardisation of the training images
 * @param recipe with the first seed
 * @param seeds number of seeds, each one more than the last
 * @param keepsWeights whether training starts from the weights of the model's file, else from
 *     random ones
 * @param threads how many threads compute a network
 * @param checkpoints folder that keeps the state after each epoch, if any
 */
public record TrainingPlan(
    Dataset data,
    Split split,
    Standardisation standardisation,
    Recipe recipe,
    int seeds,
    boolean keepsWeights,
    int threads,
    Optional<Path> checkpoints) {
  /** A plan of this data. */
  public static TrainingPlan of(
      Dataset data,
      Split split,
      Recipe recipe,
      int seeds,
      boolean keepsWeights,
      int threads,
      Optional<Path> checkpoints) {
    Standardisation standardisation = Standardisation.of(split.train());
    return new TrainingPlan(
        data, split, standardisation, recipe, seeds, keepsWeights, threads, checkpoints);
  }

  /** The same with another recipe. */
  public TrainingPlan with(Recipe other) {
    return new TrainingPlan(
        data, split, standardisation, other, seeds, keepsWeights, threads, checkpoints);
  }

  /** The same without validation images: nothing is chosen by its trainings. */
  public TrainingPlan withoutValidation() {
    Split alone = new Split(split.train(), split.validation().select(new int[0]));
    return new TrainingPlan(
        data, alone, standardisation, recipe, seeds, keepsWeights, threads, checkpoints);
  }

  /** Number of steps of one training. */
  public long steps() {
    return (long) split.train().count() / recipe.batch() * recipe.epochs();
  }

  /** What decides about the result beside the network and the seed, for checkpoints. */
  public String identity() {
    return "%s %s, %d + %d images, %s, weights %s, %s"
        .formatted(
            data.name(),
            Digest.of(split.train().hash() + split.validation().hash()),
            split.train().count(),
            split.validation().count(),
            recipe.withSeed(0),
            keepsWeights ? "kept" : "random",
            ComputingMachine.vectors());
  }
}
