package convspectrum.search.training;

import convspectrum.gradients.training.Checkpoint;
import convspectrum.gradients.training.DivergedException;
import convspectrum.gradients.training.Epoch;
import convspectrum.gradients.training.Progress;
import convspectrum.gradients.training.StateStore;
import convspectrum.gradients.training.StoppedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Trains networks, each with every seed. */
public final class TrainingStudy {
  private final TrainingPlan plan;
  private final List<Classifier> classifiers;

  /** Receives how the study gets on. */
  public interface Following {
    /**
     * A step is done.
     *
     * @param run number of the training, from 0 on
     * @param step steps that are done of it
     * @param loss loss before the step
     * @param last its last whole epoch, if there is one
     */
    void step(int run, long step, double loss, Optional<Epoch> last);

    /**
     * A training that was followed from afar came to its end.
     *
     * @param done number of those that did
     */
    default void finished(int done) {}

    /** A training has no result; the others go on. */
    void failed(Classifier classifier, long seed, DivergedException reason);
  }

  /** Creates a study of these networks. */
  public TrainingStudy(TrainingPlan plan, List<Classifier> classifiers) {
    this.plan = plan;
    this.classifiers = List.copyOf(classifiers);
  }

  /** Number of trainings. */
  public int runs() {
    return classifiers.size() * plan.seeds();
  }

  /**
   * Trains them: all networks with the first seed, then with the next, so that an interrupted study
   * has pairs.
   *
   * @return the trainings that came to their end: all of them that did not fail, unless the thread
   *     was interrupted
   */
  public List<TrainedRun> run(Following following) {
    List<TrainedRun> done = new ArrayList<>();
    try {
      for (int run = 0; run < runs(); run++) {
        try {
          done.add(train(run, following));
        } catch (DivergedException e) {
          following.failed(classifier(run), seed(run), e);
        }
      }
    } catch (StoppedException e) {
      // What is done is the result.
    }
    return List.copyOf(done);
  }

  /** What a training trains. */
  public Classifier classifier(int run) {
    return classifiers.get(run % classifiers.size());
  }

  /** The seed of a training. */
  public long seed(int run) {
    return plan.recipe().seed() + run / classifiers.size();
  }

  /**
   * Makes one training.
   *
   * @throws StoppedException if the thread is interrupted, which it remains
   * @throws DivergedException if the loss or a gradient is no finite number
   */
  public TrainedRun train(int run, Following following) {
    Progress progress =
        new Progress() {
          private Optional<Epoch> last = Optional.empty();

          @Override
          public void step(long step, long steps, double loss) {
            following.step(run, step, loss, last);
          }

          @Override
          public void epoch(Epoch epoch) {
            last = Optional.of(epoch);
          }
        };
    return SingleTraining.run(
        plan, classifier(run), plan.recipe().withSeed(seed(run)), true, checkpoint(run), progress);
  }

  /** Where the state of a training is kept, if anywhere. */
  public Optional<Checkpoint> checkpoint(int run) {
    return plan.checkpoints()
        .map(folder -> {
          String name = "%02d-seed%d.state".formatted(run % classifiers.size() + 1, seed(run));
          StateStore store = StateStore.in(folder.resolve(name));
          return checkpoint(plan, classifier(run), seed(run), store);
        });
  }

  /** The state of a training in a store. */
  public static Checkpoint checkpoint(
      TrainingPlan plan, Classifier classifier, long seed, StateStore store) {
    String identity = classifier.identity() + " seed " + seed + ", " + plan.identity();
    return new Checkpoint(store, identity, true);
  }
}
