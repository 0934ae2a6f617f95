package convspectrum.cli.measure;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.cli.OnnxFiles;
import convspectrum.cli.Ran;
import convspectrum.cli.Specs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tables for papers: models with parameters of their own, published accuracy, and times. */
final class CompareCommandTest {
  @TempDir private Path folder;

  private String tiny(String name) throws IOException {
    return Files.writeString(folder.resolve(name), Specs.TINY).toString();
  }

  private static JsonNode models(String... words) {
    return JsonMapper.shared().readTree(Ran.done(words).out()).at("/tables/models");
  }

  @Test
  void eachModelHasItsOwnParameters() throws IOException {
    String tiny = tiny("tiny.yaml");
    JsonNode models =
        models(
            "compare",
            tiny + "#segments=8,out=16",
            tiny + "#segments=1",
            tiny,
            "--set=segments=8",
            "--set=out=8",
            "--format=json");
    assertThat(models.valueStream().map(row -> row.get("design").asString()))
        .containsExactly("segments=8, out=16", "segments=1, out=8", "segments=8, out=8");
    assertThat(models.valueStream().map(row -> row.get("model").asString()))
        .containsExactly("tiny#segments=8,out=16", "tiny#segments=1", "tiny");
  }

  /** A file may have the sign in its name, with settings behind it or not. */
  @Test
  void theSignMayBelongToAFile() throws IOException {
    String odd = tiny("a#b.yaml");
    JsonNode models = models("compare", odd, odd + "#segments=8", "--set=out=16", "--format=json");
    assertThat(models.valueStream().map(row -> row.get("design").asString()))
        .containsExactly("segments=1, out=16", "segments=8, out=16");
    String whole = tiny("c.yaml#segments=8");
    tiny("c.yaml");
    assertThat(
            models("compare", whole, "--set=out=8", "--format=json")
                .get(0)
                .get("design")
                .asString())
        .isEqualTo("segments=1, out=8");
  }

  /** The model, and what follows its name in the message. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          tiny.yaml#segmnts=8 | tiny.yaml: unknown parameter 'segmnts'; did you mean 'segments'?
          tiny.yaml#segments=3 | tiny.yaml: segments: '3' is none of its choices; expected one of 1, 8
          tiny.yaml#segments | convspectrum: tiny.yaml#segments: found 'segments' behind '#'; expected NAME=VALUE, by commas; try tiny.yaml#segments=8
          tiny.yaml# | convspectrum: tiny.yaml#: found nothing behind '#'; expected NAME=VALUE, by commas; try tiny.yaml#segments=8
          tiny.yaml#out=8, | convspectrum: tiny.yaml#out=8,: found '' behind '#'; expected NAME=VALUE, by commas; try tiny.yaml#segments=8
          tiny.yaml#out=8,out=16 | convspectrum: tiny.yaml#out=8,out=16: found out twice, as 8 and as 16; expected one value; try only one of the two
          gone.yaml#out=8 | gone.yaml: there is no such file
          tiny.onnx#out=8 | tiny.onnx: unknown parameter 'out'; expected none: an ONNX file has no parameters
          zoo:nothing#out=8 | zoo:nothing: the zoo has no network 'nothing'
          """)
  void aWrongModelIsNamed(String model, String message) throws IOException {
    OnnxFiles.tiny(folder);
    String path = model.startsWith("zoo:") ? model : folder.resolve(model).toString();
    for (String command : List.of("compare", "cost")) {
      Ran ran = Ran.of(command, path);
      assertThat(ran.code()).isEqualTo(2);
      assertThat(ran.err().replace(folder + "/", "").replaceAll(":[0-9]+:[0-9]+:", ":"))
          .startsWith(message);
      assertThat(ran.out()).isEmpty();
    }
  }

  @Test
  void aSpaceIsNoModel() throws IOException {
    String tiny = tiny("tiny.yaml") + "#segments=8";
    assertThat(Ran.of("explore", tiny, "--no-measure", "--out=" + folder).err())
        .contains(
            "found parameters behind '#'", "expected a SPEC; try " + tiny.replace("#", " --set "));
    assertThat(Ran.of("check", tiny)).returns(2, Ran::code);
  }

  /** Table 6 of the MobileNets paper: 68.4 with three quarters of the channels. */
  @Test
  void publishedAccuracyIsOfThePublishedDesign() {
    JsonNode models =
        models(
            "compare",
            "zoo:mobilenet-v1#width=0.75",
            "zoo:mobilenet-v1#width=0.75,variant=keras",
            "zoo:xception",
            "zoo:xception#segments=32",
            "--format=json");
    assertThat(models.get(0).get("top1").asDouble()).isEqualTo(68.4);
    assertThat(models.get(1).get("top1").isNull()).isTrue();
    assertThat(models.get(2).get("top1").asDouble()).isEqualTo(79.0);
    assertThat(models.get(3).get("top1").isNull()).isTrue();
    assertThat(
            models("compare", "zoo:mobilenet-v2", "--input=3,96,96", "--format=json")
                .get(0)
                .get("top1")
                .isNull())
        .isTrue();
    assertThat(Ran.done("compare", "zoo:mobilenet-v2").out())
        .contains("mobilenet-v2: torchvision IMAGENET1K_V1");
  }

