package convspectrum.search.training;

import convspectrum.gradients.Gradients;
import convspectrum.gradients.Precision;
import convspectrum.gradients.learning.LearningProgram;
import convspectrum.gradients.training.Accuracy;
import convspectrum.gradients.training.Checkpoint;
import convspectrum.gradients.training.DivergedException;
import convspectrum.gradients.training.Epoch;
import convspectrum.gradients.training.Progress;
import convspectrum.gradients.training.Recipe;
import convspectrum.gradients.training.StartWeights;
import convspectrum.gradients.training.StoppedException;
import convspectrum.gradients.training.Training;
import convspectrum.spec.tensor.Weights;
import java.util.List;
import java.util.Optional;

/** One training of one network, with one seed. */
public final class SingleTraining {
  private static final double NANOS = 1e9;

  private SingleTraining() {}

  /**
   * What tells a training from all others with other weights, in a few characters.
   *
   * @param plan {@link TrainingPlan#identity} of the plan, whose images are read for it
   * @param recipe of the training, of which the plan has all but rate and seed
   */
  public static String identity(String plan, Classifier classifier, Recipe recipe) {
    return Digest.of(
        "%s seed %d, %s, %s".formatted(classifier.identity(), recipe.seed(), recipe.rate(), plan));
  }

  /**
   * Trains a network.
   *
   * @param plan images, their standardisation and threads; its recipe and seeds are not used
   * @param recipe with the seed of this training
   * @param tests whether the test images are looked at in the end; what chooses must not
   * @param checkpoint where the state is kept after each epoch, if anywhere
   * @throws StoppedException if the thread is interrupted, which it remains
   * @throws DivergedException if the loss or a gradient is no finite number
   */
  public static TrainedRun run(
      TrainingPlan plan,
      Classifier classifier,
      Recipe recipe,
      boolean tests,
      Optional<Checkpoint> checkpoint,
      Progress progress) {
    try (LearningProgram program = program(plan, classifier, recipe)) {
      Training training =
          new Training(
              recipe,
              program,
              classifier.input(),
              plan.split(),
              plan.standardisation(),
              checkpoint,
              progress);
      List<Epoch> epochs = training.run();
      Optional<Accuracy> test =
          tests ? plan.data().test().map(training::accuracy) : Optional.empty();
      return new TrainedRun(
          classifier,
          recipe.seed(),
          epochs,
          test,
          Optional.of(learned(program, classifier, recipe)),
          training.steps() * recipe.batch() / (training.nanos() / NANOS));
    }
  }

  /**
   * What a training learned by the state that it kept; nothing is trained.
   *
   * @param checkpoint that has a state
   */
  public static Weights learned(
      TrainingPlan plan, Classifier classifier, Recipe recipe, Checkpoint checkpoint) {
    try (LearningProgram program = program(plan, classifier, recipe)) {
      checkpoint.read(program);
      return learned(program, classifier, recipe);
    }
  }

  private static LearningProgram program(TrainingPlan plan, Classifier classifier, Recipe recipe) {
    Weights own = classifier.weights(recipe.batch(), recipe.seed());
    return Gradients.learner(
        classifier::logits,
        recipe.batch(),
        plan.keepsWeights() ? own : new StartWeights(recipe.seed(), own),
        recipe.optimiser(),
        Precision.FLOAT32,
        plan.threads());
  }

  private static Weights learned(LearningProgram program, Classifier classifier, Recipe recipe) {
    return program.weights().orElse(classifier.weights(1, recipe.seed()));
  }
}
