package convspectrum.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.cli.OnnxFiles;
import convspectrum.cli.Ran;
import convspectrum.cli.Specs;
import convspectrum.cli.fuzz.OnnxSeeds;
import convspectrum.formats.numpy.Npy;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An ONNX file is a model in every command. */
final class OnnxModelTest {
  /** 8·16 for the 1×1; 9·16·2 for the 3×3 in eight segments of two channels; at 36 pixels. */
  private static final long PARAMS = 8 * 16 + 9 * 16 * 2;

  private static final String UNKNOWN =
      "node 'shine' (Sparkle): the op is not known; 1 of 2 nodes are understood; not: Sparkle (1); ";

  @TempDir private Path folder;

  @Test
  void costIsThatOfTheSpec() throws IOException {
    JsonNode imported = json("cost", OnnxFiles.tiny(folder).toString());
    JsonNode spec =
        json("cost", Specs.tiny(folder).toString(), OnnxFiles.DESIGN[0], OnnxFiles.DESIGN[1]);
    assertThat(imported.at("/details/total/params").asLong()).isEqualTo(PARAMS);
    assertThat(imported.at("/details/total/macs").asLong()).isEqualTo(36 * PARAMS);
    for (String key : List.of("total", "inputs")) {
      assertThat(imported.get("details").get(key))
          .as(key)
          .isNotNull()
          .isEqualTo(spec.get("details").get(key));
    }
    assertThat(imported.at("/details/partial").asBoolean()).isFalse();
  }

  @Test
  void inputReplacesItsShape() throws IOException {
    String file = OnnxFiles.tiny(folder).toString();
    assertThat(json("cost", file, "--input=8,12,6").at("/details/total/macs").asLong())
        .isEqualTo(72 * PARAMS);
    assertThat(json("cost", file, "--input=2,8,6,6").at("/details/total/macs").asLong())
        .isEqualTo(72 * PARAMS);
  }

  @Test
  void itRunsOnItsOwnWeights() throws IOException {
    String file = OnnxFiles.tiny(folder).toString();
    String spec = Specs.tiny(folder).toString();
    Ran.done(
        "run",
        spec,
        OnnxFiles.DESIGN[0],
        OnnxFiles.DESIGN[1],
        OnnxFiles.DESIGN[2],
        "--save-input=" + at("x.npy"),
        "--output=" + at("spec.npy"));
    for (String runtime : List.of("onnxruntime", "reference")) {
      Ran ran =
          Ran.done(
              "run",
              file,
              "--runtime=" + runtime,
              "--load-input=" + at("x.npy"),
              "--output=" + at("onnx.npy"));
      assertThat(ran.err()).isEmpty();
      assertThat(difference(at("onnx.npy"), at("spec.npy"))).isLessThan(1e-6);
    }
  }

  @Test
  void exportKeepsItsWeights() throws IOException {
    String file = OnnxFiles.tiny(folder).toString();
    Ran.done("export", file, "--seed=9", "--out=" + at("again.onnx"));
    Ran.done("run", file, "--output=" + at("one.npy"));
    Ran.done("run", at("again.onnx").toString(), "--output=" + at("two.npy"));
    assertThat(difference(at("one.npy"), at("two.npy"))).isLessThan(1e-6);
  }

  @Test
  void absentWeightsAreSeededAndSaidOnce() throws IOException {
    String file = OnnxFiles.withoutWeights(folder).toString();
    assertThat(Ran.done("cost", file).err()).isEmpty();
    String gap =
        "stripped: 2 of its 2 tensors have no values in the file; seeded random ones stand for"
            + " them";
    Ran ran = Ran.done("run", file, "--output=" + at("one.npy"));
    assertThat(ran.err()).isEqualTo("note: " + gap + "\n");
    Ran.done("run", file, "--runtime=reference", "--output=" + at("two.npy"));
    assertThat(difference(at("one.npy"), at("two.npy"))).isLessThan(1e-5);
    Ran measured = Ran.done("measure", file, "--budget=1s", "--format=json");
    assertThat(measured.err()).isEqualTo("note: " + gap + "\n");
    assertThat(parse(measured).get("warnings").valueStream().map(JsonNode::asString))
        .contains(gap + ".");
  }

  @Test
  void quantisedNetworksSayWhatTheyAreReadAs() throws IOException {
    Path file = Files.write(at("quantised.onnx"), OnnxSeeds.quantised().toByteArray());
    assertThat(Ran.done("check", file.toString()).out())
        .contains("ok, 9 of 9 nodes are understood")
        .contains("quantised: the results of 2 nodes saturate as in the file, and are not rounded");
    String note =
        "note: quantised: it stands in float32 for a quantised network: the results of 2 nodes"
            + " saturate as in the file, but are not rounded\n";
    assertThat(Ran.done("cost", file.toString()).err()).isEqualTo(note);
    assertThat(Ran.done("run", file.toString(), "--dtype=int8").err()).contains(note);
    // What is run is the file itself.
    assertThat(Ran.done("run", file.toString(), "--output=" + at("one.npy")).err()).isEmpty();
    JsonNode total = json("cost", file.toString()).at("/details/total");
    assertThat(total.at("/params").asLong()).isEqualTo(6 * 4 * 9 + 6);
    assertThat(total.at("/macs").asLong()).isEqualTo(64 * 6 * 4 * 9);
    for (String runtime : List.of("reference", "vector")) {
      Ran.done("run", file.toString(), "--runtime=" + runtime, "--output=" + at("two.npy"));
      assertThat(difference(at("one.npy"), at("two.npy"))).as(runtime).isLessThan(1e-5);
    }
  }

