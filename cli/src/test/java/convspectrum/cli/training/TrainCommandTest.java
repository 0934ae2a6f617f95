package convspectrum.cli.training;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.cli.Ran;
import convspectrum.executor.Runtimes;
import convspectrum.executor.runtime.Program;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.formats.dataset.Dataset;
import convspectrum.formats.dataset.Datasets;
import convspectrum.formats.dataset.ImageSet;
import convspectrum.formats.onnx.read.ImportedModel;
import convspectrum.formats.onnx.read.OnnxReader;
import convspectrum.formats.onnx.read.ReadOptions;
import convspectrum.gradients.training.Split;
import convspectrum.gradients.training.Standardisation;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class TrainCommandTest {
  private static final String SPEC =
      """
      name: tiny
      input: {channels: 1, height: 28, width: 28}
      parameters:
        segments: [1, 4, depthwise]
      layers:
        - conv: {out: 8, kernel: 3, stride: 2, norm: batch, activation: relu}
        - segmented: {out: 16, kernel: 3, stride: 2, segments: $segments, norm: batch, activation: relu}
        - global-pool
        - dropout: 0.1
        - flatten
        - linear: 10
        - softmax: 1
      """;

  @TempDir private Path folder;

  private String spec() throws IOException {
    return Files.writeString(folder.resolve("tiny.yaml"), SPEC).toString();
  }

  private static JsonNode json(List<String> words) {
    Ran ran =
        Ran.done(
            Stream.concat(words.stream(), Stream.of("--format", "json")).toArray(String[]::new));
    return JsonMapper.shared().readTree(ran.out());
  }

  @Test
  void anExportedNetworkClassifiesAsTheTrainedOne() throws IOException {
    Path out = folder.resolve("out");
    List<String> command =
        List.of(
            "train",
            spec() + "#segments=4",
            spec() + "#segments=depthwise",
            "--data",
            "fashion-sample",
            "--epochs=6",
            "--batch=32",
            "--seeds=2",
            "--rate=0.05",
            "--flip",
            "--crop=1",
            "--smoothing=0.1",
            "--clip=5",
            "--out",
            out.toString());
    JsonNode first = json(command);
    JsonNode row = first.at("/tables/training/0");
    assertThat(row.get("model").asString()).isEqualTo("tiny#segments=4");
    assertThat(row.get("seeds").asInt()).isEqualTo(2);
    assertThat(row.get("test_accuracy").asDouble()).isBetween(0.3, 0.9);
    assertThat(row.get("test_accuracy_low").asDouble())
        .isLessThan(row.get("test_accuracy").asDouble());
    assertThat(row.get("test_difference").isNull()).isTrue();
    assertThat(first.at("/tables/training/1/test_difference").isNumber()).isTrue();
    assertThat(first.at("/tables/epochs").size()).isEqualTo(2 * 2 * 6);
    assertThat(first.at("/notes/test_images").asString()).isEqualTo("200");
    assertThat(first.at("/notes/optimiser").asString())
        .isEqualTo("sgd, Nesterov's momentum 0.9, decay 5.0E-4");
    assertThat(first.at("/notes/learning_rate").asString())
        .isEqualTo("0.05, warm-up of 0.25 epochs, cosine");
    assertThat(out).isDirectoryContaining(file -> file.endsWith("training.html"));
    assertThat(out).isDirectoryContaining(file -> file.endsWith("validation-accuracy.png"));
    double mean = 0;
    for (int seed = 1; seed <= 2; seed++) {
      mean += accuracy(out.resolve("tiny-segments=4-seed" + seed + ".onnx")) / 2;
    }
    assertThat(mean).isEqualTo(row.get("test_accuracy").asDouble());
    byte[] weights = Files.readAllBytes(out.resolve("tiny-segments=4-seed2.onnx"));
    // All of it is in the checkpoints: nothing is trained again, and nothing changes.
    JsonNode again = json(command);
    assertThat(again.at("/tables/epochs")).isEqualTo(first.at("/tables/epochs"));
    assertThat(again.at("/tables/training/0/test_accuracy")).isEqualTo(row.get("test_accuracy"));
    assertThat(again.at("/tables/training/0/images_per_second").isNull()).isTrue();
    assertThat(Files.readAllBytes(out.resolve("tiny-segments=4-seed2.onnx"))).isEqualTo(weights);
    assertThat(out.resolve("report.previous")).isDirectory();
    List<String> other = new ArrayList<>(command);
    other.add("--decay=0");
    Ran ran = Ran.of(other.toArray(String[]::new));
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("is of another run").contains("try to delete it");
    trainsOn(out.resolve("tiny-segments=4-seed1.onnx"));
  }

  /** Weights of a file are where training goes on. */
  private static void trainsOn(Path model) {
    String[] command = {
      "train",
      model.toString(),
      "--data=fashion-sample",
      "--epochs=1",
      "--rate=1e-9",
      "--batch=32",
      "--format=json"
    };
    JsonNode random = JsonMapper.shared().readTree(Ran.done(command).out());
    JsonNode kept =
        JsonMapper.shared()
            .readTree(
                Ran.done(
                        Stream.concat(Stream.of(command), Stream.of("--keep-weights"))
                            .toArray(String[]::new))
                    .out());
    assertThat(random.at("/tables/training/0/train_accuracy").asDouble()).isLessThan(0.3);
    assertThat(kept.at("/tables/training/0/train_accuracy").asDouble()).isGreaterThan(0.3);
  }

  /** The share of the test images that ONNX Runtime classifies correctly with a file. */
  private static double accuracy(Path file) {
    Dataset data = Datasets.open("fashion-sample");
    ImageSet test = data.test().orElseThrow();
    Standardisation standardisation =
        Standardisation.of(Split.of(data.train(), 40, Integer.MAX_VALUE).train());
    Shape input = Shape.of(1, 1, 28, 28);
    ImportedModel model = OnnxReader.read(file, new ReadOptions(Optional.of(input), false));
    Tensor image = Tensor.zeros(input);
    Tensor classes = Tensor.zeros(Shape.of(1, 10));
    int correct = 0;
    try (Program program =
        Runtimes.named("onnxruntime").compile(model.graph(), model.weights(), new RunOptions(1))) {
      for (int i = 0; i < test.count(); i++) {
        test.read(i, image.data(), 0);
        for (int p = 0; p < image.data().length; p++) {
          image.data()[p] =
              (float)
                  ((image.data()[p] - standardisation.means().getFirst())
                      / standardisation.deviations().getFirst());
        }
        program.run(List.of(image), List.of(classes));
        int largest = 0;
        for (int c = 1; c < 10; c++) {
          largest = classes.data()[c] > classes.data()[largest] ? c : largest;
        }
        correct += largest == test.label(i) ? 1 : 0;
      }
    }
    return (double) correct / test.count();
  }

  @Test
  void dataSetsAreListed() {
    Ran ran = Ran.done("train", "--list-data");
    assertThat(ran.out())
        .contains("fashion-sample", "apt install dataset-fashion-mnist", "kriz/cifar");
    JsonNode document =
        JsonMapper.shared().readTree(Ran.done("train", "--list-data", "--format=json").out());
    assertThat(document.at("/tables/data/0/name").asString()).isEqualTo("fashion-sample");
    assertThat(document.at("/tables/data/0/installed").asBoolean()).isTrue();
  }

  @Test
  void imagesOfAnotherSizeNeedResize() throws IOException {
    String colored =
        Files.writeString(
                folder.resolve("colored.yaml"),
                SPEC.replace(
                    "channels: 1, height: 28, width: 28", "channels: 3, height: 16, width: 16"))
            .toString();
    Ran refused = Ran.of("train", colored, "--data=fashion-sample");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err())
        .contains(
            "fashion-sample: images of 1x28x28 for tiny, which takes 3x16x16; expected images of its"
                + " size; try --resize, which changes the images, or --input 1x28x28");
    JsonNode trained =
        json(
            List.of(
                "train",
                colored,
                "--data=fashion-sample",
                "--resize",
                "--epochs=1",
                "--validation=0"));
    assertThat(trained.at("/tables/training/0/validation_accuracy").isNull()).isTrue();
    assertThat(trained.at("/tables/training/0/test_accuracy").isNumber()).isTrue();
  }

  @Test
  void aLossThatIsNoNumberIsSaidWithItsLayerAndTheOthersGoOn() throws IOException {
    Ran ran =
        Ran.of(
            "train",
            spec(),
            "--data=fashion-sample",
            "--rate=1e38",
            "--momentum=0",
            "--warm-up=0",
            "--epochs=2");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err())
        .contains("tiny, seed 1: step ", "(epoch 1 of 2): the loss is ", "not finite are the ")
        .doesNotContain("Exception");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "train|found no MODEL; expected a spec, a network of the zoo or an ONNX file",
        "train SPEC|found no --data; expected images to train with; try --data fashion-sample",
        "train SPEC --data fashion-sampel|there is no such data set; did you mean fashion-sample?",
        "train SPEC --data fashion-sample --epochs 0|--epochs 0: expected 1 to 100000",
        "train SPEC --data fashion-sample --batch 500|found 360 images to learn from; expected at least",
        "train SPEC --data fashion-sample --seeds 0|--seeds 0: expected 1 to 1000",
        "train SPEC --data fashion-sample --rate 0|--rate 0.0: expected a number above 0",
        "train SPEC --data fashion-sample --rate nan|--rate nan: found a text; expected a number, such as 0.1 (Largest learning rate)",
        "train SPEC --data fashion-sample --smoothing 1|--smoothing 1.0: expected at least 0 and below 1",
        "train SPEC --data fashion-sample --decay -1|--decay -1.0: expected a number from 0 on",
        "train SPEC --data fashion-sample --warm-up 3|--warm-up 3.0: expected at least 0 and below 3",
        "train SPEC --data fashion-sample --optimiser adam|--optimiser: unknown 'adam'; expected one of sgd, adamw",
        "train SPEC --data fashion-sample --schedule steps|found no --step-epochs; expected epochs",
        "train SPEC --data fashion-sample --step-epochs 1|found --schedule cosine; expected --schedule steps",
        "train SPEC --data fashion-sample --schedule steps --step-epochs 2,1|expected ascending numbers from 1 to 2",
        "train SPEC --data fashion-sample --optimiser adamw --momentum 0.5|expected sgd, which has one",
        "train SPEC --data fashion-sample --validation 100%|expected a percentage such as 2%",
        "train SPEC --data fashion-sample --train-images 0|--train-images 0: expected at least 1",
        "train SPEC --data fashion-sample --columns nothing|nothing",
        "train zoo:vgg-16 --data fashion-sample|images of 1x28x28 for vgg-16, which takes 3x224x224",
      })
  void whatCannotBeIsSaid(String words, String message) throws IOException {
    String file = spec();
    Ran ran =
        Ran.of(
            Stream.of(words.split(" "))
                .map(word -> word.equals("SPEC") ? file : word)
                .toArray(String[]::new));
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains(message).doesNotContain("Exception");
    assertThat(ran.out()).isEmpty();
  }

  @Test
  void moreClassesThanOutputsAreRefused() throws IOException {
    String few =
        Files.writeString(folder.resolve("few.yaml"), SPEC.replace("linear: 10", "linear: 7"))
            .toString();
    Ran ran = Ran.of("train", few, "--data=fashion-sample");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .contains("labels 0 to 9 for tiny, which has 7 outputs; expected at least 10 outputs");
    String map =
        Files.writeString(
                folder.resolve("map.yaml"),
                """
                input: {channels: 1, height: 28, width: 28}
                layers: [conv: {out: 10}]
                """)
            .toString();
    Ran second = Ran.of("train", map, "--data=fashion-sample");
    assertThat(second.code()).isNotZero();
    assertThat(second.err())
        .contains("gives [1x10x28x28]; expected one output with a value per class");
  }
}
