package convspectrum.cli.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import convspectrum.cli.Ran;
import convspectrum.formats.numpy.Npy;
import convspectrum.spec.tensor.Tensor;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code suggest --apply} writes of ONNX files: ONNX Runtime loads the file itself and gives
 * our outputs, and the saving is the promised one, in ONNX and as a spec.
 */
final class ChangedFilesTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {"nin", "inception-v1", "squeezenet-1.0", "mobilenet-v1-full-conv", "xception"})
  void exportedNetworks(String name) throws IOException, OrtException {
    String model = at("model.onnx");
    Ran.done("export", "zoo:" + name, "--input=3,64,64", "--out=" + model);
    assertPromisesAreKept(model);
  }

  /** Files without weights, which other projects' exporters wrote. */
  @ParameterizedTest
  @ValueSource(strings = {"resnet50", "inception_v3_bnkept"})
  void filesOfOtherExporters(String name) throws IOException, OrtException {
    assertPromisesAreKept(shared(name).toString());
  }

  /** Whatever has nothing to change is a spec as well, from which a sweep can go on. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "resnet50",
        "inception_v3_bnkept",
        "mobilenetv1_100",
        "mobilenetv1_100_dynamo",
        "mobilenetv2_100_dynbatch",
        "shufflenet_v2_x1_0_dynamo"
      })
  void filesOfOtherExportersAreSpecs(String name) throws IOException {
    String model = shared(name).toString();
    String spec = at("spec.yaml");
    Ran.done("export", model, "--out=" + spec);
    assertThat(figures(spec)).isEqualTo(figures(model));
    // Their weights are not in the files, and seeded ones depend on the graph and the seed alone.
    for (String one : List.of(model, spec)) {
      Ran.done("run", one, "--runtime=vector", "--output=" + at(one.equals(spec) ? "s" : "m"));
    }
    assertThat(Path.of(at("s"))).hasSameBinaryContentAs(Path.of(at("m")));
  }

  private void assertPromisesAreKept(String model) throws IOException, OrtException {
    JsonNode rows =
        JsonMapper.shared()
            .readTree(
                Ran.done("suggest", model, "--no-measure", "--segments=4", "--format=json").out())
            .at("/tables/suggestions");
    assertThat(rows).isNotEmpty();
    for (String ending : List.of("onnx", "yaml", "py")) {
      Ran.done("suggest", model, "--apply=*=4", "--out=" + at("changed." + ending));
    }
    List<Long> promised = new ArrayList<>();
    for (String figure : List.of("macs", "params")) {
      promised.add(
          rows.valueStream()
              .mapToLong(row -> row.get(figure).asLong() - row.get(figure + "_with").asLong())
              .sum());
    }
    List<Long> before = figures(model);
    for (String ending : List.of("onnx", "yaml")) {
      List<Long> after = figures(at("changed." + ending));
      assertThat(List.of(before.get(0) - after.get(0), before.get(1) - after.get(1)))
          .as(ending)
          .isEqualTo(promised);
    }
    assertThat(Files.readString(Path.of(at("changed.py")))).contains("groups=4");
    assertOnnxRuntimeGivesOurOutput(at("changed.onnx"));
  }

  /** ONNX Runtime reads the file without our help; ours is the runtime vector. */
  private void assertOnnxRuntimeGivesOurOutput(String model) throws IOException, OrtException {
    Ran.done(
        "run", model, "--runtime=vector", "--save-input=" + at("x.npy"), "--output=" + at("y.npy"));
    Tensor x = Npy.read(Path.of(at("x.npy")));
    Tensor y = Npy.read(Path.of(at("y.npy")));
    assertThat(y.maxAbs()).isPositive();
    long[] shape = Arrays.stream(x.shape().toArray()).asLongStream().toArray();
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(model);
        OnnxTensor input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(x.data()), shape);
        OrtSession.Result result =
            session.run(Map.of(session.getInputNames().iterator().next(), input))) {
      FloatBuffer values = ((OnnxTensor) result.get(0)).getFloatBuffer();
      assertThat(values.remaining()).isEqualTo(y.data().length);
      float worst = 0;
      for (float expected : y.data()) {
        worst = Math.max(worst, Math.abs(values.get() - expected));
      }
      assertThat(worst).isLessThan(1e-4f * y.maxAbs());
    }
  }

  /** MACs and parameters. */
  private static List<Long> figures(String model) {
    return Ran.done("cost", model, "--by=network", "--columns=macs,params", "--format=csv")
        .csv()
        .rows()
        .getFirst()
        .stream()
        .map(Long::parseLong)
        .toList();
  }

  private static Path shared(String name) {
    Path file =
        Path.of(System.getenv().getOrDefault("CONVSPECTRUM_SHARED", "not-given"))
            .resolve("golden/onnx/" + name + ".onnx");
    assumeTrue(Files.exists(file), file + " is not here; set CONVSPECTRUM_SHARED");
    return file;
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }
}
