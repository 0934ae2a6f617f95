package convspectrum.gradients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import convspectrum.executor.reference.ReferenceRuntime;
import convspectrum.executor.runtime.Program;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.gradients.batch.BatchProgram;
import convspectrum.gradients.batch.Observer;
import convspectrum.gradients.batch.RunMode;
import convspectrum.gradients.batch.Statistics;
import convspectrum.gradients.batch.Values;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Padding;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import convspectrum.spec.tensor.SeededInputs;
import convspectrum.spec.tensor.SeededWeights;
import convspectrum.spec.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A convolution without a bias is linear in x and in its weights: for any g, the sum of g · y
 * equals that of dx · x and that of dW · W. Its outputs are those of the reference.
 */
final class GroupedConvolutionTest {
  /** Sources, targets, groups, kernel, stride, dilation, padding, height, width. */
  @ParameterizedTest
  @CsvSource({
    "32, 32, 32, 3, 1, 1, 1, 14, 14",
    "32, 32, 8, 3, 2, 1, 1, 28, 28",
    "32, 32, 16, 3, 1, 1, 1, 9, 13",
    "64, 64, 8, 3, 2, 1, 1, 14, 14",
    "64, 64, 8, 3, 1, 1, 1, 7, 7",
    "12, 12, 12, 5, 2, 1, 2, 11, 10",
    "24, 24, 8, 3, 1, 2, 2, 12, 11",
    "21, 14, 7, 3, 3, 1, 0, 12, 13",
    "10, 25, 5, 3, 1, 1, 1, 6, 6",
    "48, 24, 6, 3, 2, 1, 1, 8, 15",
    "40, 40, 5, 1, 2, 1, 0, 9, 9",
    "1, 16, 1, 3, 1, 1, 1, 28, 28",
    "1, 30, 1, 3, 2, 1, 1, 9, 9",
    "3, 3, 3, 7, 1, 1, 3, 5, 4",
    "18, 36, 18, 2, 3, 1, 0, 13, 13",
    "6, 6, 2, 3, 2, 2, 1, 17, 9",
    "35, 35, 35, 3, 1, 1, 1, 4, 20",
  })
  void outputsAndGradients(
      int sources,
      int targets,
      int groups,
      int kernel,
      int stride,
      int dilation,
      int padding,
      int height,
      int width) {
    Window window =
        new Window(kernel, kernel, stride, stride, dilation, dilation, Padding.all(padding));
    GraphBuilder b = new GraphBuilder("net");
    Node x = b.input("x", Shape.of(3, sources, height, width));
    Node y = b.add("y", new Op.Conv(targets, window, groups, false), x);
    Graph graph = b.build(y);
    Tensor image = SeededInputs.of(graph, 5).getFirst();
    double[] input = new double[image.data().length];
    Arrays.setAll(input, i -> image.data()[i]);
    Tensor expected = Tensor.zeros(y.shape());
    try (Program reference =
        new ReferenceRuntime().compile(graph, new SeededWeights(3), new RunOptions(1))) {
      reference.run(List.of(image), List.of(expected));
    }
    for (Precision precision : Precision.values()) {
      BatchProgram program = Gradients.compile(graph, new SeededWeights(3), precision);
      RunMode mode = new RunMode(Statistics.RUNNING, true, true, Set.of());
      double[] found = program.forward(input, mode, Observer.NONE);
      double largest = expected.maxAbs();
      for (int i = 0; i < found.length; i++) {
        assertThat(found[i] / largest)
            .as("%s, output %d", precision, i)
            .isCloseTo(expected.data()[i] / largest, offset(1e-6));
      }
      double[] slope = new double[found.length];
      Arrays.setAll(slope, i -> (i * 37 % 23 - 11) / 7.0);
      double[][] dx = new double[1][];
      program.backward(
          slope,
          new Observer() {
            @Override
            public void gradient(Node node, Values gradient, @Nullable Values value) {
              if (node == x) {
                dx[0] = gradient.rowMajor();
              }
            }
          });
      ParameterSlot slot = y.parameters().getFirst();
      float[] weights = new SeededWeights(3).get(y, slot).data();
      double[] wide = new double[weights.length];
      Arrays.setAll(wide, i -> weights[i]);
      double sum = product(slope, found);
      double size = Math.sqrt(product(slope, slope) * product(found, found));
      double tolerance = precision == Precision.FLOAT64 ? 1e-13 : 2e-6;
      assertThat(product(dx[0], input) / size).isCloseTo(sum / size, offset(tolerance));
      assertThat(product(program.gradient(y, slot), wide) / size)
          .isCloseTo(sum / size, offset(tolerance));
    }
  }

  private static double product(double[] a, double[] b) {
    assertThat(a).hasSameSizeAs(b);
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
