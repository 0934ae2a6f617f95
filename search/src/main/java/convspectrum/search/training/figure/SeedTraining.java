package convspectrum.search.training.figure;

import convspectrum.executor.runtime.UnsupportedGraphException;
import convspectrum.gradients.batch.OutOfMemoryException;
import convspectrum.gradients.training.DivergedException;
import convspectrum.gradients.training.Epoch;
import convspectrum.gradients.training.StoppedException;
import convspectrum.search.design.Network;
import convspectrum.search.figure.Direction;
import convspectrum.search.figure.FigureException;
import convspectrum.search.figure.SearchedDesign;
import convspectrum.search.figure.SharedFigure;
import convspectrum.search.training.Classifier;
import convspectrum.search.training.TrainedRun;
import convspectrum.search.training.TrainingPlan;
import convspectrum.search.training.TrainingStudy;
import convspectrum.search.training.elsewhere.SentNetworks;
import convspectrum.search.training.elsewhere.TrainingResult;
import convspectrum.search.training.elsewhere.TrainingWork;
import convspectrum.search.training.elsewhere.Trial;
import convspectrum.search.work.FilesToSend;
import convspectrum.search.work.SpacePart;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.graph.ShapeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The accuracy of a network that is trained with one seed, on images that are kept apart from
 * training.
 */
final class SeedTraining implements SharedFigure<TrainingResult> {
  /** Changed whenever equal trainings give other weights, so that old accuracies are not used. */
  private static final int VERSION = 1;

  /** A training has all threads, and memory for one. */
  private static final Object ONE_AT_A_TIME = new Object();

  private final TrainingPlan plan;
  private final StepFollower follower;
  private final ImagesToSend images;
  private final Map<String, TrainingResult> known = new ConcurrentHashMap<>();

  /**
   * Trainings.
   *
   * @param plan with one seed, and data without test images
   * @param images of the plan, for other machines
   */
  SeedTraining(TrainingPlan plan, StepFollower follower, ImagesToSend images) {
    if (plan.data().test().isPresent() || plan.seeds() != 1) {
      throw new IllegalArgumentException("expected one seed, and no test images");
    }
    this.plan = plan;
    this.follower = follower;
    this.images = images;
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
    TrainingResult result = known.get(key(design));
    return result == null
        ? accuracy(design.network(), design.design().toString())
        : accuracy(result);
  }

  private double accuracy(TrainingResult result) {
    return switch (result) {
      case TrainingResult.Trained trained -> trained.epochs().getLast().validation();
      case TrainingResult.Diverged diverged -> throw diverged(diverged.reason());
      case TrainingResult.Unfit(String reason) -> throw new FigureException(reason);
    };
  }

  private FigureException diverged(String reason) {
    return new FigureException("seed %d: %s".formatted(seed(), reason));
  }

  @Override
  public TrainingWork work(SpacePart space, int threads, FilesToSend files) {
    return new TrainingWork(
        new SentNetworks.OfSpace(space),
        images.in(files),
        List.of(new Trial(plan.recipe(), true, false)),
        plan.keepsWeights(),
        List.of(),
        threads);
  }

  @Override
  public boolean isKnown(SearchedDesign design) {
    return known.containsKey(key(design));
  }

  @Override
  public void know(SearchedDesign design, TrainingResult result) {
    known.put(key(design), result);
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
          throw diverged(String.valueOf(failure.getMessage()));
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
