package convspectrum.search.training.elsewhere;

import convspectrum.executor.runtime.UnsupportedGraphException;
import convspectrum.gradients.batch.OutOfMemoryException;
import convspectrum.gradients.training.Checkpoint;
import convspectrum.gradients.training.DivergedException;
import convspectrum.gradients.training.MemoryState;
import convspectrum.gradients.training.Progress;
import convspectrum.search.training.Classifier;
import convspectrum.search.training.SingleTraining;
import convspectrum.search.training.TrainedRun;
import convspectrum.search.training.TrainingPlan;
import convspectrum.search.training.TrainingStudy;
import convspectrum.search.work.FoundFiles;
import convspectrum.search.work.SentFile;
import convspectrum.search.work.Work;
import convspectrum.search.work.Worker;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.graph.ShapeException;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Trains networks. The training of a number n is that of network n mod c by trial n / c, where c is
 * the number of networks: all networks by the first trial, then by the next.
 *
 * @param networks what is trained
 * @param images with which
 * @param trials how, all of one number of epochs
 * @param keepsWeights whether training starts from the weights of files
 * @param states names of the files that the states of the trainings are for, by number; empty where
 *     no state is to come back
 * @param threads that compute one network; they change no bit of a result
 */
public record TrainingWork(
    SentNetworks networks,
    SentImages images,
    List<Trial> trials,
    boolean keepsWeights,
    List<String> states,
    int threads)
    implements Work<TrainingResult> {
  private static final long serialVersionUID = 1L;

  public TrainingWork {
    trials = List.copyOf(trials);
    states = List.copyOf(states);
  }

  @Override
  public List<SentFile> files() {
    return Stream.concat(Stream.of(images.file()), networks.files().stream()).distinct().toList();
  }

  @Override
  public Worker<TrainingResult> open(FoundFiles found) {
    SentNetworks.Opened opened = networks.open(found);
    TrainingPlan plan = images.plan(found, trials.getFirst().recipe(), keepsWeights, threads);
    TrainingPlan without = plan.withoutValidation();
    return number -> {
      BigInteger[] parts = number.divideAndRemainder(opened.count());
      Trial trial = trials.get(parts[0].intValueExact());
      try {
        Classifier classifier = opened.network(parts[1]);
        classifier.requireFit(plan.data());
        MemoryState state =
            new MemoryState(states.isEmpty() ? "" : states.get(number.intValueExact()));
        return result(trial.validates() ? plan : without, classifier, trial, state);
      } catch (UnsupportedGraphException
          | OutOfMemoryException
          | SpecException
          | ShapeException e) {
        return new TrainingResult.Unfit(String.valueOf(e.getMessage()));
      }
    };
  }

  private TrainingResult result(
      TrainingPlan plan, Classifier classifier, Trial trial, MemoryState state) {
    Optional<Checkpoint> checkpoint =
        states.isEmpty()
            ? Optional.empty()
            : Optional.of(TrainingStudy.checkpoint(plan, classifier, trial.recipe().seed(), state));
    try {
      TrainedRun run =
          SingleTraining.run(
              plan, classifier, trial.recipe(), trial.tests(), checkpoint, Progress.NONE);
      return new TrainingResult.Trained(
          run.epochs(), run.test().orElse(null), run.imagesPerSecond(), state);
    } catch (DivergedException e) {
      return new TrainingResult.Diverged(String.valueOf(e.getMessage()), state);
    }
  }

  @Override
  public String name() {
    return "training";
  }

  @Override
  public boolean computesOnVectors() {
    return true;
  }

  @Override
  public int grain() {
    return 1;
  }
}
