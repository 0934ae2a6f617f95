package convspectrum.executor.imported;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import convspectrum.executor.Runtimes;
import convspectrum.executor.runtime.Program;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.executor.runtime.Signature;
import convspectrum.formats.onnx.read.ImportedModel;
import convspectrum.formats.onnx.read.OnnxReader;
import convspectrum.formats.onnx.read.ReadOptions;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.tensor.SeededInputs;
import convspectrum.spec.tensor.Tensor;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Models of one op each, imported and run by the reference, beside what ONNX Runtime gives. */
final class ImportedModels {
  private static final double TOLERANCE = 2e-5;

  private final Map<String, Case> cases = new LinkedHashMap<>();

  /**
   * One model.
   *
   * @param bytes the file
   * @param rounding what ONNX Runtime's outputs may be rounded by
   */
  private record Case(byte[] bytes, double rounding) {}

  /** A model whose input is a feature map, (2, 3, 6, 7). */
  void map(String name, long opset, Function<OnnxModels, String> body) {
    of(name, opset, body, 2, 3, 6, 7);
  }

  void of(String name, long opset, Function<OnnxModels, String> body, long... input) {
    add(name, new OnnxModels(opset, input), body, 0);
  }

  /** A model whose input holds ids, int64. */
  void ofIds(String name, long opset, Function<OnnxModels, String> body, long... input) {
    add(name, OnnxModels.ofIds(opset, input), body, 0);
  }

  /**
   * A model whose output is a multiple of {@code step} in ONNX Runtime, and is not rounded here.
   */
  void rounded(
      String name, long opset, double step, Function<OnnxModels, String> body, long... input) {
    add(name, new OnnxModels(opset, input), body, step / 2);
  }

  private void add(
      String name, OnnxModels model, Function<OnnxModels, String> body, double rounding) {
    Case before = cases.put(name, new Case(model.model(body.apply(model)), rounding));
    assertThat(before).as(name).isNull();
  }

  void assertAgree(Path folder, int count) throws IOException, OrtException {
    List<String> failures = new ArrayList<>();
    for (Map.Entry<String, Case> one : cases.entrySet()) {
      Difference difference = compare(folder, one.getKey(), one.getValue().bytes());
      if (!(difference.beyond(one.getValue().rounding()) <= TOLERANCE)) {
        failures.add(one.getKey() + " differs: " + difference);
      }
      // Averages of 4 or 6 integers often lie in the middle of two.
      double rounded = differing(folder, one.getKey(), one.getValue().bytes());
      if (!(rounded < 0.2)) {
        failures.add(one.getKey() + " differs when rounded, in a share of " + rounded);
      }
    }
    assertThat(failures).isEmpty();
    assertThat(cases).hasSizeGreaterThanOrEqualTo(count);
  }

  /**
   * How far outputs are apart.
   *
   * @param largest the largest difference of two elements
   * @param scale the largest element
   */
  private record Difference(double largest, double scale) {
    /** The share of the largest element that remains after {@code rounding}. */
    double beyond(double rounding) {
      return largest <= rounding ? 0 : (largest - rounding) / scale;
    }
  }

  /** The larger difference of two runtimes, relative to the largest output. */
  static double difference(Path folder, String name, byte[] bytes)
      throws IOException, OrtException {
    return compare(folder, name, bytes).beyond(0);
  }

  /**
   * The share of elements in which a quantised file that is read with its rounding differs from
   * what ONNX Runtime gives. Where two integers are equally near, the runtimes may take another.
   */
  static double differing(Path folder, String name, byte[] bytes) throws IOException, OrtException {
    Path file = Files.write(folder.resolve("model.onnx"), bytes);
    ImportedModel model = OnnxReader.read(file, ReadOptions.DEFAULT.rounded());
    assertThat(model.coverage().isPartial()).as(name).isFalse();
    Tensor input = SeededInputs.of(model.graph(), 5).getFirst();
    float[] expected = byOnnxRuntime(bytes, model.graph().inputs().getFirst(), input);
    assertThat(expected).as(name).matches(ImportedModels::saysSomething, "is not all zero");
    double most = 0;
    for (String runtime : List.of("reference", "onnxruntime")) {
      Tensor actual = output(model, runtime, input);
      double tolerance = 10 * TOLERANCE * actual.maxAbs();
      long differing =
          IntStream.range(0, expected.length)
              .filter(i -> !(Math.abs(expected[i] - actual.data()[i]) <= tolerance))
              .count();
      most = Math.max(most, (double) differing / expected.length);
    }
    return most;
  }

  private static Difference compare(Path folder, String name, byte[] bytes)
      throws IOException, OrtException {
    Path file = Files.write(folder.resolve("model.onnx"), bytes);
    ImportedModel model = OnnxReader.read(file, ReadOptions.DEFAULT);
    assertThat(model.coverage().isPartial()).as(name).isFalse();
    Tensor input = SeededInputs.of(model.graph(), 5).getFirst();
    float[] expected = byOnnxRuntime(bytes, model.graph().inputs().getFirst(), input);
    assertThat(expected).as(name).matches(ImportedModels::saysSomething, "is not all zero");
    // What is one op in the file is written back as one; ONNX Runtime must take and mean the same.
    Difference reference = difference(expected, output(model, "reference", input));
    Difference written = difference(expected, output(model, "onnxruntime", input));
    // NaN is larger than any other.
    return Double.compare(reference.beyond(0), written.beyond(0)) > 0 ? reference : written;
  }

  /** A model whose outputs are all zero would agree with one that computes nothing. */
  private static boolean saysSomething(float[] values) {
    for (float value : values) {
      if (value != 0) {
        return true;
      }
    }
    return false;
  }

  private static Tensor output(ImportedModel model, String runtime, Tensor input) {
    List<Tensor> outputs = Signature.of(model.graph()).newOutputs();
    try (Program program =
        Runtimes.named(runtime).compile(model.graph(), model.weights(), RunOptions.SINGLE_THREAD)) {
      program.run(List.of(input), outputs);
    }
    return outputs.getFirst();
  }

  private static Difference difference(float[] expected, Tensor actual) {
    assertThat(actual.data()).hasSameSizeAs(expected);
    double largest = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i] - actual.data()[i]));
    }
    return new Difference(largest, actual.maxAbs());
  }

  private static long[] whole(Tensor input) {
    long[] values = new long[input.data().length];
    Arrays.setAll(values, i -> (long) input.data()[i]);
    return values;
  }

  private static float[] byOnnxRuntime(byte[] bytes, Node node, Tensor input) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    long[] shape = Arrays.stream(input.shape().toArray()).asLongStream().toArray();
    try (OrtSession session = environment.createSession(bytes);
        OnnxTensor x =
            node.op() instanceof Op.Input of && of.integers()
                ? OnnxTensor.createTensor(environment, LongBuffer.wrap(whole(input)), shape)
                : OnnxTensor.createTensor(environment, FloatBuffer.wrap(input.data()), shape);
        OrtSession.Result result =
            session.run(Map.of(session.getInputNames().iterator().next(), x))) {
      FloatBuffer values = ((OnnxTensor) result.get(0)).getFloatBuffer();
      float[] copy = new float[values.remaining()];
      values.get(copy);
      return copy;
    }
  }
}