  @Test
  void partialFiguresAreMarkedWhereverTheyStand() throws IOException {
    String file = OnnxFiles.unknown(folder).toString();
    String warning =
        "unknown (partial): figures are partial, 1 of 2 nodes are understood; not: Sparkle (1).";
    JsonNode cost = json("cost", file, "--allow-unknown");
    assertThat(cost.at("/details/partial").asBoolean()).isTrue();
    assertThat(cost.at("/details/model").asString()).isEqualTo("unknown (partial)");
    assertThat(cost.get("warnings").get(0).asString()).isEqualTo(warning);
    assertThat(cost.at("/details/total/macs").asLong()).isEqualTo(36 * 8 * 16);
    assertThat(Ran.done("cost", file, "--allow-unknown").out()).contains(warning);
    JsonNode compared = json("compare", OnnxFiles.tiny(folder).toString(), file, "--allow-unknown");
    assertThat(compared.at("/tables/models").get(1).get("model").asString())
        .isEqualTo("unknown (partial)");
    assertThat(compared.get("warnings").get(0).asString()).isEqualTo(warning);
    JsonNode explored =
        json("explore", file, "--allow-unknown", "--no-measure", "--out=" + at("out"));
    assertThat(explored.at("/tables/comparison").get(0).get("design").asString())
        .isEqualTo("unknown (partial)");
    assertThat(explored.get("warnings").get(0).asString()).isEqualTo(warning);
    assertThat(at("out").resolve("report.html")).content().contains(warning);
  }

