package convspectrum.search.training.study;

import convspectrum.formats.dataset.ImageSet;
import convspectrum.gradients.training.DivergedException;
import convspectrum.gradients.training.Epoch;
import convspectrum.gradients.training.LearningRate;
import convspectrum.gradients.training.Progress;
import convspectrum.gradients.training.Recipe;
import convspectrum.search.training.SingleTraining;
import convspectrum.search.training.TrainedRun;
import convspectrum.search.training.TrainingPlan;
import convspectrum.search.training.elsewhere.Trial;
import java.util.Optional;
import java.util.function.DoubleConsumer;

/**
 * Trains networks on images. Trainings that are tested classify no validation images, which takes
 * time and changes nothing.
 */
final class NetworkTrainer implements Trainer {
  private final TrainingPlan chosenBy;
  private final TrainingPlan tested;
  private final String chosenByIdentity;
  private final String testedIdentity;

  /**
   * A trainer.
   *
   * @param plan whose recipe gets the learning rate and the seed of each training
   */
  NetworkTrainer(TrainingPlan plan) {
    // Whatever rate the plan has, it is no part of what trainings have in common.
    this.chosenBy = plan.with(recipe(plan, 1, 0));
    this.tested = chosenBy.withoutValidation();
    this.chosenByIdentity = chosenBy.identity();
    this.testedIdentity =
        tested.identity() + ", test " + plan.data().test().map(ImageSet::hash).orElse("");
  }

  @Override
  public String identity(Task task) {
    return SingleTraining.identity(
            task.tests() ? testedIdentity : chosenByIdentity,
            task.design().classifier(),
            recipe(chosenBy, task.rate(), task.seed()))
        + (task.tests() ? " tested" : "");
  }

  @Override
  public Trained train(Task task, DoubleConsumer done) {
    Progress progress =
        new Progress() {
          @Override
          public void step(long step, long steps, double loss) {
            done.accept((double) step / steps);
          }
        };
    try {
      TrainedRun run =
          SingleTraining.run(
              task.tests() ? tested : chosenBy,
              task.design().classifier(),
              recipe(chosenBy, task.rate(), task.seed()),
              task.tests(),
              Optional.empty(),
              progress);
      Epoch last = run.epochs().getLast();
      return new Trained(last.validation(), last.validationLoss(), run.testAccuracy());
    } catch (DivergedException e) {
      return Trained.DIVERGED;
    }
  }

  /** How a training is made: those that are tested classify no validation images. */
  Trial trial(double rate, long seed, boolean tests) {
    return new Trial(recipe(chosenBy, rate, seed), !tests, tests);
  }

  private static Recipe recipe(TrainingPlan plan, double peak, long seed) {
    LearningRate rate = plan.recipe().rate();
    return plan.recipe()
        .withRate(new LearningRate(peak, rate.warmUp(), rate.schedule()))
        .withSeed(seed);
  }
}
