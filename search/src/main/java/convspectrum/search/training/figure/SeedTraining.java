package convspectrum.search.training.figure;

import convspectrum.executor.runtime.UnsupportedGraphException;
import convspectrum.gradients.batch.OutOfMemoryException;
import convspectrum.gradients.training.DivergedException;
import convspectrum.gradients.training.Epoch;
import convspectrum.gradients.training.StoppedException;
import convspectrum.search.design.Network;
import convspectrum.search.figure.Direction;
import convspectrum.search.figure.Figure;
import convspectrum.search.figure.FigureException;
import convspectrum.search.figure.SearchedDesign;
import convspectrum.search.training.Classifier;
import convspectrum.search.training.TrainedRun;
import convspectrum.search.training.TrainingPlan;
import convspectrum.search.training.TrainingStudy;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.graph.ShapeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The accuracy of a network that is trained with one seed, on images that are kept apart from
 * training.
 */
final class SeedTraining implements Figure {
  /** Changed whenever equal trainings give other weights, so that old accuracies are not used. */
  private static final int VERSION = 1;

  /** A training has all threads, and memory for one. */
  private static final Object ONE_AT_A_TIME = new Object();

  private final TrainingPlan plan;
  private final StepFollower follower;

  /**
   * Trainings.
   *
   * @param plan with one seed, and data without test images
   */
  SeedTraining(TrainingPlan plan, StepFollower follower) {
    if (plan.data().test().isPresent() || plan.seeds() != 1) {
      throw new IllegalArgumentException("expected one seed, and no test images");
    }
    this.plan = plan;
    this.follower = follower;
  }

  long seed() {
    return plan.recipe().seed();
  }

  @Override
  public String name() {
    return TrainedFigure.NAME + ", seed " + seed();
  }

  @Override
  public Direction direction() {
    return Direction.MAX;
  }

  @Override
  public boolean isCheap() {
    return false;
  }

  @Override
  public boolean isAmount() {
    return false;
  }

  @Override
  public String identity() {
    return "%s: %s, training %d".formatted(name(), plan.identity(), VERSION);
  }

  @Override
  public String key(SearchedDesign design) {
    return key(design.network());
  }

  /** Networks of equal graphs as written start from equal weights. */
  static String key(Network network) {
    return Classifier.identity(network.graph());
  }

  @Override
  public double of(SearchedDesign design) {
    return accuracy(design.network(), design.design().toString());
  }

  /**
   * Trains a network, after every training that was begun before.
   *
   * @param label of the network, for reasons
   * @throws FigureException where it cannot be trained, or the loss is no finite number
   * @throws StoppedException where the thread is interrupted, which it remains
   */
  double accuracy(Network network, String label) {
    synchronized (ONE_AT_A_TIME) {
      List<DivergedException> failures = new ArrayList<>();
      try {
        Classifier classifier = new Classifier(label, network);
        classifier.requireFit(plan.data());
        TrainingStudy study = new TrainingStudy(plan, List.of(classifier));
        List<TrainedRun> runs = study.run(following(failures));
        for (DivergedException failure : failures) {
          throw new FigureException("seed %d: %s".formatted(seed(), failure.getMessage()));
        }
        if (runs.isEmpty()) {
          throw new StoppedException();
        }
        return runs.getFirst().epochs().getLast().validation();
      } catch (UnsupportedGraphException
          | OutOfMemoryException
          | SpecException
          | ShapeException e) {
        throw new FigureException(String.valueOf(e.getMessage()));
      }
    }
  }

  private TrainingStudy.Following following(List<DivergedException> failures) {
    return new TrainingStudy.Following() {
      @Override
      public void step(int run, long step, double loss, Optional<Epoch> last) {
        follower.step(step, plan.steps(), loss);
      }

      @Override
      public void failed(Classifier classifier, long seed, DivergedException reason) {
        failures.add(reason);
      }
    };
  }
}
