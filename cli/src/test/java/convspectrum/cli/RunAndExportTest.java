package convspectrum.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import convspectrum.formats.numpy.Npy;
import convspectrum.spec.Spec;
import convspectrum.spec.canonical.Fingerprint;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.Tensor;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one command writes, another reads: inputs, outputs and models are the same everywhere. */
final class RunAndExportTest {
  @TempDir private Path folder;

  @Test
  void bothRuntimesComputeTheSame() throws IOException {
    String spec = Specs.tiny(folder).toString();
    Ran ran = Ran.done("run", spec, "--set=segments=8", "--output=" + at("ort.npy"));
    Ran.done("run", spec, "--set=segments=8", "--runtime=reference", "--output=" + at("ref.npy"));
    Tensor reference = Npy.read(at("ref.npy"));
    assertThat(reference.shape()).isEqualTo(Shape.of(1, 8, 6, 6));
    assertThat(difference(Npy.read(at("ort.npy")), reference)).isLessThan(1e-5);
    assertThat(ran.out())
        .startsWith("tiny: input 1x8x6x6, output 1x8x6x6, from ")
        .contains("onnxruntime", "seed 1");
  }

  @Test
  void theSavedInputGivesTheSameOutput() throws IOException {
    String spec = Specs.tiny(folder).toString();
    Ran.done("run", spec, "--set=out=16", "--save-input=" + at("x.npy"), "--output=" + at("y.npy"));
    Ran.done(
        "run", spec, "--set=out=16", "--load-input=" + at("x.npy"), "--output=" + at("again.npy"));
    assertThat(at("again.npy")).hasSameBinaryContentAs(at("y.npy"));
    assertThat(Npy.read(at("x.npy")).shape()).isEqualTo(Shape.of(1, 8, 6, 6));
    assertThat(Npy.read(at("y.npy")).shape()).isEqualTo(Shape.of(1, 16, 6, 6));
  }

  @Test
  void anotherSeedGivesOtherValues() throws IOException {
    String spec = Specs.tiny(folder).toString();
    Ran.done("run", spec, "--output=" + at("one.npy"));
    Ran.done("run", spec, "--seed=2", "--output=" + at("two.npy"));
    assertThat(difference(Npy.read(at("one.npy")), Npy.read(at("two.npy")))).isGreaterThan(0.01);
  }

  @Test
  void anInputOfAnotherShapeIsRefused() throws IOException {
    String spec = Specs.tiny(folder).toString();
    Npy.write(at("x.npy"), Tensor.zeros(Shape.of(1, 8, 5, 6)));
    Ran ran =
        Ran.of(
            "run",
            spec,
            "--set=segments=8",
            "--set=out=8",
            "--load-input=" + at("x.npy"),
            "--output=" + at("y.npy"));
    assertThat(ran)
        .isEqualTo(
            new Ran(
                2,
                "",
                "convspectrum: %s: found 1x8x5x6; expected 1x8x6x6, the input of tiny; try --input C,H,W for another shape\n"
                    .formatted(at("x.npy"))));
    assertThat(at("y.npy")).doesNotExist();
    Ran.done(
        "run", spec, "--input=8,5,6", "--load-input=" + at("x.npy"), "--output=" + at("y.npy"));
    assertThat(Npy.read(at("y.npy")).maxAbs()).isZero();
  }

  @Test
  void inputsThatAreNoArraysAreRefused() throws IOException {
    String spec = Specs.tiny(folder).toString();
    Files.writeString(at("text.npy"), "no array, and longer than a header");
    assertThat(Ran.of("run", spec, "--set=out=8", "--load-input=" + at("text.npy")).err())
        .contains(at("text.npy") + ": no NumPy file; expected one array as numpy.save writes it");
    assertThat(Ran.of("run", spec, "--load-input=" + at("missing.npy")))
        .returns(2, Ran::code)
        .returns("", Ran::out);
  }