  @Test
  void chosenColumnsKeepTheNamesOfModels() {
    Ran ran =
        Ran.done("compare", "zoo:mobilenet-v1", "zoo:nin", "--columns=params,top1", "--format=csv");
    assertThat(ran.out()).isEqualTo("model,params,top1\nmobilenet-v1,4231976,70.6\nnin,7595176,\n");
  }

  @Test
  void aTableForAPaper() {
    String latex =
        Ran.done(
                "compare",
                "zoo:mobilenet-v1",
                "zoo:mobilenet-v2",
                "zoo:xception",
                "--columns=params,macs,top1,peak_activation_bytes",
                "--format=latex")
            .out();
    assertThat(latex)
        .contains("Model & Params (M) & MACs (M) & Top-1 (\\%) & Peak memory (MB) \\\\")
        .contains("mobilenet-v1 & 4.232 & 568.7 & 70.6 & ")
        .contains("mobilenet-v2 & \\textbf{3.505} & \\textbf{300.8} & 71.9 & ")
        .contains("xception & 22.856 & ", " & \\textbf{79.0} & ")
        .contains("Convention: paper", "Published accuracy: mobilenet-v1: arXiv 1704.04861")
        .startsWith("% In the preamble: \\usepackage{booktabs}\n")
        .contains("% Tables left out: Stage by stage\n")
        .doesNotContain("flushleft");
  }

  @Test
  void timesOfEachRuntimeStandInTheSameTable() throws IOException {
    String tiny = tiny("tiny.yaml");
    String[] command = {
      "compare",
      tiny + "#segments=8",
      OnnxFiles.tiny(folder).toString(),
      "--set=out=8",
      "--runtime=onnxruntime,reference",
      "--budget=1s",
      "--format=json",
      "--columns=params,latency"
    };
    JsonNode json = JsonMapper.shared().readTree(Ran.done(command).out());
    assertThat(json.get("runs")).hasSize(2);
    assertThat(json.at("/machine/fingerprint").asString()).matches("[0-9a-f]{12}");
    assertThat(json.at("/notes/machine").asString()).contains("cores");
    assertThat(json.at("/notes/onnxruntime_protocol").asString())
        .startsWith("quick: budget 1.00 s");
    assertThat(json.at("/tables/models")).hasSize(2);
    for (JsonNode row : json.at("/tables/models")) {
      assertThat(row.propertyNames())
          .containsExactly(
              "model",
              "params",
              "onnxruntime_ms",
              "onnxruntime_ms_low",
              "onnxruntime_ms_high",
              "reference_ms",
              "reference_ms_low",
              "reference_ms_high");
      assertThat(row.get("onnxruntime_ms").asDouble()).isPositive();
      assertThat(row.get("reference_ms").asDouble()).isPositive();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "--columns=latency | --columns latency: found no --runtime; expected the runtimes to time; try --runtime onnxruntime,vector",
        "--budget=1s | --budget: found no --runtime; expected the runtimes to time; try --runtime onnxruntime,vector",
        "--threads=2 | --threads: found no --runtime; expected the runtimes to time; try --runtime onnxruntime,vector",
        "--runtime=onnxruntime --by=stage | --runtime: found --by stage, but times are of whole models; try it without --by stage",
        "--runtime=fast | --runtime: unknown runtime 'fast'",
        "--runtime=onnxruntime --columns=latncy | --columns: found no column 'latncy'",
      })
  void whatDoesNotGoTogetherIsRefused(String options, String message) {
    Ran ran = Ran.of(("compare zoo:nin " + options).split(" "));
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("convspectrum: " + message);
    assertThat(ran.out()).isEmpty();
  }
}
