package convspectrum.executor;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import convspectrum.costmodel.Cost;
import convspectrum.costmodel.CostOptions;
import convspectrum.costmodel.NetworkCost;
import convspectrum.executor.runtime.Program;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.executor.runtime.Signature;
import convspectrum.formats.onnx.read.ImportedModel;
import convspectrum.formats.onnx.read.OnnxReader;
import convspectrum.formats.onnx.read.ReadOptions;
import convspectrum.formats.onnx.write.OnnxWriter;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.tensor.SeededInputs;
import convspectrum.spec.tensor.SeededWeights;
import convspectrum.spec.tensor.Tensor;
import convspectrum.spec.tensor.Weights;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * A network of the zoo that goes through an ONNX file is the same network: ONNX Runtime loads the
 * file and computes what {@code reference} computes, and what is read back costs and computes the
 * same.
 */
class ZooExportTest {
  private static final long SEED = 5;

  /** Of the largest output: for networks by another runtime, and by the same one. */
  private static final double OTHERS = 1e-4;

  private static final double SAME = 1e-6;

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> everyNetworkInEveryVariant() {
    return ZooGraphs.all().stream()
        .map(graph -> DynamicTest.dynamicTest(graph.name(), () -> throughAFile(graph)));
  }

  @Test
  void thereAreTwentySevenOfThem() {
    assertThat(ZooGraphs.all()).hasSize(27);
  }

  private void throughAFile(Graph graph) throws Exception {
    Path file = folder.resolve("network.onnx");
    Weights weights = new SeededWeights(SEED);
    Tensor input = SeededInputs.of(graph, SEED).getFirst();
    OnnxWriter.write(graph, weights, file);
    try {
      Tensor expected = reference(graph, weights, input);
      assertThat(difference(byOnnxRuntime(file, input), expected))
          .as("ONNX Runtime on the file")
          .isLessThan(OTHERS);
      ImportedModel read = OnnxReader.read(file, ReadOptions.DEFAULT);
      Cost found = NetworkCost.of(read.graph(), CostOptions.DEFAULT).total();
      Cost written = NetworkCost.of(graph, CostOptions.DEFAULT).total();
      assertThat(found.params()).isEqualTo(written.params());
      assertThat(found.macs()).isEqualTo(written.macs());
      Tensor again = reference(read.graph(), read.weights(), input);
      assertThat(difference(again.data(), expected))
          .as("reference on what is read")
          .isLessThan(SAME);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static Tensor reference(Graph graph, Weights weights, Tensor input) {
    List<Tensor> outputs = Signature.of(graph).newOutputs();
    try (Program program =
        Runtimes.named("reference").compile(graph, weights, RunOptions.SINGLE_THREAD)) {
      program.run(List.of(input), outputs);
    }
    return outputs.getFirst();
  }

  private static float[] byOnnxRuntime(Path file, Tensor input) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    long[] shape = Arrays.stream(input.shape().toArray()).asLongStream().toArray();
    try (OrtSession session = environment.createSession(file.toString());
        OnnxTensor x = OnnxTensor.createTensor(environment, FloatBuffer.wrap(input.data()), shape);
        OrtSession.Result result =
            session.run(Map.of(session.getInputNames().iterator().next(), x))) {
      FloatBuffer values = ((OnnxTensor) result.get(0)).getFloatBuffer();
      float[] copy = new float[values.remaining()];
      values.get(copy);
      return copy;
    }
  }

  private static double difference(float[] found, Tensor expected) {
    assertThat(found).hasSameSizeAs(expected.data());
    double largest = 0;
    for (int i = 0; i < found.length; i++) {
      double difference = Math.abs((double) found[i] - expected.data()[i]);
      largest = difference <= largest ? largest : difference;
    }
    return largest / expected.maxAbs();
  }
}
