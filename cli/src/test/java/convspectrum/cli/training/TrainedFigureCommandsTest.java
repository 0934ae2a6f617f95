package convspectrum.cli.training;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.cli.Ran;
import convspectrum.formats.numpy.Npz;
import convspectrum.formats.onnx.read.ImportedModel;
import convspectrum.formats.onnx.read.OnnxReader;
import convspectrum.formats.onnx.read.ReadOptions;
import convspectrum.spec.file.CsvFile;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Accuracy after a short training in search, explore, compare and proxies calibrate. */
final class TrainedFigureCommandsTest {
  private static final String SPEC =
      """
      name: tiny
      input: {channels: 1, height: 28, width: 28}
      parameters:
        segments: [1, 2, 4, depthwise]
        between: [none, relu]
      references:
        regular:
          - conv: {out: 8, kernel: 3, stride: 4, norm: batch, activation: relu}
          - conv: {out: 16, kernel: 3, norm: batch, activation: relu}
          - global-pool
          - flatten
          - linear: 10
      baseline: regular
      layers:
        - conv: {out: 8, kernel: 3, stride: 4, norm: batch, activation: relu}
        - segmented: {out: 16, kernel: 3, segments: $segments, between: $between, norm: batch, activation: relu}
        - global-pool
        - flatten
        - linear: 10
      """;

  @TempDir private Path folder;

