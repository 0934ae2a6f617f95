package convspectrum.gradients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.executor.reference.ReferenceRuntime;
import convspectrum.executor.runtime.Program;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.gradients.batch.BatchProgram;
import convspectrum.gradients.batch.Observer;
import convspectrum.gradients.batch.OutOfMemoryException;
import convspectrum.gradients.batch.RunMode;
import convspectrum.gradients.batch.Statistics;
import convspectrum.spec.Spec;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.SeededInputs;
import convspectrum.spec.tensor.SeededWeights;
import convspectrum.spec.tensor.Tensor;
import convspectrum.spec.zoo.Zoo;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GradientsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "mobilenet-v2",
        "resnet-50",
        "shufflenet-v1",
        "efficientnet-b0",
        "inception-v1",
        "mixnet-s"
      })
  void forwardAgreesWithTheReference(String network) {
    Spec spec = Zoo.spec(network);
    Graph graph = spec.graph(spec.defaults(), Shape.of(2, 3, 64, 64));
    List<Tensor> inputs = SeededInputs.of(graph, 1);
    List<Tensor> outputs = List.of(Tensor.zeros(graph.outputs().getFirst().shape()));
    try (Program reference =
        new ReferenceRuntime().compile(graph, new SeededWeights(1), new RunOptions(1))) {
      reference.run(inputs, outputs);
    }
    float[] expected = outputs.getFirst().data();
    for (Precision precision : Precision.values()) {
      BatchProgram program = Gradients.compile(graph, new SeededWeights(1), precision);
      float[] data = inputs.getFirst().data();
      double[] input = new double[data.length];
      Arrays.setAll(input, i -> data[i]);
      double[] ours = program.forward(input, RunMode.forward(Statistics.RUNNING), Observer.NONE);
      // The reference rounds every node to float32, so it is no closer than that.
      double largest = outputs.getFirst().maxAbs();
      for (int i = 0; i < expected.length; i++) {
        assertThat(ours[i] / largest)
            .as("%s, %s, output %d", network, precision, i)
            .isCloseTo(expected[i] / largest, org.assertj.core.data.Offset.offset(1e-5));
      }
    }
  }

  @Test
  void abatchThatDoesNotFitIsRefusedWithBothNumbers() {
    Spec spec = Zoo.spec("vgg-16");
    Graph graph = spec.graph(spec.defaults(), Shape.of(600, 3, 64, 64));
    BatchProgram program = Gradients.compile(graph, new SeededWeights(1), Precision.FLOAT64);
    RunMode mode = RunMode.toWeights(Statistics.BATCH);
    assertThat(program.peakBytes(mode)).isGreaterThan(Runtime.getRuntime().maxMemory());
    assertThatThrownBy(() -> program.forward(new double[0], mode, Observer.NONE))
        .isInstanceOf(OutOfMemoryException.class)
        .hasMessageContaining("a batch of 600 needs ")
        .hasMessageContaining("MiB; take a smaller batch, or more memory");
  }

  @Test
  void lessIsKeptWhereLessIsAsked() {
    Spec spec = Zoo.spec("mobilenet-v2");
    Graph graph = spec.graph(spec.defaults(), Shape.of(4, 3, 64, 64));
    BatchProgram program = Gradients.compile(graph, new SeededWeights(1), Precision.FLOAT32);
    long forward = program.peakBytes(RunMode.forward(Statistics.BATCH));
    long inputs = program.peakBytes(RunMode.toInputs(Statistics.RUNNING));
    long weights = program.peakBytes(RunMode.toWeights(Statistics.BATCH));
    assertThat(forward).isLessThan(inputs / 2);
    assertThat(inputs).isLessThan(weights);
  }
}