  @ParameterizedTest
  @ValueSource(strings = {"layer", "block", "op", "network"})
  void rowsOfAPartialCountSaySo(String by) throws IOException {
    String file = OnnxFiles.unknown(folder).toString();
    List<String> rows =
        Ran.done("cost", file, "--allow-unknown", "--by=" + by, "--format=csv")
            .out()
            .lines()
            .toList();
    assertThat(rows).hasSizeGreaterThan(1);
    assertThat(rows.subList(1, rows.size()))
        .allSatisfy(row -> assertThat(row).contains("unknown (partial)"));
    String whole = Ran.done("cost", OnnxFiles.tiny(folder).toString(), "--format=csv").out();
    assertThat(whole).doesNotContain("model");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "measure", "export", "explore"})
  void whatIsNotUnderstoodIsNotRun(String command) throws IOException {
    String file = OnnxFiles.unknown(folder).toString();
    String out = command.equals("run") ? "--output=" : "--out=";
    List<String> words = new ArrayList<>(List.of(command, file));
    if (!command.equals("measure")) {
      words.add(out + at("out"));
    }
    if (command.equals("export")) {
      words.add("--to=onnx");
    }
    assertThat(Ran.of(words.toArray(String[]::new)))
        .isEqualTo(
            new Ran(2, "", file + ": " + UNKNOWN + "try --allow-unknown to count the rest\n"));
    words.add("--allow-unknown");
    assertThat(Ran.of(words.toArray(String[]::new)))
        .isEqualTo(
            new Ran(
                2,
                "",
                file
                    + ": "
                    + UNKNOWN
                    + "expected a network without gaps: what has gaps can be counted, but not run\n"));
    assertThat(at("out")).doesNotExist();
  }

  @Test
  void checkSaysWhatIsUnderstood() throws IOException {
    String file = OnnxFiles.withoutWeights(folder).toString();
    assertThat(Ran.of("check", file))
        .isEqualTo(
            new Ran(
                0,
                """
                FILE: ok, 2 of 2 nodes are understood
                FILE: opset 17, written by convspectrum
                FILE: input input 1x8x6x6, output layers.0.spatial 1x16x6x6
                FILE: weights: none of 2 tensors is there
                FILE: external data in gone.bin, which is absent
                """
                    .replace("FILE", file),
                ""));
  }

  @Test
  void checkSaysWhatIsNot() throws IOException {
    String file = OnnxFiles.unknown(folder).toString();
    Ran strict = Ran.of("check", file);
    assertThat(strict.code()).isEqualTo(2);
    assertThat(strict.out())
        .startsWith(file + ": partial, 1 of 2 nodes are understood; not: Sparkle (1)\n")
        .contains("weights: all of ");
    assertThat(strict.err())
        .isEqualTo(file + ": " + UNKNOWN + "try --allow-unknown to count the rest\n");
    assertThat(Ran.of("check", file, "--allow-unknown")).isEqualTo(new Ran(0, strict.out(), ""));
  }

  @Test
  void exploreIsOneRow() throws IOException {
    String file = OnnxFiles.tiny(folder).toString();
    JsonNode json = json("explore", file, "--budget=1s", "--out=" + at("out"));
    assertThat(json.at("/tables/comparison")).hasSize(1);
    JsonNode row = json.at("/tables/comparison").get(0);
    assertThat(row.get("design").asString()).isEqualTo("tiny");
    assertThat(row.get("params").asLong()).isEqualTo(PARAMS);
    assertThat(row.get("onnxruntime_ms").asDouble()).isPositive();
    assertThat(at("out").resolve("comparison.csv")).exists();
    assertThat(Ran.of("explore", file, "--sweep=width", "--out=" + at("out")))
        .isEqualTo(
            new Ran(
                2, "", "convspectrum: --sweep width: tiny has no such parameter; it has none\n"));
  }

  @Test
  void aSpecAndItsExportAreMeasuredOnce() throws IOException {
    String spec = Specs.tiny(folder).toString();
    String file = OnnxFiles.tiny(folder).toString();
    JsonNode json =
        json(
            "measure",
            spec,
            file,
            "--set=segments=8",
            "--set=out=16",
            "--runtime=onnxruntime",
            "--budget=1s");
    JsonNode results = json.at("/tables/latency");
    assertThat(results).hasSize(2);
    assertThat(results.get(0).get("design").asString()).isEqualTo("segments=8, out=16");
    assertThat(results.get(1).get("design").asString()).isEmpty();
    assertThat(json.at("/details/samples/1/samples_ms"))
        .isEqualTo(json.at("/details/samples/0/samples_ms"));
  }

  @Test
  void inputsMayBeSequencesAndSeveral() throws IOException {
    String file = OnnxFiles.sum(folder).toString();
    float[] tokens = new float[40];
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = i;
    }
    Npy.write(at("tokens.npy"), Tensor.of(Shape.of(1, 5, 8), tokens));
    Npy.write(at("position.npy"), Tensor.of(Shape.of(1, 5, 1), new float[] {1, 2, 3, 4, 5}));
    for (String runtime : List.of("onnxruntime", "reference")) {
      Ran.done(
          "run",
          file,
          "--runtime=" + runtime,
          "--load-input=" + at("tokens.npy"),
          "--load-input=" + at("position.npy"),
          "--output=" + at("y.npy"));
      Tensor y = Npy.read(at("y.npy"));
      assertThat(y.shape()).isEqualTo(Shape.of(1, 5, 8));
      assertThat(y.data()[0]).isEqualTo(1);
      assertThat(y.data()[39]).isEqualTo(39 + 5);
    }
    assertThat(Ran.of("run", file, "--load-input=" + at("tokens.npy")))
        .isEqualTo(
            new Ran(
                2,
                "",
                "convspectrum: --load-input: found 1 time; expected once for each input; sum has 2: tokens 1x5x8,"
                    + " position 1x5x1\n"));
    assertThat(Ran.of("run", file, "--save-input=" + at("x.npy")))
        .isEqualTo(new Ran(2, "", "convspectrum: --save-input: sum has 2 inputs; expected 1\n"));
  }

  @Test
  void parametersAreRefusedWhereNoModelHasThem() throws IOException {
    String file = OnnxFiles.tiny(folder).toString();
    assertThat(Ran.of("cost", file, "--set=segments=8"))
        .isEqualTo(
            new Ran(
                2,
                "",
                file
                    + ": unknown parameter 'segments'; expected none: an ONNX file has no parameters\n"));
    Ran.done("compare", file, Specs.tiny(folder).toString(), "--set=segments=8", "--set=out=16");
  }

  @Test
  void anOnnxFileUnderAnotherNameIsRecognised() throws IOException {
    Path file = Files.move(OnnxFiles.tiny(folder), at("model.pb"));
    assertThat(Ran.of("cost", file.toString()))
        .isEqualTo(
            new Ran(
                2,
                "",
                file
                    + ": is not YAML; it seems to hold an ONNX model; expected a name that ends in .onnx for"
                    + " an ONNX file\n"));
    Files.move(file, at("MODEL.ONNX"));
    Ran.done("cost", at("MODEL.ONNX").toString());
  }

  private Path at(String name) {
    return folder.resolve(name);
  }

  private static JsonNode json(String... command) {
    String[] all = Arrays.copyOf(command, command.length + 1);
    all[command.length] = "--format=json";
    return parse(Ran.done(all));
  }

  private static JsonNode parse(Ran ran) {
    return JsonMapper.shared().readTree(ran.out());
  }

  private static double difference(Path actual, Path expected) {
    float[] a = Npy.read(actual).data();
    Tensor wanted = Npy.read(expected);
    float[] b = wanted.data();
    assertThat(a).hasSameSizeAs(b);
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs((double) a[i] - b[i]));
    }
    assertThat(wanted.maxAbs()).isPositive();
    return largest / wanted.maxAbs();
  }
}