  private String spec() throws IOException {
    return write("tiny.yaml", SPEC);
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static String[] words(List<String> words, String... more) {
    return Stream.concat(words.stream(), Stream.of(more)).toArray(String[]::new);
  }

  private List<String> search() throws IOException {
    return List.of(
        "search",
        spec(),
        "--objective",
        "trained,macs",
        "--data",
        "fashion-sample",
        "--budget",
        "7",
        "--batch",
        "32",
        "--rate",
        "0.05",
        "--journal",
        folder.resolve("j.db").toString());
  }

  @Test
  void aSearchHalvesDesignsAndItsJournalKeepsAllTrainings() throws IOException {
    Ran first = Ran.done(words(search(), "--format", "json"));
    JsonNode found = JsonMapper.shared().readTree(first.out());
    assertThat(found.at("/details/strategy").asString()).isEqualTo("halving");
    assertThat(found.at("/details/rungs/0/figure").asString()).isEqualTo("trained@1");
    assertThat(found.at("/details/rungs/0/designs").asInt()).isEqualTo(7);
    int kept = found.at("/details/rungs/0/kept").asInt();
    assertThat(kept).isBetween(2, 7);
    assertThat(found.at("/details/rungs/1/figure").asString()).isEqualTo("trained");
    assertThat(found.at("/details/evaluated").asInt()).isEqualTo(kept);
    assertThat(found.at("/notes/trained").asString())
        .startsWith(
            "3 epochs of 360 images of fashion-sample, judged by 40 others (no test images)")
        .contains("learning rate 0.05");
    assertThat(found.at("/columns/front/trained_low").isMissingNode()).isFalse();
    for (JsonNode row : found.at("/tables/front")) {
      assertThat(row.get("trained").asDouble()).isBetween(0.0, 1.0);
    }
    assertThat(first.err())
        .contains("Successive halving: 7 designs were ranked by trained@1, the best " + kept);
    // All of it is in the journal: the same bytes again, and nothing is trained anew.
    String journal = folder.resolve("j.db").toString();
    String shown = Ran.done("journal", "show", journal).out();
    assertThat(shown).contains("trained, seed 1: fashion-sample").contains("epochs=1, batch=32");
    assertThat(Ran.done(words(search(), "--format", "json"))).isEqualTo(first);
    assertThat(Ran.done("journal", "show", journal).out()).isEqualTo(shown);
    // Another recipe stands beside it.
    Ran.done(words(search(), "--smoothing", "0.1"));
    assertThat(Ran.done("journal", "show", journal).out())
        .contains("smoothing=0.0")
        .contains("smoothing=0.1");
  }

  @Test
  void otherStrategiesTrainEachDesignWithTheWholeSchedule() throws IOException {
    Ran ran =
        Ran.done(
            words(
                search(),
                "--strategy=random",
                "--constraint=trained>=5%",
                "--seeds=2",
                "--epochs=1",
                "--format=csv"));
    CsvFile csv = ran.csv();
    assertThat(csv.header())
        .contains("trained", "trained_low", "trained_high", "trained_seed1", "trained_seed2");
    double mean = number(csv, 0, "trained");
    assertThat((number(csv, 0, "trained_seed1") + number(csv, 0, "trained_seed2")) / 2)
        .isEqualTo(mean);
    assertThat(number(csv, 0, "trained_low")).isLessThanOrEqualTo(mean);
    assertThat(ran.err()).contains("7 of 8 designs evaluated").doesNotContain("halving");
  }

  private static double number(CsvFile csv, int row, String column) {
    return Double.parseDouble(csv.cell(row, csv.column(column)));
  }

  @Test
  void aTableOfTrainedDesignsJudgesProxies() throws IOException {
    Path out = folder.resolve("out");
    List<String> explore =
        List.of(
            "explore",
            spec(),
            "--set=between=relu",
            "--no-measure",
            "--data=fashion-sample",
            "--batch=32",
            "--seeds=2",
            "--format=json",
            "--out=" + out);
    JsonNode found = JsonMapper.shared().readTree(Ran.done(words(explore)).out());
    assertThat(found.at("/tables/comparison").size()).isEqualTo(1 + 4);
    assertThat(found.at("/tables/comparison/0/design").asString()).isEqualTo("regular");
    assertThat(found.at("/tables/comparison/0/trained").isNumber()).isTrue();
    assertThat(found.at("/notes/trained").asString()).endsWith("; seeds 1 to 2");
    String table = Files.readString(out.resolve("comparison.csv"));
    assertThat(Files.readString(out.resolve("report.html"))).contains("highest trained");
    Ran judged =
        Ran.done(
            "proxies",
            "calibrate",
            spec(),
            "--set=between=relu",
            "--table=" + out.resolve("comparison.csv"),
            "--accuracy=trained",
            "--proxies=naswot",
            "--format=json");
    JsonNode agreements = JsonMapper.shared().readTree(judged.out());
    assertThat(agreements.at("/details/sample").asInt()).isEqualTo(4);
    // Both seeds are the noise ceiling; the reference is none of the designs.
    assertThat(judged.out()).contains("trained_seed1");
    Ran open =
        Ran.of(
            "proxies",
            "calibrate",
            spec(),
            "--table=" + out.resolve("comparison.csv"),
            "--accuracy=trained");
    assertThat(open.code()).isEqualTo(2);
    assertThat(open.err())
        .contains("no column 'between', which is a parameter of tiny; expected a column for each")
        .contains("try --set between=VALUE");
    // All accuracies are in the journal of the folder.
    Ran again = Ran.done(words(explore));
    assertThat(JsonMapper.shared().readTree(again.out()).at("/tables"))
        .isEqualTo(found.at("/tables"));
    assertThat(Files.readString(out.resolve("comparison.csv"))).isEqualTo(table);
    assertThat(Ran.done("journal", "show", out.resolve("trained.journal").toString()).out())
        .contains("trained, seed 2");
  }

  @Test
  void modelsThatCannotBeTrainedSayWhyBesideOthers() throws IOException {
    String fixed =
        write(
            "fixed.yaml",
            """
            name: fixed
            input: {channels: 1, height: 28, width: 28}
            layers:
              - pool: {kind: average, kernel: [14, 5], stride: [14, 5]}
              - flatten
            """);
    String onnx = folder.resolve("fixed.onnx").toString();
    Ran.done("export", fixed, "--out", onnx);
    List<String> compare = new ArrayList<>(List.of("compare", "--data=fashion-sample"));
    compare.addAll(List.of("--epochs=1", "--batch=32", "--by=network", "--format=json"));
    JsonNode both = JsonMapper.shared().readTree(Ran.done(words(compare, spec(), onnx)).out());
    assertThat(both.at("/tables/models/0/trained").isNumber()).isTrue();
    assertThat(both.at("/tables/models/1/trained").isNull()).isTrue();
    assertThat(both.at("/tables/models/1/note").asString())
        .contains("trained is not known: ")
        .contains("nothing in it can be trained; expected a convolution or linear layer");
    assertThat(both.at("/warnings").toString()).contains("nothing in it can be trained");
    assertThat(Ran.of(words(compare, onnx)).code()).isEqualTo(1);
  }

  /** Every tensor of the trained file is there, in order, under a name of its own. */
  @Test
  void aTrainedNetworkGoesToPyTorchWithItsWeights() throws IOException {
    Path out = folder.resolve("trained");
    Ran.done(
        "train", spec() + "#segments=2", "--data=fashion-sample", "--epochs=1", "--out=" + out);
    Path onnx = out.resolve("tiny-segments=2-seed1.onnx");
    Path module = folder.resolve("net.py");
    Path weights = folder.resolve("net.npz");
    assertThat(Ran.done("export", onnx.toString(), "--out", module.toString()).out())
        .contains("PyTorch module")
        .endsWith(", its weights in " + weights + "\n");
    assertThat(Files.readString(module)).contains("def load(model, file):");
    List<String> names = List.copyOf(Npz.names(weights));
    assertThat(names).anyMatch(name -> name.endsWith(".running_var")).doesNotHaveDuplicates();
    Map<String, Tensor> arrays = Npz.read(weights, names);
    ImportedModel model = OnnxReader.read(onnx, new ReadOptions(Optional.empty(), false));
    List<Tensor> stored = new ArrayList<>();
    for (Node node : model.graph().nodes()) {
      for (ParameterSlot slot : node.parameters()) {
        stored.add(model.weights().get(node, slot));
      }
    }
    assertThat(stored).hasSameSizeAs(names).hasSizeGreaterThan(10);
    for (int i = 0; i < names.size(); i++) {
      assertThat(Objects.requireNonNull(arrays.get(names.get(i))).data())
          .as(names.get(i))
          .isEqualTo(stored.get(i).data());
    }
    // The random weights of a spec are no weights of its own.
    Path plain = folder.resolve("plain.py");
    Ran.done("export", spec(), "--out", plain.toString());
    assertThat(Files.readString(plain)).doesNotContain("def load");
    assertThat(folder.resolve("plain.npz")).doesNotExist();
  }

  @Test
  void whatSetFixesIsPartOfTheNameOfATrainedModel() throws IOException {
    Ran ran =
        Ran.done(
            "train",
            spec(),
            spec() + "#segments=2",
            "--set=between=relu",
            "--data=fashion-sample",
            "--epochs=1",
            "--format=csv");
    assertThat(ran.out()).contains("tiny#between=relu,", "\"tiny#segments=2,between=relu\",");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "search SPEC --objective trained,macs|found no --data; expected images to train with; try --data fashion-sample",
        "search SPEC --objective macs --data fashion-sample|--data: found no objective and no constraint that is trained",
        "search SPEC --objective macs --rate 0.1|--rate: found no objective and no constraint that is trained",
        "search SPEC --objective macs,params --strategy halving|--strategy halving: found no objective that is trained, among macs, params",
        "search SPEC --objective trained --data fashion-sample --validation 0|--validation 0: found no images to judge designs by",
        "search SPEC --objective trained --data fashion-sample --validation 0.1%|--validation 0.1%: found no images to judge designs by",
        "search SPEC --objective trained@0 --data fashion-sample|trained@0: found 0 epochs; expected 1 or more",
        "search SPEC --objective trained --data fashion-sample --seeds 0|--seeds 0: expected 1 to 1000",
        "search SPEC --objective trained --data fashion-sample --input 3,28,28|images of 1x28x28 for tiny, which takes 3x28x28",
        "search SPEC --objective accuracy,macs|unknown figure 'accuracy'; did you mean 'trained'?",
        "search FEW --objective trained --data fashion-sample|labels 0 to 9 for few, which has 7 outputs",
        "search MAP --objective trained --data fashion-sample|map gives [1x8x28x28]; expected one output with a value per class",
        "explore SPEC --no-measure --epochs 2|--epochs: found no --data; expected images to train with; try --data fashion-sample",
        "explore MAP --no-measure --data fashion-sample|map gives [1x8x28x28]; expected one output with a value per class",
        "compare SPEC --data fashion-sample --by stage|--data: found --by stage, but accuracies are of whole models",
        "compare SPEC zoo:mobilenet-v1 --data fashion-sample|images of 1x28x28 for mobilenet-v1, which takes 3x224x224",
        "compare SPEC --seeds 2|--seeds: found no --data; expected images to train with",
      })
  void whatCannotBeIsSaid(String words, String message) throws IOException {
    String file = spec();
    String few = write("few.yaml", SPEC.replace("tiny", "few").replace("linear: 10", "linear: 7"));
    String map =
        write(
            "map.yaml",
            """
            name: map
            input: {channels: 1, height: 28, width: 28}
            parameters: {kernel: [1, 3]}
            layers: [conv: {out: 8, kernel: $kernel}]
            """);
    Ran ran =
        Ran.of(
            Stream.concat(
                    Stream.of(words.split(" ")),
                    words.startsWith("explore")
                        ? Stream.of("--out", folder.resolve("none").toString())
                        : Stream.of())
                .map(word ->
                    switch (word) {
                      case "SPEC" -> file;
                      case "FEW" -> few;
                      case "MAP" -> map;
                      default -> word;
                    })
                .toArray(String[]::new));
    assertThat(ran.err()).contains(message).doesNotContain("Exception");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
  }
}