  @Test
  void anExportedModelIsTheModel() throws IOException, OrtException {
    String spec = Specs.tiny(folder).toString();
    String[] design = {"--set=segments=8", "--set=out=16", "--seed=5"};
    Ran export = Ran.done("export", spec, design[0], design[1], design[2], "--out=" + at("m.onnx"));
    Ran.done(
        "run",
        spec,
        design[0],
        design[1],
        design[2],
        "--save-input=" + at("x.npy"),
        "--output=" + at("y.npy"));
    ModelProto model = ModelProto.parseFrom(Files.readAllBytes(at("m.onnx")));
    assertThat(model.getGraph().getName()).isEqualTo("tiny");
    assertThat(model.getGraph().getNodeList())
        .extracting(node -> node.getOpType())
        .containsExactly("Conv", "Conv");
    assertThat(export.out())
        .isEqualTo(
            at("m.onnx") + ": ONNX, opset 17, 416 parameters, 14,976 MACs, weights of seed 5\n");
    Tensor x = Npy.read(at("x.npy"));
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(at("m.onnx").toString());
        OnnxTensor input =
            OnnxTensor.createTensor(
                environment, FloatBuffer.wrap(x.data()), new long[] {1, 8, 6, 6});
        OrtSession.Result result =
            session.run(Map.of(session.getInputNames().iterator().next(), input))) {
      FloatBuffer values = ((OnnxTensor) result.get(0)).getFloatBuffer();
      float[] y = new float[values.remaining()];
      values.get(y);
      assertThat(difference(Tensor.of(Shape.of(1, 16, 6, 6), y), Npy.read(at("y.npy"))))
          .isLessThan(1e-6);
    }
  }

  @Test
  void theDesignIsExportedAsASpec() throws IOException {
    Ran export =
        Ran.done(
            "export",
            Specs.tiny(folder).toString(),
            "--set=segments=8",
            "--set=out=16",
            "--input=8,9,9",
            "--out=" + at("design.yml"));
    assertThat(export.out())
        .isEqualTo(at("design.yml") + ": spec of one design, 416 parameters, 33,696 MACs\n");
    Spec again = Spec.read(at("design.yml"));
    assertThat(again.parameters()).isEmpty();
    Spec spec = Spec.read(folder.resolve("tiny.yaml"));
    Graph wanted =
        spec.graph(spec.design(Map.of("segments", "8", "out", "16")), Shape.of(1, 8, 9, 9));
    assertThat(Fingerprint.of(again.graph(again.defaults()))).isEqualTo(Fingerprint.of(wanted));
  }

  @Test
  void theModuleSaysWhatItIs() throws IOException {
    String[] command = {
      "export", Specs.tiny(folder).toString(), "--set=segments=8", "--set=out=16", "--seed=7"
    };
    Path file = at("net.py");
    Files.writeString(file, "old");
    Ran export = Ran.done(with(command, "--out=" + file));
    assertThat(export.out())
        .isEqualTo(
            file
                + ": PyTorch module, 416 parameters, 14,976 MACs, initial weights by PyTorch,"
                + " seed 7\n");
    assertThat(Files.readString(file))
        .startsWith("# tiny\n# Written by convspectrum ")
        .contains("# Design: segments=8, out=16\n", "class Tiny(nn.Module):")
        .contains("# 416 parameters, 14,976 multiply-accumulates for 1x8x6x6; seed 7.\n");
    Ran.done(with(command, "--to=pytorch", "--out=" + at("net.txt")));
    assertThat(at("net.txt")).hasSameBinaryContentAs(file);
  }

  private static String[] with(String[] command, String... more) {
    return Stream.of(command, more).flatMap(Stream::of).toArray(String[]::new);
  }

  private Path at(String name) {
    return folder.resolve(name);
  }

  /** The largest difference, relative to the largest expected value. */
  private static double difference(Tensor actual, Tensor expected) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    float[] a = actual.data();
    float[] b = expected.data();
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs((double) a[i] - b[i]));
    }
    assertThat(Arrays.stream(toDoubles(a)).allMatch(Double::isFinite)).isTrue();
    return largest / expected.maxAbs();
  }

  private static double[] toDoubles(float[] values) {
    double[] result = new double[values.length];
    Arrays.setAll(result, i -> values[i]);
    return result;
  }
}
