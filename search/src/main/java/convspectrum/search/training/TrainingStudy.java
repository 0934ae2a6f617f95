package convspectrum.search.training;

import convspectrum.gradients.training.Checkpoint;
import convspectrum.gradients.training.DivergedException;
import convspectrum.gradients.training.Epoch;
import convspectrum.gradients.training.Progress;
import convspectrum.gradients.training.StoppedException;
import java.nio.file.Path;
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
        int place = run % classifiers.size();
        long seed = plan.recipe().seed() + run / classifiers.size();
        try {
          done.add(train(place, seed, run, following));
        } catch (DivergedException e) {
          following.failed(classifiers.get(place), seed, e);
        }
      }
    } catch (StoppedException e) {
      // What is done is the result.
    }
    return List.copyOf(done);
  }

  private TrainedRun train(int place, long seed, int run, Following following) {
    Classifier classifier = classifiers.get(place);
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
        plan,
        classifier,
        plan.recipe().withSeed(seed),
        true,
        plan.checkpoints().map(folder -> checkpoint(place, seed, folder)),
        progress);
  }

  private Checkpoint checkpoint(int place, long seed, Path folder) {
    Classifier classifier = classifiers.get(place);
    String name = "%02d-seed%d.state".formatted(place + 1, seed);
    String identity = classifier.identity() + " seed " + seed + ", " + plan.identity();
    return new Checkpoint(folder.resolve(name), identity, true);
  }
}
