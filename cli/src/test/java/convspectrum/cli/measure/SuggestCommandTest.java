package convspectrum.cli.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import convspectrum.cli.Ran;
import convspectrum.formats.numpy.Npy;
import convspectrum.spec.file.CsvFile;
import convspectrum.spec.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class SuggestCommandTest {
  /** Two spatial convolutions of equal form, one of stride 2, and a residual sum. */
  private static final String NET =
      """
      name: net
      input: {channels: 3, height: 12, width: 12}
      layers:
        - conv: {out: 16, norm: batch, activation: relu}
        - residual:
            body:
              - conv: {out: 16, bias: true, activation: relu}
              - conv: {out: 16, bias: true}
        - conv: {out: 24, stride: 2, kernel: [1, 5], norm: batch, activation: relu}
        - depthwise
        - pointwise: {out: 8}
        - global-pool
        - flatten
        - linear: 5
      """;

  @TempDir private Path folder;

  private String net() throws IOException {
    return Files.writeString(folder.resolve("net.yaml"), NET).toString();
  }

  private String onnx() throws IOException {
    String file = at("net.onnx");
    Ran.done("export", net(), "--out=" + file);
    return file;
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  private static long total(String file, String figure) {
    CsvFile csv =
        Ran.done("cost", file, "--by=network", "--columns=" + figure, "--format=csv").csv();
    return Long.parseLong(csv.rows().getFirst().getFirst());
  }

  private static JsonNode suggested(String... words) {
    return JsonMapper.shared().readTree(Ran.done(words).out());
  }

  @Test
  void everySpatialConvolutionIsShownByWhatItSaves() throws IOException {
    JsonNode json = suggested("suggest", net(), "--no-measure", "--format=json");
    JsonNode rows = json.at("/tables/suggestions");
    assertThat(rows).hasSize(3 * 2); // of 16 channels, 16 segments are depthwise
    assertThat(rows.valueStream().map(row -> row.get("macs_saved").asLong()))
        .isSortedAccordingTo((a, b) -> Long.compare(b, a));
    JsonNode first = rows.get(0);
    assertThat(first.get("macs").asLong()).isEqualTo(144 * 9 * 16 * 16);
    assertThat(first.get("macs_with").asLong()).isEqualTo(144 * (9 * 16 + 16 * 16));
    assertThat(first.get("params").asLong()).isEqualTo(9 * 16 * 16 + 16);
    assertThat(first.get("params_with").asLong()).isEqualTo(9 * 16 + 16 * 16 + 16);
    assertThat(first.get("depthwise").asBoolean()).isTrue();
    assertThat(json.at("/summary/0").asString()).startsWith("net: Of 6 convolutions 3 are regular");
    JsonNode all = suggested("suggest", net(), "--no-measure", "--segments=all", "--format=json");
    assertThat(all.at("/tables/suggestions")).hasSize(3 * 4);
  }

  /** What the table promises is what the written file has, to the last multiply-accumulate. */
  @ParameterizedTest
  @ValueSource(strings = {"onnx", "yaml"})
  void theSavingIsExact(String ending) throws IOException {
    String model = onnx();
    JsonNode rows =
        suggested("suggest", model, "--no-measure", "--segments=4", "--format=json")
            .at("/tables/suggestions");
    long macs = rows.valueStream().mapToLong(row -> row.get("macs_saved").asLong()).sum();
    long params =
        rows.valueStream()
            .mapToLong(row -> row.get("params").asLong() - row.get("params_with").asLong())
            .sum();
    String changed = at("changed." + ending);
    Ran ran = Ran.done("suggest", model, "--apply=*=4", "--out=" + changed);
    assertThat(total(model, "macs") - total(changed, "macs")).isEqualTo(macs).isPositive();
    assertThat(total(model, "params") - total(changed, "params")).isEqualTo(params).isPositive();
    assertThat(ran.out())
        .contains("3 of 3 regular spatial convolutions replaced: %,d MACs".formatted(macs));
  }

  @Test
  void theChangedFileRunsInOnnxRuntimeAndGivesOurOutputs() throws IOException {
    String changed = at("changed.onnx");
    Ran ran = Ran.done("suggest", onnx(), "--apply=*=8", "--out=" + changed, "--seed=3");
    assertThat(ran.out()).contains("weights of replaced layers are new, of seed 3");
    Ran.done("run", changed, "--runtime=onnxruntime", "--output=" + at("ort.npy"));
    Ran.done("run", changed, "--runtime=reference", "--output=" + at("ours.npy"));
    Tensor ort = Npy.read(Path.of(at("ort.npy")));
    Tensor ours = Npy.read(Path.of(at("ours.npy")));
    assertThat(ours.maxAbs()).isPositive();
    for (int i = 0; i < ours.data().length; i++) {
      assertThat(ort.data()[i])
          .isCloseTo(ours.data()[i], org.assertj.core.data.Offset.offset(1e-4f * ours.maxAbs()));
    }
    Ran again = Ran.done("suggest", changed, "--no-measure");
    assertThat(again.out())
        .contains("Nothing is left to cut into segments", "3 are cut into groups");
  }

  @Test
  void aPyTorchModuleIsWritten() throws IOException {
    Ran ran = Ran.done("suggest", net(), "--apply=*=depthwise", "--out=" + at("net.py"));
    assertThat(ran.out()).contains("PyTorch module");
    assertThat(Files.readString(Path.of(at("net.py")))).contains("groups=16");
  }

  @Test
  void layersAreTimedAndSortedByTheTimeSaved() throws IOException {
    JsonNode json =
        suggested(
            "suggest",
            net(),
            "--segments=4",
            "--runtime=onnxruntime",
            "--budget=1s",
            "--format=json");
    JsonNode rows = json.at("/tables/suggestions");
    assertThat(rows).hasSize(3);
    assertThat(rows.valueStream().map(row -> row.get("onnxruntime_saved_ms").asDouble()))
        .isSortedAccordingTo((a, b) -> Double.compare(b, a));
    for (JsonNode row : rows) {
      double saved =
          row.get("onnxruntime_ms").asDouble() - row.get("onnxruntime_ms_with").asDouble();
      assertThat(row.get("onnxruntime_saved_ms").asDouble()).isEqualTo(saved);
    }
    assertThat(json.get("runs")).hasSize(1);
  }

  @Test
  void whatHasNothingToChangeIsToldSo() throws IOException {
    Ran ran = Ran.done("suggest", "zoo:mobilenet-v2", "--no-measure");
    assertThat(ran.out())
        .isEqualTo(
            "mobilenet-v2: Nothing is left to cut into segments: of 52 convolutions 34 are 1×1; 17 are"
                + " depthwise already; 1 is the first, of the input's channels.\n");
    Ran apply = Ran.of("suggest", "zoo:mobilenet-v2", "--apply=*=4", "--out=" + at("x.onnx"));
    assertThat(apply.code()).isEqualTo(2);
    assertThat(apply.err()).contains("--apply *=4: found nothing to change. Nothing is left");
    assertThat(Path.of(at("x.onnx"))).doesNotExist();
    assertThat(suggested("suggest", "zoo:mobilenet-v2", "--format=json").at("/tables/suggestions"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "--apply=*=4 | --apply *=4: found no --out; expected the file to write; try --out changed.onnx",
        "--out=x.onnx | --out x.onnx: found no --apply; expected what to change; try --apply '*=depthwise'",
        "--apply=nothing --out=x.onnx | --apply nothing: found no '='; expected LAYER=SEGMENTS; try --apply '*=depthwise'",
        "--apply=nothing=4 --out=x.onnx | --apply nothing=4: found no regular spatial convolution 'nothing'; expected one of ",
        "--apply=*=many --out=x.onnx | --apply *=many: found 'many' as segments; expected a whole number above 1, depthwise or $NAME",
        "--apply=*=1 --out=x.onnx | --apply *=1: found 1 as segments, which is a regular convolution; expected a whole number above 1, depthwise or $NAME",
        "--apply=*=$s-1 --out=x.yaml | --apply *=$s-1: found '$s-1' as segments; expected a whole number above 1, depthwise or $NAME",
        "--apply=*=$s --out=x.onnx | --out x.onnx: found a parameter in --apply *=$s; expected a spec, which alone has parameters; try --out changed.yaml",
        "--apply=*=4 --out=x.txt | --out x.txt: found a name that does not say what to write",
        "--segments=0 | --segments: found 0 as segments, which is a regular convolution",
        "--segments=few | --segments: found 'few' as segments; expected whole numbers above 1, depthwise or all",
      })
  void mistakesAreNamed(String options, String message) throws IOException {
    String[] words = ("suggest NET --no-measure " + options).split(" ");
    words[1] = net();
    Ran ran = Ran.of(words);
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("convspectrum: " + message);
    assertThat(ran.out()).isEmpty();
    assertThat(Path.of("x.onnx")).doesNotExist();
  }

  @Test
  void oneLayerTakesDivisorsAlone() throws IOException {
    String name =
        suggested("suggest", net(), "--no-measure", "--format=json")
            .at("/tables/suggestions/0/layer")
            .asString();
    Ran ran = Ran.of("suggest", net(), "--apply=" + name + "=5", "--out=" + at("x.onnx"));
    assertThat(ran.err())
        .contains("found 5 segments of 16 channels; expected a divisor: 2, 4, 8, 16, depthwise");
    String changed = at("one.onnx");
    Ran one = Ran.done("suggest", net(), "--apply=" + name + "=2", "--out=" + changed);
    assertThat(one.out()).contains("1 of 3 regular spatial convolutions replaced");
  }

  /** A sweep goes on from an ONNX file: each design of the spec costs what its file would. */
  @Test
  void aParameterLeavesTheSegmentsOpen() throws IOException {
    String spec = at("open.yaml");
    Ran ran = Ran.done("suggest", onnx(), "--apply=*=8", "--apply=*conv*=$s", "--out=" + spec);
    assertThat(ran.out()).contains("spec with 3 of 3", "explore sweeps s\n", "segments=$s\n");
    JsonNode designs =
        JsonMapper.shared()
            .readTree(Ran.done("explore", spec, "--no-measure", "--format=json").out())
            .at("/tables/comparison");
    assertThat(designs.valueStream().map(row -> row.get("design").asString()))
        .containsExactly("original", "s=2", "s=4", "s=8", "s=depthwise");
    assertThat(designs.get(0).get("macs").asLong()).isEqualTo(total(net(), "macs"));
    for (String count : new String[] {"2", "4", "depthwise"}) {
      String one = at("one.yaml");
      Ran.done("suggest", net(), "--apply=*=" + count, "--out=" + one);
      assertThat(
              designs
                  .valueStream()
                  .filter(row -> row.get("design").asString().equals("s=" + count))
                  .map(row -> row.get("macs").asLong()))
          .containsExactly(total(one, "macs"));
    }
  }

  /** Networks of the field: by name, and as the files that {@code export} makes of them. */
  @ParameterizedTest
  @ValueSource(strings = {"resnet-50", "squeezenet-1.0", "xception", "alexnet", "convnext-tiny"})
  void savingsInPublishedNetworksAreExact(String name) {
    String model = "zoo:" + name;
    JsonNode rows =
        suggested("suggest", model, "--no-measure", "--segments=depthwise", "--format=json")
            .at("/tables/suggestions");
    assertThat(rows).isNotEmpty();
    String changed = at(name + ".yaml");
    Ran.done("suggest", model, "--apply=*=depthwise", "--out=" + changed);
    for (String figure : new String[] {"macs", "params"}) {
      long promised =
          rows.valueStream()
              .mapToLong(row -> row.get(figure).asLong() - row.get(figure + "_with").asLong())
              .sum();
      assertThat(total(model, figure) - total(changed, figure)).as(figure).isEqualTo(promised);
    }
  }

  /** Files without weights, which other projects' exporters wrote. */
  @ParameterizedTest
  @CsvSource({
    "resnet50, 16",
    "inception_v3_bnkept, 0",
    "mobilenetv1_100, 0",
    "mobilenetv2_100_dynbatch, 0"
  })
  void filesOfOtherExporters(String name, int spatial) {
    Path file =
        Path.of(System.getenv().getOrDefault("CONVSPECTRUM_SHARED", "not-given"))
            .resolve("golden/onnx/" + name + ".onnx");
    assumeTrue(Files.exists(file), file + " is not here; set CONVSPECTRUM_SHARED");
    Ran ran = Ran.done("suggest", file.toString(), "--no-measure", "--segments=4");
    if (name.startsWith("mobilenet")) {
      assertThat(ran.out()).contains("Nothing is left to cut into segments");
      return;
    }
    assertThat(ran.out()).contains(" are regular and spatial");
    if (spatial > 0) {
      assertThat(ran.out()).contains(spatial + " are regular and spatial");
    }
    String changed = at(name + ".yaml");
    String model = file.toString();
    long promised =
        suggested("suggest", model, "--no-measure", "--segments=4", "--format=json")
            .at("/tables/suggestions")
            .valueStream()
            .mapToLong(row -> row.get("macs_saved").asLong())
            .sum();
    Ran.done("suggest", model, "--apply=*=4", "--out=" + changed);
    assertThat(total(model, "macs") - total(changed, "macs")).isEqualTo(promised);
  }
}
