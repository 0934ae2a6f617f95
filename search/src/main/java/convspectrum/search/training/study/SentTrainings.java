package convspectrum.search.training.study;

import convspectrum.gradients.training.Accuracy;
import convspectrum.gradients.training.Epoch;
import convspectrum.search.training.TrainingPlan;
import convspectrum.search.training.elsewhere.SentImages;
import convspectrum.search.training.elsewhere.SentNetwork;
import convspectrum.search.training.elsewhere.SentNetworks;
import convspectrum.search.training.elsewhere.TrainingResult;
import convspectrum.search.training.elsewhere.TrainingWork;
import convspectrum.search.training.elsewhere.Trial;
import convspectrum.search.work.FilesToSend;
import convspectrum.search.work.NumberRange;
import convspectrum.search.work.WorkFailedException;
import convspectrum.search.work.WorkRunner;
import convspectrum.spec.Spec;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Has trainings made by other machines. One work holds all designs and all ways in which a study
 * may train them, so that a machine reads the texts and the images once for all rounds.
 */
final class SentTrainings implements Trainings {
  private final NetworkTrainer trainer;
  private final WorkRunner runner;
  private final TrainingWork work;
  private final Map<StudiedDesign, Integer> places = new LinkedHashMap<>();

  /**
   * Trainings.
   *
   * @param seed of the choice of rates; the paired seeds follow it
   * @param threads that compute one network there
   */
  SentTrainings(
      AccuracyStudy study,
      List<StudiedDesign> designs,
      TrainingPlan plan,
      long seed,
      WorkRunner runner,
      FilesToSend files,
      int threads) {
    this.trainer = new NetworkTrainer(plan);
    this.runner = runner;
    designs.forEach(design -> places.put(design, places.size()));
    List<Trial> trials = new ArrayList<>();
    for (double rate : study.schedule().rates()) {
      for (int i = 0; i <= study.schedule().mostSeeds(); i++) {
        trials.add(trainer.trial(rate, seed + i, i > 0));
      }
    }
    this.work =
        new TrainingWork(
            new SentNetworks.Listed(
                designs.stream().map(design -> sent(study.spec(), design)).toList()),
            SentImages.of(plan, files),
            trials,
            plan.keepsWeights(),
            List.of(),
            threads);
  }

  private static SentNetwork sent(Spec spec, StudiedDesign design) {
    return SentNetwork.ofText(
        design.classifier(),
        spec.yaml(design.classifier().network().design().orElseThrow(), Optional.empty()));
  }

  @Override
  public String identity(Trainer.Task task) {
    return trainer.identity(task);
  }

  @Override
  public boolean make(
      String phase,
      List<Trainer.Task> tasks,
      WorkDone progress,
      BiConsumer<Trainer.Task, Trained> keep) {
    Map<BigInteger, Trainer.Task> byNumber = new LinkedHashMap<>();
    tasks.forEach(task -> byNumber.put(number(task), task));
    try {
      runner.run(
          work,
          NumberRange.of(byNumber.keySet().stream()),
          (number, result) -> {
            Trainer.Task task = Objects.requireNonNull(byNumber.get(number));
            keep.accept(task, trained(task, result));
          });
      return !Thread.currentThread().isInterrupted();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private BigInteger number(Trainer.Task task) {
    Trial wanted = trainer.trial(task.rate(), task.seed(), task.tests());
    int place = Objects.requireNonNull(places.get(task.design()));
    return BigInteger.valueOf((long) work.trials().indexOf(wanted) * places.size() + place);
  }

  private static Trained trained(Trainer.Task task, TrainingResult result) {
    return switch (result) {
      case TrainingResult.Trained found -> {
        Epoch last = found.epochs().getLast();
        double test = Optional.ofNullable(found.test()).map(Accuracy::share).orElse(Double.NaN);
        yield new Trained(last.validation(), last.validationLoss(), test);
      }
      case TrainingResult.Diverged _ -> Trained.DIVERGED;
      case TrainingResult.Unfit(String reason) ->
          throw new WorkFailedException(task.design().label() + ": " + reason);
    };
  }
}
