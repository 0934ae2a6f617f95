package convspectrum.gradients.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import convspectrum.formats.dataset.Dataset;
import convspectrum.formats.dataset.Datasets;
import convspectrum.formats.dataset.ImageSet;
import convspectrum.gradients.Gradients;
import convspectrum.gradients.Precision;
import convspectrum.gradients.learning.LearningProgram;
import convspectrum.gradients.learning.Optimiser;
import convspectrum.gradients.training.LearningRate.Schedule;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.file.WriteException;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.SeededWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrainingTest {
  private static final Dataset DATA = Datasets.open("fashion-sample");
  private static final Shape INPUT = Shape.of(1, 1, 28, 28);
  private static final int BATCH = 40;

  @TempDir private Path folder;

  private static Recipe recipe(int epochs, double rate) {
    return new Recipe(
        epochs,
        BATCH,
        new Optimiser.Sgd(0.9, true, 5e-4),
        new LearningRate(rate, 0.5, new Schedule.Cosine()),
        0.1,
        5,
        new Augmentation(true, 2),
        11);
  }

  private static LearningProgram program(Recipe recipe, Precision precision, double dropout) {
    return Gradients.learner(
        batch -> SmallNetwork.of(batch, 28, dropout),
        recipe.batch(),
        new StartWeights(recipe.seed(), new SeededWeights(recipe.seed())),
        recipe.optimiser(),
        precision,
        2);
  }

  private static Training training(
      Recipe recipe, LearningProgram program, Optional<Checkpoint> checkpoint, Progress progress) {
    Split split = Split.of(DATA.train(), 80, Integer.MAX_VALUE);
    return new Training(
        recipe, program, INPUT, split, Standardisation.of(split.train()), checkpoint, progress);
  }

  @Test
  void aFewEpochsOfTheSampleTeach() {
    Recipe recipe = recipe(12, 0.1);
    try (LearningProgram program = program(recipe, Precision.FLOAT32, 0)) {
      Training training = training(recipe, program, Optional.empty(), Progress.NONE);
      Accuracy before = training.accuracy(DATA.test().orElseThrow());
      List<Epoch> epochs = training.run();
      Accuracy after = training.accuracy(DATA.test().orElseThrow());
      assertThat(epochs).hasSize(12);
      assertThat(epochs.getLast().loss()).isLessThan(epochs.getFirst().loss());
      assertThat(before.share()).isLessThan(0.25);
      assertThat(after.share()).isGreaterThan(0.5);
      assertThat(after.images()).isEqualTo(200);
      assertThat(epochs.getLast().validation()).isGreaterThan(0.4);
    }
  }

  @Test
  void anEpochInFloat32IsThatInFloat64() {
    Recipe recipe = recipe(1, 0.02);
    List<Epoch> epochs = new ArrayList<>();
    for (Precision precision : Precision.values()) {
      try (LearningProgram program = program(recipe, precision, 0.2)) {
        epochs.addAll(training(recipe, program, Optional.empty(), Progress.NONE).run());
      }
    }
    assertThat(epochs.get(0).loss()).isCloseTo(epochs.get(1).loss(), offset(1e-4));
    assertThat(epochs.get(0).validationLoss())
        .isCloseTo(epochs.get(1).validationLoss(), offset(1e-4));
    assertThat(epochs.get(0).validation()).isEqualTo(epochs.get(1).validation());
  }

  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void aRunThatWasKilledEndsWithTheSameBytes() throws IOException {
    Recipe recipe = recipe(3, 0.05);
    Checkpoint whole = new Checkpoint(folder.resolve("whole"), "run", true);
    List<Epoch> expected;
    try (LearningProgram program = program(recipe, Precision.FLOAT32, 0.2)) {
      expected = training(recipe, program, Optional.of(whole), Progress.NONE).run();
    }
    Checkpoint parts = new Checkpoint(folder.resolve("parts"), "run", true);
    // Within the first, the second and the third epoch.
    for (long at : new long[] {3, 13, 20}) {
      Progress kill =
          new Progress() {
            @Override
            public void step(long step, long steps, double loss) {
              if (step == at) {
                throw new Killed();
              }
            }
          };
      try (LearningProgram program = program(recipe, Precision.FLOAT32, 0.2)) {
        Training training = training(recipe, program, Optional.of(parts), kill);
        assertThatThrownBy(training::run).isInstanceOf(Killed.class);
      }
      assertThat(parts.exists()).isEqualTo(at > 8);
    }
    try (LearningProgram program = program(recipe, Precision.FLOAT32, 0.2)) {
      List<Epoch> found = training(recipe, program, Optional.of(parts), Progress.NONE).run();
      assertThat(found).isEqualTo(expected);
    }
    assertThat(Path.of(parts.store().place()))
        .hasSameBinaryContentAs(Path.of(whole.store().place()));
    byte[] bytes = Files.readAllBytes(Path.of(parts.store().place()));
    refused(Arrays.copyOf(bytes, bytes.length - 9), "run", "cannot be read");
    byte[] damaged = bytes.clone();
    damaged[bytes.length / 2] ^= 4;
    refused(damaged, "run", "is damaged; try to delete it");
    refused(bytes, "other", "is of another run (run), not of this (other)");
    refused(
        "hello, here are some words".getBytes(java.nio.charset.StandardCharsets.UTF_8),
        "run",
        "parts: ");
  }

  private void refused(byte[] bytes, String identity, String message) throws IOException {
    Path file = Files.write(folder.resolve("parts"), bytes);
    Recipe recipe = recipe(3, 0.05);
    try (LearningProgram program = program(recipe, Precision.FLOAT32, 0.2)) {
      Training training =
          training(
              recipe, program, Optional.of(new Checkpoint(file, identity, true)), Progress.NONE);
      assertThatThrownBy(training::run)
          .isInstanceOf(SpecException.class)
          .hasMessageContaining(message)
          .hasMessageContaining("parts: ");
    }
  }

  @Test
  void anInterruptedRunKeepsItsStateAndGoesOn() throws IOException {
    Recipe recipe = recipe(2, 0.05);
    Checkpoint whole = new Checkpoint(folder.resolve("whole"), "run", true);
    try (LearningProgram program = program(recipe, Precision.FLOAT32, 0)) {
      training(recipe, program, Optional.of(whole), Progress.NONE).run();
    }
    Checkpoint place = new Checkpoint(folder.resolve("state"), "run", true);
    Progress interrupt =
        new Progress() {
          @Override
          public void step(long step, long steps, double loss) {
            if (step == 10) {
              Thread.currentThread().interrupt();
            }
          }
        };
    try (LearningProgram program = program(recipe, Precision.FLOAT32, 0)) {
      Training training = training(recipe, program, Optional.of(place), interrupt);
      assertThatThrownBy(training::run).isInstanceOf(StoppedException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(place.exists()).isTrue();
    try (LearningProgram program = program(recipe, Precision.FLOAT32, 0)) {
      training(recipe, program, Optional.of(place), Progress.NONE).run();
    }
    assertThat(Path.of(place.store().place()))
        .hasSameBinaryContentAs(Path.of(whole.store().place()));
  }

  @Test
  void aStateThatCannotBeWrittenEndsTheRun() {
    Recipe recipe = recipe(2, 0.05);
    Checkpoint place = new Checkpoint(folder.resolve("no/such/state"), "run", true);
    try (LearningProgram program = program(recipe, Precision.FLOAT32, 0)) {
      Training training = training(recipe, program, Optional.of(place), Progress.NONE);
      assertThatThrownBy(training::run)
          .isInstanceOf(WriteException.class)
          .hasMessageContaining("state: cannot be written");
      assertThat(training.steps()).isEqualTo(8);
    }
  }

  @Test
  void aLossThatIsNoNumberNamesStepAndLayer() {
    Recipe recipe =
        new Recipe(
            2,
            BATCH,
            new Optimiser.Sgd(0, false, 0),
            new LearningRate(1e38, 0, new Schedule.Constant()),
            0,
            Double.POSITIVE_INFINITY,
            Augmentation.NONE,
            1);
    Checkpoint place = new Checkpoint(folder.resolve("state"), "run", true);
    try (LearningProgram program = program(recipe, Precision.FLOAT32, 0)) {
      Training training = training(recipe, program, Optional.of(place), Progress.NONE);
      assertThatThrownBy(training::run)
          .isInstanceOf(DivergedException.class)
          .hasMessageMatching(
              "step [2-9] \\(epoch 1 of 2\\): the loss is \\S+; the first numbers that are not finite"
                  + " are the (output|gradient) of \\w+; try a learning rate below 1.0E38, .*");
    }
    assertThat(place.exists()).isFalse();
  }

  @Test
  void learningRatesAreThoseOfTheSchedule() {
    LearningRate cosine = new LearningRate(0.4, 1, new Schedule.Cosine());
    // 4 steps of warm-up, then 8 of half a cosine.
    assertThat(cosine.at(0, 4, 3)).isEqualTo(0.1);
    assertThat(cosine.at(3, 4, 3)).isEqualTo(0.4);
    assertThat(cosine.at(4, 4, 3)).isEqualTo(0.4);
    assertThat(cosine.at(8, 4, 3)).isCloseTo(0.2, offset(1e-15));
    assertThat(cosine.at(11, 4, 3))
        .isCloseTo(0.4 * (1 + Math.cos(Math.PI * 7 / 8)) / 2, offset(1e-15));
    LearningRate steps = new LearningRate(1, 0, new Schedule.Steps(List.of(1, 2), 0.1));
    assertThat(steps.at(3, 4, 3)).isEqualTo(1);
    assertThat(steps.at(4, 4, 3)).isCloseTo(0.1, offset(1e-15));
    assertThat(steps.at(11, 4, 3)).isCloseTo(0.01, offset(1e-15));
    assertThat(new LearningRate(0.3, 0.5, new Schedule.Constant()).at(0, 4, 3)).isEqualTo(0.15);
  }

  @Test
  void smoothedLossIsWorkedByHandAndItsGradientIsThatOfDifferences() {
    double[] logits = {0, Math.log(3)};
    SmoothedCrossEntropy smoothed = new SmoothedCrossEntropy(new int[] {1}, 2, 0.1);
    // −0.95 ln 0.75 − 0.05 ln 0.25.
    assertThat(smoothed.of(0, logits, new double[2])).isCloseTo(0.34261269, offset(1e-8));
    assertThat(smoothed.correct()).isEqualTo(1);
    double[] gradient = new double[6];
    double[] outputs = {1, -2, 0.5, 3, 2, 1};
    SmoothedCrossEntropy loss = new SmoothedCrossEntropy(new int[] {2, 0, 1}, 3, 0.2);
    loss.of(1, outputs, gradient);
    for (int i = 0; i < outputs.length; i++) {
      double[] up = outputs.clone();
      up[i] += 1e-5;
      double[] down = outputs.clone();
      down[i] -= 1e-5;
      double difference = (loss.of(1, up, new double[6]) - loss.of(1, down, new double[6])) / 2e-5;
      assertThat(gradient[i]).isCloseTo(difference, offset(1e-9));
    }
    double[] huge = {1e4, 0};
    assertThat(new SmoothedCrossEntropy(new int[] {1}, 2, 0).of(0, huge, new double[2]))
        .isEqualTo(1e4);
  }

  @Test
  void changesOfImagesMoveTheirPixels() {
    Shape shape = Shape.of(2, 2, 3);
    float[] image = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    boolean mirrored = false;
    boolean same = false;
    for (int seed = 0; seed < 20; seed++) {
      float[] moved = image.clone();
      new Augmentation(true, 0).apply(moved, 1, shape, new SplittableRandom(seed));
      mirrored |= Arrays.equals(moved, new float[] {0, 3, 2, 1, 6, 5, 4, 9, 8, 7, 12, 11, 10});
      same |= Arrays.equals(moved, image);
    }
    assertThat(mirrored && same).isTrue();
    boolean cut = false;
    for (int seed = 0; seed < 200; seed++) {
      float[] moved = image.clone();
      new Augmentation(false, 1).apply(moved, 1, shape, new SplittableRandom(seed));
      // Moved one pixel up and to the left.
      cut |= Arrays.equals(moved, new float[] {0, 5, 6, 0, 0, 0, 0, 11, 12, 0, 0, 0, 0});
      float[] twice = image.clone();
      new Augmentation(false, 1).apply(twice, 1, shape, new SplittableRandom(seed));
      assertThat(twice).isEqualTo(moved);
    }
    assertThat(cut).isTrue();
  }

  @Test
  void imagesAreBroughtToMeanZeroAndVarianceOne() {
    ImageSet train = DATA.train();
    Standardisation standardisation = Standardisation.of(train);
    double sum = 0;
    double squares = 0;
    float[] image = new float[784];
    for (int n = 0; n < train.count(); n++) {
      train.read(n, image, 0);
      standardisation.apply(image, 0, train.shape());
      for (float x : image) {
        sum += x;
        squares += (double) x * x;
      }
    }
    assertThat(sum / train.count() / 784).isCloseTo(0, offset(1e-6));
    assertThat(squares / train.count() / 784).isCloseTo(1, offset(1e-5));
  }

  @Test
  void validationImagesAreNotLearnedFrom() {
    Split split = Split.of(DATA.train(), 100, 250);
    assertThat(split.validation().count()).isEqualTo(100);
    assertThat(split.train().count()).isEqualTo(250);
    List<String> learned = hashes(split.train());
    assertThat(hashes(split.validation())).doesNotContainAnyElementsOf(learned);
    assertThat(hashes(DATA.train())).containsAll(learned);
    assertThat(Split.of(DATA.train(), 100, 250).train().hash()).isEqualTo(split.train().hash());
    assertThatThrownBy(() -> Split.of(DATA.train(), 400, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<String> hashes(ImageSet images) {
    List<String> hashes = new ArrayList<>();
    for (int i = 0; i < images.count(); i++) {
      hashes.add(images.select(new int[] {i}).hash());
    }
    return hashes;
  }
}
