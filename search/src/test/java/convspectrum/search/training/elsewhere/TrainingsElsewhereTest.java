package convspectrum.search.training.elsewhere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.formats.dataset.Dataset;
import convspectrum.formats.dataset.Datasets;
import convspectrum.formats.onnx.read.OnnxReader;
import convspectrum.formats.onnx.read.ReadOptions;
import convspectrum.formats.onnx.write.OnnxWriter;
import convspectrum.gradients.learning.Optimiser;
import convspectrum.gradients.training.Augmentation;
import convspectrum.gradients.training.DivergedException;
import convspectrum.gradients.training.Epoch;
import convspectrum.gradients.training.LearningRate;
import convspectrum.gradients.training.Recipe;
import convspectrum.gradients.training.Split;
import convspectrum.search.design.Network;
import convspectrum.search.training.Classifier;
import convspectrum.search.training.TrainedRun;
import convspectrum.search.training.TrainingPlan;
import convspectrum.search.training.TrainingStudy;
import convspectrum.search.work.FilesToSend;
import convspectrum.search.work.FoundFiles;
import convspectrum.search.work.SentFile;
import convspectrum.search.work.ThreadRunner;
import convspectrum.search.work.WorkFailedException;
import convspectrum.search.work.WorkRunner;
import convspectrum.spec.Spec;
import convspectrum.spec.fault.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings that are sent are those of {@link TrainingStudy}, to the bit. */
final class TrainingsElsewhereTest {
  private static final Spec SPACE =
      Spec.parse(
          "tiny.yaml",
          """
          name: tiny
          input: {channels: 1, height: 28, width: 28}
          parameters:
            segments: [1, 4]
          layers:
            - conv: {out: 8, kernel: 3, stride: 4, norm: batch, activation: relu}
            - segmented: {out: 8, kernel: 3, segments: $segments, activation: relu}
            - global-pool
            - dropout: 0.1
            - flatten
            - linear: 10
          """);

  private static final Dataset SAMPLE = Datasets.open("fashion-sample");

  @TempDir private Path folder;

  /** What was trained, and what was said. */
  private record Made(List<TrainedRun> runs, List<String> failures, List<Integer> finished) {}

  private static Classifier classifier(String segments) {
    return new Classifier(
        "tiny#segments=" + segments,
        Network.design(SPACE, SPACE.design(Map.of("segments", segments)), Optional.empty()));
  }

  private static final List<Classifier> CLASSIFIERS = List.of(classifier("1"), classifier("4"));

  private static final List<SentNetwork> SENT =
      CLASSIFIERS.stream()
          .map(one -> SentNetwork.ofText(one, SPACE.yaml(one.network().design().orElseThrow())))
          .toList();

  private static TrainingPlan plan(double rate, int seeds, Optional<Path> states) {
    Recipe recipe =
        new Recipe(
            2,
            36,
            new Optimiser.Sgd(0.9, true, 5e-4),
            new LearningRate(rate, 0.25, new LearningRate.Schedule.Cosine()),
            0.1,
            Double.POSITIVE_INFINITY,
            new Augmentation(true, 1),
            3);
    return TrainingPlan.of(
        SAMPLE, Split.of(SAMPLE.train(), 40, Integer.MAX_VALUE), recipe, seeds, false, 2, states);
  }

  private static final class Listener implements TrainingStudy.Following {
    private final List<String> failures = new ArrayList<>();
    private final List<Integer> finished = new ArrayList<>();

    @Override
    public void step(int run, long step, double loss, Optional<Epoch> last) {}

    @Override
    public void finished(int done) {
      finished.add(done);
    }

    @Override
    public void failed(Classifier classifier, long seed, DivergedException reason) {
      failures.add("%s %d %s".formatted(classifier.label(), seed, reason.getMessage()));
    }
  }

  private static Made here(TrainingPlan plan) {
    Listener listener = new Listener();
    List<TrainedRun> runs = new TrainingStudy(plan, CLASSIFIERS).run(listener);
    return new Made(runs, listener.failures, listener.finished);
  }

  private static Made elsewhere(TrainingPlan plan) {
    return elsewhere(plan, CLASSIFIERS, SENT);
  }

  private static Made elsewhere(
      TrainingPlan plan, List<Classifier> classifiers, List<SentNetwork> sent) {
    Listener listener = new Listener();
    try (FilesToSend files = new FilesToSend();
        WorkRunner runner = new ThreadRunner(2)) {
      TrainingStudy study = new TrainingStudy(plan, classifiers);
      List<TrainedRun> runs =
          new TrainingsElsewhere(plan, study, sent, 1).run(runner, files, listener);
      return new Made(runs, listener.failures, listener.finished);
    }
  }

  private Path states(String name) throws IOException {
    return Files.createDirectory(folder.resolve(name));
  }

