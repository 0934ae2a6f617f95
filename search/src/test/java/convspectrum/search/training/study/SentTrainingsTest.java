package convspectrum.search.training.study;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.formats.dataset.Dataset;
import convspectrum.formats.dataset.Datasets;
import convspectrum.gradients.learning.Optimiser;
import convspectrum.gradients.training.Augmentation;
import convspectrum.gradients.training.LearningRate;
import convspectrum.gradients.training.Recipe;
import convspectrum.gradients.training.Split;
import convspectrum.search.study.StudyProgress;
import convspectrum.search.training.Classifier;
import convspectrum.search.training.TrainingPlan;
import convspectrum.search.work.FilesToSend;
import convspectrum.search.work.ThreadRunner;
import convspectrum.search.work.WorkRunner;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study that other machines train is the one that threads train, to the bit. */
final class SentTrainingsTest {
  /** The largest of its rates makes every training diverge. */
  private static final AccuracyStudy STUDY =
      AccuracyStudy.parse(
          "tiny.yaml",
          """
          name: tiny
          vary: segments
          compare: between
          spec:
            name: tiny
            input: {channels: 1, height: 28, width: 28}
            parameters:
              segments: [1, 4]
              between: [none, relu]
            layers:
              - conv: {out: 8, kernel: 3, stride: 4, norm: batch, activation: relu}
              - segmented: {out: 8, kernel: 3, segments: $segments, between: $between, norm: batch}
              - global-pool
              - flatten
              - linear: 10
          data: fashion-sample
          epochs: 1
          batch: 36
          rates: [0.1, 1e30]
          seeds: 2
          most-seeds: 3
          """);

  @TempDir private Path folder;

  private static TrainingPlan plan(List<StudiedDesign> designs) {
    Dataset data = Datasets.open("fashion-sample");
    designs.stream()
        .map(StudiedDesign::classifier)
        .forEach((Classifier one) -> one.requireFit(data));
    Recipe recipe =
        new Recipe(
            1,
            36,
            new Optimiser.Sgd(0.9, true, 5e-4),
            new LearningRate(0.1, 0.25, new LearningRate.Schedule.Cosine()),
            0,
            Double.POSITIVE_INFINITY,
            new Augmentation(false, 0),
            1);
    return TrainingPlan.of(
        data, Split.of(data.train(), 40, 72), recipe, 2, false, 1, Optional.empty());
  }

  @Test
  void whatIsKeptIsTheSame() {
    List<StudiedDesign> designs =
        new StudiedDesigns(STUDY, EnumSet.of(Equality.WIDTH), Map.of()).all();
    TrainingPlan plan = plan(designs);
    Path here = folder.resolve("here.tsv");
    StudyResult expected =
        new StudyTraining(
                STUDY, designs, plan, KeptFigures.in(here), 1, 2, () -> false, StudyProgress.NONE)
            .run();
    Path there = folder.resolve("there.tsv");
    AtomicInteger reports = new AtomicInteger();
    try (FilesToSend files = new FilesToSend();
        WorkRunner runner = new ThreadRunner(2)) {
      for (int i = 0; i < 2; i++) {
        StudyResult found =
            StudyTraining.elsewhere(
                    STUDY,
                    designs,
                    plan,
                    KeptFigures.in(there),
                    1,
                    runner,
                    files,
                    1,
                    (task, done, total, note) -> reports.incrementAndGet())
                .run();
        assertThat(found.outcomes()).isEqualTo(expected.outcomes());
        assertThat(found.whole()).isTrue();
        assertThat(there).hasSameTextualContentAs(here);
        // Trials, and two or three seeds of each design; all of it is kept the second time.
        assertThat(reports.get()).isBetween(16, 20);
      }
    }
    assertThat(expected.outcomes()).hasSize(4).allMatch(one -> one.rate().equals(Optional.of(0.1)));
  }
}
