package convspectrum.search.training.study;

import convspectrum.search.study.StudyProgress;
import convspectrum.search.training.TrainingPlan;
import convspectrum.search.work.FilesToSend;
import convspectrum.search.work.WorkRunner;
import convspectrum.spec.file.WriteException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Trains the designs of a study, several at the same time, in threads of this process or on other
 * machines. In this process each has one thread: the result is the same to the bit for any number
 * of threads, and two trainings share nothing that they would wait for. First every design is
 * trained with each learning rate and a seed that serves nothing else, and gets the rate that is
 * best on validation images. Then all designs are trained with the first of the paired seeds, then
 * with the next, so that a study that is stopped has whole pairs. Last, designs whose difference
 * has no sign get more seeds. Each result is kept as soon as it is there.
 */
public final class StudyTraining {
  private static final long PATIENCE_SECONDS = 60;

  private final AccuracyStudy study;
  private final List<StudiedDesign> designs;
  private final Trainings trainings;
  private final KeptFigures kept;
  private final int testImages;
  private final long seed;
  private final WorkDone work;

  /**
   * A study on images.
   *
   * @param plan images, of which some are for the test, and recipe; one thread for each training
   * @param kept results of an earlier call, and where new ones go
   * @param seed of the choice of rates; the paired seeds follow it
   * @param threads number of trainings at the same time
   * @param over whether no other training is to begin, since the time is up
   */
  public StudyTraining(
      AccuracyStudy study,
      List<StudiedDesign> designs,
      TrainingPlan plan,
      KeptFigures kept,
      long seed,
      int threads,
      BooleanSupplier over,
      StudyProgress progress) {
    this(
        study,
        designs,
        new ThreadTrainings(new NetworkTrainer(plan), threads, over),
        plan.data().test().orElseThrow().count(),
        kept,
        seed,
        progress);
  }

  /**
   * The same on other machines, which begin trainings as they are free.
   *
   * @param plan images, of which some are for the test, and recipe
   * @param seed of the choice of rates; the paired seeds follow it
   * @param runner reaches them
   * @param files are sent there
   * @param threads that compute one network there
   */
  public static StudyTraining elsewhere(
      AccuracyStudy study,
      List<StudiedDesign> designs,
      TrainingPlan plan,
      KeptFigures kept,
      long seed,
      WorkRunner runner,
      FilesToSend files,
      int threads,
      StudyProgress progress) {
    return new StudyTraining(
        study,
        designs,
        new SentTrainings(study, designs, plan, seed, runner, files, threads),
        plan.data().test().orElseThrow().count(),
        kept,
        seed,
        progress);
  }

  StudyTraining(
      AccuracyStudy study,
      List<StudiedDesign> designs,
      Trainings trainings,
      int testImages,
      KeptFigures kept,
      long seed,
      StudyProgress progress) {
    this.study = study;
    this.designs = List.copyOf(designs);
    this.trainings = trainings;
    this.testImages = testImages;
    this.kept = kept;
    this.seed = seed;
    this.work = new WorkDone(progress);
  }

  /**
   * Trains until all is done, the time is up or the thread is interrupted, which it remains.
   *
   * @return what there is by then
   */
  public StudyResult run() {
    StudySchedule schedule = study.schedule();
    work.plan(
        designs, (schedule.rates().size() > 1 ? schedule.rates().size() : 0) + schedule.seeds());
    boolean going = train("choosing rates", trials());
    for (int i = 1; going && i <= schedule.seeds(); i++) {
      going = train("seed %d of %d".formatted(i, schedule.seeds()), round(designs, i));
    }
    if (!going) {
      return result(false);
    }
    List<StudiedDesign> undecided = result(true).undecided();
    work.plan(undecided, schedule.mostSeeds() - schedule.seeds());
    for (int i = schedule.seeds() + 1; going && i <= schedule.mostSeeds(); i++) {
      going = train("seed %d of %d".formatted(i, schedule.mostSeeds()), round(undecided, i));
    }
    return result(going);
  }