  private static Map<String, byte[]> contents(Path folder) throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        contents.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    return contents;
  }

  private static void assertSame(List<TrainedRun> found, List<TrainedRun> expected) {
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.size(); i++) {
      assertThat(found.get(i).classifier().label()).isEqualTo(expected.get(i).classifier().label());
      assertThat(found.get(i).seed()).isEqualTo(expected.get(i).seed());
      assertThat(found.get(i).epochs()).isEqualTo(expected.get(i).epochs());
      assertThat(found.get(i).test()).isEqualTo(expected.get(i).test()).isPresent();
    }
  }

  private static byte[] onnx(TrainedRun run) {
    return OnnxWriter.bytes(run.classifier().graph(1), run.weights().orElseThrow());
  }

  @Test
  void resultsStatesAndWeightsAreThoseOfThisProcess() throws IOException {
    Path here = states("here");
    Path there = states("there");
    Made expected = here(plan(0.05, 2, Optional.of(here)));
    Made found = elsewhere(plan(0.05, 2, Optional.of(there)));
    assertSame(found.runs(), expected.runs());
    assertThat(found.runs()).hasSize(4);
    assertThat(found.finished()).containsExactly(1, 2, 3, 4);
    assertThat(contents(there)).containsExactlyInAnyOrderEntriesOf(contents(here)).hasSize(4);
    for (int i = 0; i < 4; i++) {
      assertThat(onnx(found.runs().get(i))).isEqualTo(onnx(expected.runs().get(i)));
    }
  }

  @Test
  void withoutStatesNoWeightsComeBack() {
    Made found = elsewhere(plan(0.05, 1, Optional.empty()));
    assertSame(found.runs(), here(plan(0.05, 1, Optional.empty())).runs());
    assertThat(found.runs()).allMatch(run -> run.weights().isEmpty());
  }

  /** One is at its end, one in the middle, one is missing, and one is of another recipe. */
  @Test
  void whatIsAtItsEndIsNotMadeAgain() throws IOException {
    Path here = states("here");
    here(plan(0.05, 2, Optional.of(here)));
    Path there = states("there");
    TrainingPlan plan = plan(0.05, 2, Optional.of(there));
    Files.copy(here.resolve("01-seed3.state"), there.resolve("01-seed3.state"));
    byte[] middle = Files.readAllBytes(here.resolve("02-seed3.state"));
    // The number of epochs stands behind two texts, each with its length in two bytes.
    int first = 2 + (middle[0] << 8 | middle[1]);
    int epochs = first + 2 + (middle[first] << 8 | middle[first + 1] & 0xFF);
    assertThat(middle[epochs + 3]).isEqualTo((byte) 2);
    middle[epochs + 3] = 1;
    Files.write(there.resolve("02-seed3.state"), middle);
    Made found = elsewhere(plan);
    assertThat(found.finished()).containsExactly(2, 3, 4);
    assertThat(found.runs().getFirst().imagesPerSecond()).isNaN();
    assertThat(contents(there)).containsExactlyInAnyOrderEntriesOf(contents(here));
    assertThatThrownBy(() -> elsewhere(plan(0.04, 2, Optional.of(there))))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("is of another run");
  }

  @Test
  void aTrainingThatDivergesIsAResult() throws IOException {
    Path here = states("here");
    Path there = states("there");
    Made expected = here(plan(1e30, 1, Optional.of(here)));
    Made found = elsewhere(plan(1e30, 1, Optional.of(there)));
    assertThat(expected.failures()).hasSize(2);
    assertThat(found.failures())
        .containsExactlyElementsOf(
            expected.failures().stream()
                .map(text -> text.replace(here.toString(), there.toString()))
                .toList());
    assertThat(found.runs()).isEmpty();
    assertThat(contents(there)).containsExactlyInAnyOrderEntriesOf(contents(here));
  }

  @Test
  void aFileOfANetworkTravelsWithItsWeights() throws IOException {
    TrainedRun trained = here(plan(0.05, 1, Optional.empty())).runs().getFirst();
    Path file = Files.write(folder.resolve("trained.onnx"), onnx(trained));
    Classifier read =
        new Classifier(
            "file",
            Network.imported(
                file, OnnxReader.read(file, new ReadOptions(Optional.empty(), false))));
    TrainingPlan plan = plan(0.01, 1, Optional.empty());
    TrainingPlan keeping =
        TrainingPlan.of(plan.data(), plan.split(), plan.recipe(), 1, true, 1, Optional.empty());
    List<TrainedRun> expected = new TrainingStudy(keeping, List.of(read)).run(new Listener());
    SentNetwork sent = SentNetwork.ofFile(read, SentFile.of(file), Optional.empty());
    assertSame(elsewhere(keeping, List.of(read), List.of(sent)).runs(), expected);
    SentNetwork other =
        new SentNetwork("other", sent.text(), sent.file(), List.of(), "0123456789abcdef");
    assertThatThrownBy(() -> other.open(FoundFiles.HERE))
        .isInstanceOf(WorkFailedException.class)
        .hasMessageContaining("found another network on a worker");
  }

  @Test
  void anInterruptionKeepsWhatIsDone() throws IOException {
    Path there = states("there");
    Thread.currentThread().interrupt();
    Made found = elsewhere(plan(0.05, 1, Optional.of(there)));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(found.runs()).isEmpty();
    assertThat(contents(there)).isEmpty();
  }
}
