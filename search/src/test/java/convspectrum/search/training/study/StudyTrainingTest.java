package convspectrum.search.training.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import convspectrum.gradients.training.StoppedException;
import convspectrum.search.claim.Judgement;
import convspectrum.search.study.StudyProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StudyTrainingTest {
  private static final int IMAGES = 10_000;

  @TempDir private Path folder;

  /** Accuracies by a formula, and which trainings were asked for. */
  private static final class FakeTrainer implements Trainer {
    private final List<Task> made = Collections.synchronizedList(new ArrayList<>());
    private final Function<Task, Trained> formula;

    FakeTrainer(Function<Task, Trained> formula) {
      this.formula = formula;
    }

    @Override
    public String identity(Task task) {
      return "%s %s %d %s"
          .formatted(task.design().row().fingerprint(), task.rate(), task.seed(), task.tests());
    }

    @Override
    public Trained train(Task task, DoubleConsumer done) {
      if (Thread.currentThread().isInterrupted()) {
        throw new StoppedException();
      }
      done.accept(0.5);
      Trained trained = formula.apply(task);
      made.add(task);
      return trained;
    }
  }

  /** Validation is best at 0.1; the test is best at another rate, which must not be chosen. */
  private static Trained trained(Trainer.Task task, double test) {
    double validation = task.rate() == 0.1 ? 0.9 : 0.8;
    return new Trained(
        validation, 1, task.tests() ? test + (task.rate() == 0.2 ? 0.5 : 0) : Double.NaN);
  }

  private static double noise(Trainer.Task task) {
    return 0.001 * Math.sin(17 * task.seed() + task.design().label().hashCode());
  }

  private static List<StudiedDesign> designs(AccuracyStudy study, Set<Equality> equalities) {
    return new StudiedDesigns(study, equalities, Map.of()).all();
  }

  private static StudyResult run(
      AccuracyStudy study, Trainer trainer, KeptFigures kept, BooleanSupplier over, int threads) {
    return new StudyTraining(
            study,
            designs(study, EnumSet.of(Equality.WIDTH)),
            new ThreadTrainings(trainer, threads, over),
            IMAGES,
            kept,
            1,
            StudyProgress.NONE)
        .run();
  }

  private static StudyResult run(AccuracyStudy study, Trainer trainer) {
    return run(study, trainer, KeptFigures.inMemory(), () -> false, 2);
  }

  /** No nonlinearity is a point better from 8 segments on and a point worse up to 2. */
  private static double accuracy(Trainer.Task task) {
    String value = task.design().value();
    double gain =
        switch (value) {
          case "1", "2" -> 0.01;
          case "4" -> 0;
          default -> -0.01;
        };
    boolean some = !task.design().other().orElseThrow().equals("none");
    return 0.85 + 0.02 * Math.sin(task.seed()) + (some ? gain : 0) + noise(task);
  }

  @Test
  void ratesAreChosenByValidationAndSignsFromPairs() {
    FakeTrainer trainer = new FakeTrainer(task -> trained(task, accuracy(task)));
    StudyResult result = run(AccuracyStudy.named("between"), trainer);
    assertThat(result.whole()).isTrue();
    assertThat(result.outcomes()).hasSize(21).allMatch(one -> one.rate().equals(Optional.of(0.1)));
    assertThat(trainer.made)
        .filteredOn(Trainer.Task::tests)
        .allMatch(task -> task.rate() == 0.1 && task.seed() > 1);
    assertThat(trainer.made)
        .filteredOn(task -> !task.tests())
        .hasSize(3 * 21)
        .allMatch(task -> task.seed() == 1);
    List<DifferenceFamily> families = result.families();
    assertThat(families).extracting(DifferenceFamily::base).containsExactly("none", "none");
    assertThat(families)
        .extracting(one -> one.other().orElseThrow())
        .containsExactly("relu", "elu");
    for (DifferenceFamily family : families) {
      assertThat(family.values(Sign.MORE)).containsExactly("1", "2");
      assertThat(family.values(Sign.UNDECIDED)).containsExactly("4");
      assertThat(family.changes())
          .containsExactly(new DifferenceFamily.Change("2", "8", Sign.MORE));
      for (PairedDifference one : family.differences()) {
        // Five pairs where the sign is clear, ten where it is not.
        assertThat(one.pairs()).isEqualTo(one.design().value().equals("4") ? 10 : 5);
      }
    }
    assertThat(result.claims())
        .extracting(one -> one.judgement())
        .containsExactly(Judgement.REPRODUCED, Judgement.REPRODUCED, Judgement.UNDECIDED);
    // In percent: the pair is 0.85 against 0.84.
    assertThat(result.claims().getFirst().value().orElseThrow().value()).isCloseTo(1, offset(0.15));
  }

  @Test
  void intervalsOfAFamilyHoldTogether() {
    FakeTrainer trainer = new FakeTrainer(task -> trained(task, accuracy(task)));
    PairedDifference one =
        run(AccuracyStudy.named("between"), trainer).families().getFirst().differences().getFirst();
    // 0.05 by two looks and seven values; Student's t of 4 degrees of freedom at 1 - 0.05 / 28.
    assertThat(one.difference().high() - one.difference().value())
        .isCloseTo(6.0 * one.error(), offset(0.3 * one.error()));
  }

  @Test
  void progressCountsTrainings() {
    List<Long> made = Collections.synchronizedList(new ArrayList<>());
    List<Long> totals = Collections.synchronizedList(new ArrayList<>());
    AccuracyStudy study = AccuracyStudy.named("segments");
    new StudyTraining(
            study,
            designs(study, EnumSet.of(Equality.WIDTH)),
            new ThreadTrainings(new FakeTrainer(task -> trained(task, 0.9)), 2, () -> false),
            IMAGES,
            KeptFigures.inMemory(),
            1,
            (task, done, total, note) -> {
              made.add(done);
              totals.add(total);
            })
        .run();
    // Three rates and five seeds for seven designs, and five seeds more since nothing is decided.
    assertThat(totals).startsWith(56L).endsWith(91L);
    assertThat(made).isSorted().endsWith(91L);
  }

  private static List<List<Object>> figures(StudyResult result) {
    return result.outcomes().stream()
        .map(one -> List.<Object>of(one.design().label(), one.rate(), one.accuracies()))
        .toList();
  }

  @Test
  void aStudyThatWasStoppedEndsWithTheSameBytes() throws IOException {
    AccuracyStudy study = AccuracyStudy.named("segments");
    Function<Trainer.Task, Trained> formula = task -> trained(task, 0.9 + noise(task));
    Path whole = folder.resolve("whole.tsv");
    StudyResult expected =
        run(study, new FakeTrainer(formula), KeptFigures.in(whole), () -> false, 1);
    Path stopped = folder.resolve("stopped.tsv");
    int trainings = 0;
    StudyResult last = expected;
    for (int call = 0; call < 100; call++) {
      FakeTrainer trainer = new FakeTrainer(formula);
      last = run(study, trainer, KeptFigures.in(stopped), () -> trainer.made.size() >= 7, 2);
      trainings += trainer.made.size();
      if (last.whole()) {
        break;
      }
    }
    assertThat(figures(last)).isEqualTo(figures(expected));
    assertThat(Files.readAllBytes(stopped)).isEqualTo(Files.readAllBytes(whole));
    assertThat(trainings).isEqualTo(Files.readAllLines(whole).size() - 1);
  }

  @Test
  void anInterruptKeepsWhatIsTrained() {
    Thread main = Thread.currentThread();
    KeptFigures kept = KeptFigures.in(folder.resolve("kept.tsv"));
    FakeTrainer[] trainer = new FakeTrainer[1];
    trainer[0] =
        new FakeTrainer(task -> {
          if (trainer[0].made.size() == 30) {
            main.interrupt();
          }
          return trained(task, 0.9 + noise(task));
        });
    StudyResult result = run(AccuracyStudy.named("segments"), trainer[0], kept, () -> false, 2);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(result.whole()).isFalse();
    // 21 trials, and one round of pairs at least.
    assertThat(result.outcomes()).allMatch(one -> !one.accuracies().isEmpty());
    assertThat(trainer[0].made.size()).isBetween(30, 34);
    assertThat(
            KeptFigures.in(folder.resolve("kept.tsv"))
                .get(trainer[0].identity(trainer[0].made.get(29))))
        .isPresent();
  }

  @Test
  void aDesignThatDivergesWithEveryRateHasNoAccuracy() {
    FakeTrainer trainer =
        new FakeTrainer(task ->
            task.design().value().equals("2")
                    || task.design().value().equals("4") && task.seed() == 3
                ? Trained.DIVERGED
                : trained(task, 0.9 + noise(task)));
    StudyResult result = run(AccuracyStudy.named("segments"), trainer);
    assertThat(result.outcomes().get(1).rate()).isEmpty();
    assertThat(result.outcomes().get(1).accuracies()).isEmpty();
    assertThat(result.outcomes().get(2).diverged()).isEqualTo(1);
    assertThat(result.outcomes().get(2).accuracies()).doesNotContainKey(3L).containsKey(4L);
    assertThat(result.families().getFirst().differences().get(1).pairs()).isEqualTo(9);
  }

  @Test
  void equalNetworksAreTrainedOnce() {
    AccuracyStudy study =
        AccuracyStudy.parse(
            "study.yaml",
            """
            name: twice
            vary: segments
            equal-macs: {parameter: width, macs: 1}
            seeds: 2
            most-seeds: 2
            rates: [0.1]
            spec:
              input: [1, 1, 8, 8]
              parameters: {segments: [1, 2], width: [8, 16]}
              layers:
                - segmented: {out: $width, segments: $segments}
                - global-pool
                - flatten
                - linear: 10
            """);
    FakeTrainer trainer = new FakeTrainer(task -> trained(task, 0.9));
    StudyResult result =
        new StudyTraining(
                study,
                designs(study, EnumSet.allOf(Equality.class)),
                new ThreadTrainings(trainer, 2, () -> false),
                IMAGES,
                KeptFigures.inMemory(),
                1,
                StudyProgress.NONE)
            .run();
    assertThat(result.outcomes()).hasSize(4).allMatch(one -> one.accuracies().size() == 2);
    assertThat(trainer.made).hasSize(4);
    // All accuracies are equal, which is no proof that the designs are: one image is the least
    // deviation, and Student's t of two seeds is 12.7.
    assertThat(result.accuracy(result.outcomes().getFirst()).high())
        .isCloseTo(0.9 + 12.706 / Math.sqrt(2) / IMAGES, offset(1e-6));
    assertThat(result.families()).hasSize(2);
    assertThat(result.families().getFirst().values(Sign.UNDECIDED)).containsExactly("2");
  }
}
