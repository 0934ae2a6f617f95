package convspectrum.search.training.elsewhere;

import convspectrum.gradients.training.Checkpoint;
import convspectrum.gradients.training.DivergedException;
import convspectrum.gradients.training.MemoryState;
import convspectrum.gradients.training.StoppedException;
import convspectrum.search.training.Classifier;
import convspectrum.search.training.SingleTraining;
import convspectrum.search.training.TrainedRun;
import convspectrum.search.training.TrainingPlan;
import convspectrum.search.training.TrainingStudy;
import convspectrum.search.work.FilesToSend;
import convspectrum.search.work.NumberRange;
import convspectrum.search.work.WorkFailedException;
import convspectrum.search.work.WorkRunner;
import convspectrum.spec.file.WriteException;
import convspectrum.spec.tensor.Weights;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The trainings of a {@link TrainingStudy}, made by other machines: the same results in the same
 * order, and the same states in the same files. A training that is at its end by its state is not
 * made again. One that is in the middle is made anew: that gives the same bits, and its state need
 * not travel.
 */
public final class TrainingsElsewhere {
  private final TrainingPlan plan;
  private final TrainingStudy study;
  private final SentNetworks networks;
  private final int threads;

  /** Trainings that came to their end or diverged, by number. */
  private final Map<Integer, TrainedRun> runs = new TreeMap<>();

  private final Map<Integer, DivergedException> failures = new TreeMap<>();

  /**
   * Trainings.
   *
   * @param networks those of the study, in its order
   * @param threads that compute one network there
   */
  public TrainingsElsewhere(
      TrainingPlan plan, TrainingStudy study, List<SentNetwork> networks, int threads) {
    this.plan = plan;
    this.study = study;
    this.networks = new SentNetworks.Listed(networks);
    this.threads = threads;
  }

  /**
   * Has them made.
   *
   * @return those that came to their end: all that did not fail, unless the thread is interrupted,
   *     which it remains
   */
  public List<TrainedRun> run(
      WorkRunner runner, FilesToSend files, TrainingStudy.Following following) {
    try {
      List<Integer> missing = missing(following);
      if (!missing.isEmpty()) {
        runner.run(
            work(files),
            NumberRange.of(missing.stream().map(BigInteger::valueOf)),
            (number, result) -> {
              take(number.intValueExact(), result);
              following.finished(runs.size() + failures.size());
            });
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (StoppedException e) {
      // What is done is the result.
    }
    failures.forEach(
        (run, reason) -> following.failed(study.classifier(run), study.seed(run), reason));
    return List.copyOf(runs.values());
  }

  /** Takes up what is at its end by its state, and lists the others. */
  private List<Integer> missing(TrainingStudy.Following following) {
    List<Integer> missing = new ArrayList<>();
    for (int run = 0; run < study.runs(); run++) {
      Optional<Checkpoint> state = study.checkpoint(run);
      if (state.isPresent() && state.get().epochs() >= plan.recipe().epochs()) {
        runs.put(run, study.train(run, following));
      } else {
        missing.add(run);
      }
    }
    return missing;
  }

  private TrainingWork work(FilesToSend files) {
    List<Trial> trials =
        IntStream.range(0, plan.seeds())
            .mapToObj(i -> plan.recipe().withSeed(plan.recipe().seed() + i))
            .map(recipe -> new Trial(recipe, true, true))
            .toList();
    List<String> states =
        plan.checkpoints().isEmpty()
            ? List.of()
            : IntStream.range(0, study.runs())
                .mapToObj(run -> study.checkpoint(run).orElseThrow().store().place())
                .toList();
    return new TrainingWork(
        networks, SentImages.of(plan, files), trials, plan.keepsWeights(), states, threads);
  }

  private void take(int run, TrainingResult result) {
    switch (result) {
      case TrainingResult.Trained trained -> {
        keep(run, trained.state());
        runs.put(
            run,
            new TrainedRun(
                study.classifier(run),
                study.seed(run),
                trained.epochs(),
                Optional.ofNullable(trained.test()),
                study.checkpoint(run).map(state -> learned(run, state)),
                trained.imagesPerSecond()));
      }
      case TrainingResult.Diverged(String reason, MemoryState state) -> {
        keep(run, state);
        failures.put(run, new DivergedException(reason));
      }
      case TrainingResult.Unfit(String reason) -> throw new WorkFailedException(reason);
    }
  }

  /** An interrupted thread cannot write files; what is trained is kept all the same. */
  private void keep(int run, MemoryState state) {
    study
        .checkpoint(run)
        .ifPresent(kept -> {
          try {
            state.copyTo(kept.store());
          } catch (WriteException e) {
            if (!Thread.interrupted()) {
              throw e;
            }
            state.copyTo(kept.store());
            Thread.currentThread().interrupt();
          }
        });
  }

  /** Read when they are asked for, so that not all of them are in memory. */
  private Weights learned(int run, Checkpoint state) {
    Classifier classifier = study.classifier(run);
    return new ReadWeights(() ->
        SingleTraining.learned(plan, classifier, plan.recipe().withSeed(study.seed(run)), state));
  }
}
