package convspectrum.search.training.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import convspectrum.costmodel.CostOptions;
import convspectrum.executor.statistics.Estimate;
import convspectrum.formats.dataset.Dataset;
import convspectrum.formats.dataset.Datasets;
import convspectrum.formats.dataset.ImageSet;
import convspectrum.gradients.learning.Optimiser;
import convspectrum.gradients.training.Augmentation;
import convspectrum.gradients.training.LearningRate;
import convspectrum.gradients.training.LearningRate.Schedule;
import convspectrum.gradients.training.Recipe;
import convspectrum.gradients.training.Split;
import convspectrum.gradients.training.StoppedException;
import convspectrum.search.design.Designs;
import convspectrum.search.design.Network;
import convspectrum.search.design.Sweep;
import convspectrum.search.figure.FigureException;
import convspectrum.search.figure.SearchedDesign;
import convspectrum.search.journal.Evaluation;
import convspectrum.search.journal.Journal;
import convspectrum.search.strategy.Encoding;
import convspectrum.search.study.StudyProgress;
import convspectrum.search.training.TrainingPlan;
import convspectrum.search.training.elsewhere.TrainingWork;
import convspectrum.search.work.ComputingMachine;
import convspectrum.search.work.FilesToSend;
import convspectrum.search.work.NumberRange;
import convspectrum.search.work.SentFile;
import convspectrum.search.work.SpacePart;
import convspectrum.search.work.ThreadRunner;
import convspectrum.search.work.WorkRunner;
import convspectrum.spec.Spec;
import convspectrum.spec.graph.Shape;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TrainedFigureTest {
  private static final String TEXT =
      """
      name: tiny
      input: {channels: 1, height: 28, width: 28}
      parameters:
        segments: [1, 4]
      layers:
        - conv: {out: 8, kernel: 3, stride: 4, norm: batch, activation: relu}
        - segmented: {out: 8, kernel: 3, segments: $segments, activation: relu}
        - global-pool
        - flatten
        - linear: 10
      """;

  private static final Spec SPACE = Spec.parse("tiny.yaml", TEXT);

  private static final Dataset SAMPLE = Datasets.open("fashion-sample");

  private static TrainingPlan plan(Dataset data, int seeds, double rate) {
    Recipe recipe =
        new Recipe(
            9,
            36,
            new Optimiser.Sgd(0.9, true, 5e-4),
            new LearningRate(rate, 0.9, new Schedule.Steps(List.of(2, 6), 0.1)),
            0,
            Double.POSITIVE_INFINITY,
            new Augmentation(false, 0),
            1);
    return TrainingPlan.of(
        data,
        Split.of(data.train(), 40, Integer.MAX_VALUE),
        recipe,
        seeds,
        false,
        2,
        Optional.empty());
  }

  private static TrainedFigure figure(int seeds) {
    return TrainedFigure.of(plan(SAMPLE, seeds, 0.05), (_, _, _) -> {});
  }

  private static SearchedDesign design(String segments) {
    return new SearchedDesign(
        SPACE, SPACE.design(Map.of("segments", segments)), Encoding.of(0), Optional.empty());
  }

  /** 40 images are kept apart, so that the accuracy is a multiple of 1/40. */
  @Test
  void theAccuracyIsThatOfTheImagesThatAreKeptApart() {
    SeedTraining part = figure(1).after(1).parts().getFirst();
    double accuracy = part.of(design("4"));
    assertThat(accuracy * 40).isCloseTo(Math.rint(accuracy * 40), within(1e-9));
    assertThat(accuracy).isBetween(0.05, 0.95);
    assertThat(part.of(design("4"))).isEqualTo(accuracy);
  }

  /** Test images of another size could not be classified: they are never looked at. */
  @Test
  void testImagesAreNotRead() {
    ImageSet broken = SAMPLE.test().orElseThrow().fitted(Shape.of(1, 7, 7));
    Dataset data = new Dataset(SAMPLE.name(), SAMPLE.train(), Optional.of(broken));
    TrainedFigure with = TrainedFigure.of(plan(data, 1, 0.05), (_, _, _) -> {}).after(1);
    TrainedFigure without = figure(1).after(1);
    assertThat(with.parts().getFirst().of(design("1")))
        .isEqualTo(without.parts().getFirst().of(design("1")));
    assertThat(with.identity()).isEqualTo(without.identity());
  }

  @Test
  void estimatesHaveTheSameSharesOfFewerEpochs() {
    assertThat(figure(1).estimates(3))
        .extracting(TrainedFigure::name)
        .containsExactly("trained@1", "trained@3");
    TrainedFigure third = figure(1).after(3);
    assertThat(third.conditions())
        .startsWith(
            "3 epochs of 360 images of fashion-sample, judged by 40 others (no test images)")
        .contains("warm-up of 0.3")
        .contains("after epochs [2]; seed 1"); // 2 of 9 is less than one of 3; 6 of 9 is 2 of 3
    assertThat(figure(1).work()).isEqualTo(3 * third.work()).isEqualTo(9 * 10);
    assertThat(figure(1).after(1).estimates(3)).isEmpty();
    assertThat(figure(1).named("trained@4").name()).isEqualTo("trained@4");
    assertThatThrownBy(() -> figure(1).named("trained@0")).hasMessageContaining("found 0 epochs");
  }

  /** Student's t with one degree of freedom: 0.85 ± 12.706 · 0.05. */
  @Test
  void seedsGiveAnInterval() {
    TrainedFigure two = figure(2);
    assertThat(two.seeds()).containsExactly(1L, 2L);
    Evaluation both = two.combine(List.of(Evaluation.of(0.8), Evaluation.of(0.9)));
    assertThat(both.orNaN()).isCloseTo(0.85, within(1e-12));
    Estimate estimate = TrainedFigure.estimate(both);
    assertThat(estimate.low()).isCloseTo(0.85 - 12.706 * 0.05, within(1e-4));
    assertThat(TrainedFigure.accuracies(both)).containsExactly(0.8, 0.9);
    Evaluation failed = two.combine(List.of(Evaluation.of(0.8), Evaluation.failed("diverged")));
    assertThat(failed).isEqualTo(Evaluation.failed("diverged"));
    assertThat(TrainedFigure.estimate(failed).value()).isNaN();
  }

  /** Whatever decides about an accuracy is part of its identity, vectors too; threads are not. */
  @Test
  void anotherRecipeIsAnotherFigure() {
    TrainedFigure one = figure(1);
    assertThat(TrainedFigure.of(plan(SAMPLE, 1, 0.1), (_, _, _) -> {}).identity())
        .isNotEqualTo(one.identity());
    assertThat(one.after(3).identity()).isNotEqualTo(one.identity());
    assertThat(one.identity()).contains(ComputingMachine.vectors());
    assertThat(figure(2).parts().getFirst().identity())
        .isEqualTo(one.parts().getFirst().identity());
    assertThat(one.key(design("1"))).isNotEqualTo(one.key(design("4")));
  }

  @Test
  void whatCannotBeTrainedSaysWhy() {
    TrainedFigure diverging = TrainedFigure.of(plan(SAMPLE, 1, 1e38), (_, _, _) -> {}).after(1);
    assertThatThrownBy(() -> diverging.parts().getFirst().of(design("1")))
        .isInstanceOf(FigureException.class)
        .hasMessageContaining("seed 1: step ");
    Network map =
        Network.design(
            Spec.parse(
                "map.yaml",
                "input: {channels: 1, height: 28, width: 28}\nlayers: [activation: relu]"),
            Spec.parse(
                    "map.yaml",
                    "input: {channels: 1, height: 28, width: 28}\nlayers: [activation: relu]")
                .defaults(),
            Optional.empty());
    assertThatThrownBy(() -> figure(1).parts().getFirst().accuracy(map, "map"))
        .isInstanceOf(FigureException.class)
        .hasMessageContaining("map gives [1x1x28x28]; expected one output with a value per class");
  }

  /** With a rate that is sensible, and with one at which every training diverges. */
  @ParameterizedTest
  @ValueSource(doubles = {0.05, 1e38})
  void otherMachinesGiveTheSameAccuracies(double rate) throws InterruptedException {
    Sweep sweep = Sweep.all(SPACE);
    SpacePart space = SpacePart.of(sweep, "tiny.yaml", TEXT);
    List<SearchedDesign> designs = List.of(design("1"), design("4"));
    TrainedFigure whole = TrainedFigure.of(plan(SAMPLE, 2, rate), (_, _, _) -> {});
    Set<SentFile> sent = new HashSet<>();
    try (FilesToSend files = new FilesToSend();
        WorkRunner runner = new ThreadRunner(2)) {
      for (int epochs : List.of(1, 2)) {
        SeedTraining here = whole.after(epochs).parts().getLast();
        SeedTraining there = whole.after(epochs).parts().getLast();
        TrainingWork work = there.work(space, 1, files);
        sent.addAll(work.files());
        runner.run(
            work,
            List.of(new NumberRange(BigInteger.ZERO, 2)),
            (number, result) -> there.know(designs.get(number.intValueExact()), result));
        for (SearchedDesign design : designs) {
          assertThat(there.isKnown(design)).isTrue();
          assertThat(accuracy(there, design)).isEqualTo(accuracy(here, design));
        }
      }
    }
    assertThat(sent).hasSize(1); // the images, once for all estimates
  }

  private static String accuracy(SeedTraining part, SearchedDesign design) {
    try {
      return Double.toString(part.of(design));
    } catch (FigureException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Test
  void anInterruptedTrainingHasNoAccuracy() {
    SeedTraining part = figure(1).after(1).parts().getFirst();
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> part.of(design("1"))).isInstanceOf(StoppedException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  /** The second comparison takes all accuracies of the first, and trains nothing. */
  @Test
  void aJournalKeepsTheAccuraciesOfAComparison(@TempDir Path folder) {
    AtomicLong steps = new AtomicLong();
    TrainedFigure figure =
        TrainedFigure.of(plan(SAMPLE, 2, 0.05), (_, _, _) -> steps.incrementAndGet()).after(1);
    Designs designs = Designs.of(Sweep.all(SPACE), CostOptions.DEFAULT);
    DesignTrainings[] found = new DesignTrainings[2];
    for (int i = 0; i < 2; i++) {
      try (Journal journal = Journal.open(folder.resolve("j.db"), "accuracies", "1")) {
        found[i] = DesignTrainings.of(designs, figure, Optional.of(journal), StudyProgress.NONE);
      }
      assertThat(steps.get()).isEqualTo(2 * 2 * 10);
    }
    assertThat(found[1].byLabel()).isEqualTo(found[0].byLabel()).hasSize(2);
    assertThat(found[0].missing(designs)).isEmpty();
    assertThat(TrainedFigure.accuracies(found[0].of(designs.rows().getFirst()))).hasSize(2);
    Thread.currentThread().interrupt();
    DesignTrainings none =
        DesignTrainings.of(designs, figure, Optional.empty(), StudyProgress.NONE);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(none.interrupted()).isTrue();
    assertThat(none.missing(designs))
        .containsExactly("segments=1 and 1 more: trained is not known: was not trained.");
  }
}
