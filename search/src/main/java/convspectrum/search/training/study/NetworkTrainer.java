package convspectrum.search.training.study;

import convspectrum.gradients.training.DivergedException;
import convspectrum.gradients.training.Epoch;
import convspectrum.gradients.training.LearningRate;
import convspectrum.gradients.training.Progress;
import convspectrum.gradients.training.Recipe;
import convspectrum.search.training.SingleTraining;
import convspectrum.search.training.TrainedRun;
import convspectrum.search.training.TrainingPlan;
import java.util.Optional;
import java.util.function.DoubleConsumer;

/** Trains networks on images. */
final class NetworkTrainer implements Trainer {
  private final TrainingPlan plan;

  /**
   * A trainer.
   *
   * @param plan whose recipe gets the learning rate and the seed of each training
   */
  NetworkTrainer(TrainingPlan plan) {
    this.plan = plan;
  }

  @Override
  public String identity(Task task) {
    return SingleTraining.identity(plan, task.design().classifier(), recipe(task))
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
              plan,
              task.design().classifier(),
              recipe(task),
              task.tests(),
              Optional.empty(),
              progress);
      Epoch last = run.epochs().getLast();
      return new Trained(last.validation(), last.validationLoss(), run.testAccuracy());
    } catch (DivergedException e) {
      return Trained.DIVERGED;
    }
  }

  private Recipe recipe(Task task) {
    LearningRate rate = plan.recipe().rate();
    return plan.recipe()
        .withRate(new LearningRate(task.rate(), rate.warmUp(), rate.schedule()))
        .withSeed(task.seed());
  }
}