  private List<Trainer.Task> trials() {
    List<Trainer.Task> tasks = new ArrayList<>();
    if (study.schedule().rates().size() > 1) {
      for (double rate : study.schedule().rates()) {
        designs.forEach(design -> tasks.add(new Trainer.Task(design, rate, seed, false)));
      }
    }
    return tasks;
  }

  /**
   * The rate that is best on validation images, by share, then by loss; none where one is not tried
   * yet, or all diverged.
   */
  private Optional<Double> rate(StudiedDesign design) {
    List<Double> rates = study.schedule().rates();
    if (rates.size() == 1) {
      return Optional.of(rates.getFirst());
    }
    Optional<Double> best = Optional.empty();
    Trained least = Trained.DIVERGED;
    for (double rate : rates) {
      Optional<Trained> tried = found(new Trainer.Task(design, rate, seed, false));
      if (tried.isEmpty()) {
        return Optional.empty();
      }
      Trained trained = tried.get();
      boolean better =
          Double.isNaN(least.validation())
              || trained.validation() > least.validation()
              || trained.validation() == least.validation()
                  && trained.validationLoss() < least.validationLoss();
      if (!Double.isNaN(trained.validation()) && better) {
        best = Optional.of(rate);
        least = trained;
      }
    }
    return best;
  }

  private List<Trainer.Task> round(List<StudiedDesign> some, int round) {
    List<Trainer.Task> tasks = new ArrayList<>();
    for (StudiedDesign design : some) {
      rate(design).ifPresent(rate -> tasks.add(new Trainer.Task(design, rate, seed + round, true)));
    }
    return tasks;
  }

  private StudyResult result(boolean whole) {
    List<StudyResult.Outcome> outcomes = new ArrayList<>();
    for (StudiedDesign design : designs) {
      Map<Long, Double> accuracies = new LinkedHashMap<>();
      Optional<Double> rate = rate(design);
      int diverged = 0;
      for (int i = 1; rate.isPresent() && i <= study.schedule().mostSeeds(); i++) {
        Optional<Trained> trained = found(new Trainer.Task(design, rate.get(), seed + i, true));
        if (trained.isPresent() && Double.isFinite(trained.get().test())) {
          accuracies.put(seed + i, trained.get().test());
        } else if (trained.isPresent()) {
          diverged++;
        }
      }
      outcomes.add(new StudyResult.Outcome(design, rate, accuracies, diverged));
    }
    return new StudyResult(study, outcomes, testImages, whole);
  }

  private Optional<Trained> found(Trainer.Task task) {
    return kept.get(trainings.identity(task)).map(Trained::of);
  }

  private boolean isKept(Trainer.Task task) {
    return kept.get(trainings.identity(task)).isPresent();
  }

  /**
   * Makes the trainings that are not kept.
   *
   * @return whether all of them are made
   */
  private boolean train(String name, List<Trainer.Task> tasks) {
    Map<String, Trainer.Task> byIdentity = new HashMap<>();
    List<Trainer.Task> left = new ArrayList<>();
    for (Trainer.Task task : tasks) {
      // Designs may be the same network, of which one training is enough.
      if (!isKept(task) && byIdentity.putIfAbsent(trainings.identity(task), task) == null) {
        left.add(task);
      } else {
        work.skipped(task);
      }
    }
    return trainings.make(name, left, work, this::keep);
  }

  /** An interrupted thread cannot write files; what is trained is kept all the same. */
  private void keep(Trainer.Task task, Trained trained) {
    String key = trainings.identity(task);
    try {
      kept.put(key, trained.figures());
    } catch (WriteException e) {
      if (!Thread.interrupted()) {
        throw e;
      }
      kept.put(key, trained.figures());
      Thread.currentThread().interrupt();
    }
    work.finished(task);
  }
}
