package convspectrum.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import convspectrum.formats.numpy.Npy;
import convspectrum.spec.tensor.Tensor;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The option {@code --dtype}. */
final class Int8CommandsTest {
  @TempDir private Path folder;

  @Test
  void aRunSaysHowFarIntegersAreFromRealNumbers() throws IOException {
    String spec = Specs.tiny(folder).toString();
    for (String runtime : new String[] {"onnxruntime", "reference"}) {
      Ran ran = Ran.done("run", spec, "--dtype=int8", "--runtime=" + runtime);
      assertThat(ran.out())
          .contains(runtime + "-int8")
          .containsPattern("tiny: int8, [234][0-9]\\.[0-9] dB from " + runtime + " in float32");
    }
  }

  /** The file is run by a session of its own, on the input that was saved. */
  @Test
  void anExportIsWhatARunComputes() throws IOException, OrtException {
    String spec = Specs.tiny(folder).toString();
    Path file = folder.resolve("tiny.onnx");
    Path x = folder.resolve("x.npy");
    Path y = folder.resolve("y.npy");
    Ran exported = Ran.done("export", spec, "--dtype=int8", "--out=" + file);
    assertThat(exported.out()).contains("ONNX of 8-bit integers, opset 17");
    Ran.done("run", spec, "--dtype=int8", "--save-input=" + x, "--output=" + y);
    Tensor input = Npy.read(x);
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(file.toString());
        OnnxTensor tensor =
            OnnxTensor.createTensor(
                environment,
                FloatBuffer.wrap(input.data()),
                Arrays.stream(input.shape().toArray()).asLongStream().toArray());
        OrtSession.Result result =
            session.run(Map.of(session.getInputNames().iterator().next(), tensor))) {
      FloatBuffer values = ((OnnxTensor) result.get(0)).getFloatBuffer();
      float[] found = new float[values.remaining()];
      values.get(found);
      assertThat(found).isEqualTo(Npy.read(y).data());
    }
    assertThat(Ran.done("check", file.toString()).out()).contains("nodes are understood");
  }

  @Test
  void aMeasurementShowsTheErrorBesideTheTime() throws IOException {
    Ran ran =
        Ran.done(
            "measure",
            Specs.tiny(folder).toString(),
            "--runtime=onnxruntime",
            "--dtype=int8",
            "--budget=1s",
            "--format=csv");
    assertThat(ran.csv().header()).contains("sqnr_db");
    assertThat(ran.out()).contains("onnxruntime-int8");
  }

  @Test
  void bytesAreCountedByType() throws IOException {
    String spec = Specs.tiny(folder).toString();
    long real = bytes(Ran.done("cost", spec, "--by=network", "--format=csv"));
    long integers = bytes(Ran.done("cost", spec, "--by=network", "--dtype=int8", "--format=csv"));
    assertThat(integers).isBetween(real / 4 + 1, real / 3);
  }

  /** Each column of bytes says of which type it is. */
  @Test
  void tablesOfDesignsHaveTheBytesOfBothTypes() throws IOException {
    String spec = Specs.tiny(folder).toString();
    for (String command : List.of("compare", "explore")) {
      List<String> arguments =
          new ArrayList<>(
              List.of(
                  command,
                  spec,
                  "--runtime=onnxruntime",
                  "--dtype=f32,int8",
                  "--budget=2s",
                  "--format=csv"));
      if (command.equals("explore")) {
        arguments.add("--out=" + folder.resolve("out"));
      }
      Ran ran = Ran.done(arguments.toArray(String[]::new));
      assertThat(ran.csv().header()).contains("bytes", "bytes_int8");
      long real = Long.parseLong(ran.csv().cell(0, ran.csv().column("bytes")));
      long integers = Long.parseLong(ran.csv().cell(0, ran.csv().column("bytes_int8")));
      assertThat(integers).as(command).isBetween(real / 4 + 1, real / 3);
    }
  }

  /** Bytes of a step are those of its type, and it has no share of a roof of float32. */
  @Test
  void stepsOfIntegersHaveTheirOwnBytesAndNoRoofOfFloat32() throws IOException {
    String spec = Specs.tiny(folder).toString();
    Ran ran =
        Ran.done(
            "measure",
            spec,
            "--by=layer",
            "--runtime=onnxruntime",
            "--dtype=f32,int8",
            "--budget=2s",
            "--format=csv");
    Map<String, Long> bytes = new HashMap<>();
    for (int row = 0; row < ran.csv().rows().size(); row++) {
      String runtime = ran.csv().cell(row, ran.csv().column("runtime"));
      bytes.merge(
          runtime, Long.parseLong(ran.csv().cell(row, ran.csv().column("bytes"))), Long::sum);
      if (runtime.endsWith("-int8")) {
        assertThat(ran.csv().cell(row, ran.csv().column("roof_share"))).isEmpty();
        assertThat(ran.csv().cell(row, ran.csv().column("peak_share"))).isEmpty();
      }
    }
    assertThat(bytes.get("onnxruntime-int8"))
        .isLessThan(Objects.requireNonNull(bytes.get("onnxruntime")) / 2)
        .isPositive();
  }

  private static long bytes(Ran ran) {
    return Long.parseLong(ran.csv().cell(0, ran.csv().column("bytes_read")));
  }

  @Test
  void whatThereIsNotIsRefused() throws IOException {
    String spec = Specs.tiny(folder).toString();
    refused("--dtype bf16: no runtime here computes with bfloat16", "run", spec, "--dtype=bf16");
    refused("--dtype int4: expected f32 or int8", "measure", spec, "--dtype=int4");
    refused("--dtype f32,int8: found 2 types; expected one", "run", spec, "--dtype=f32,int8");
    refused(
        "--weight-range: unknown 'half'; expected one of auto, full, reduced",
        "run",
        spec,
        "--dtype=int8",
        "--weight-range=half");
    refused(
        "--dtype int8: found --out t.py; expected an ONNX file",
        "export",
        spec,
        "--dtype=int8",
        "--out=t.py");
    refused(
        "--load-input: found no --dtype int8",
        "export",
        spec,
        "--load-input=x.npy",
        "--out=t.onnx");
  }

  private static void refused(String message, String... arguments) {
    Ran ran = Ran.of(arguments);
    assertThat(ran.err()).contains(message);
    assertThat(ran.code()).isEqualTo(2);
  }
}
