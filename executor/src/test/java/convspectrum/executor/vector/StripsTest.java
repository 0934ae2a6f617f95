package convspectrum.executor.vector;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.executor.runtime.NodeTime;
import convspectrum.executor.runtime.Program;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import convspectrum.spec.tensor.SeededInputs;
import convspectrum.spec.tensor.SeededWeights;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Depthwise and pointwise convolutions that are computed a few rows at a time. */
class StripsTest {
  private static final Op RELU = Op.Activation.of(ActivationFunction.RELU);

  /** Heights that are no multiple of a strip's, or of the threads' shares. */
  @Test
  void agreeForEveryNumberOfThreads() {
    Parity parity = Parity.withReference();
    for (int height : List.of(67, 70)) {
      for (int kernel : List.of(3, 5)) {
        Graph graph = separable(Shape.of(1, 130, height, 64), kernel);
        for (int lanes : List.of(1, 16)) {
          for (int threads = 1; threads <= Parity.MOST_THREADS; threads++) {
            parity.check(graph, lanes, threads);
          }
        }
      }
    }
    parity.assertAgreed(2 * 2 * 2 * Parity.MOST_THREADS);
  }

  @Test
  void agreeInABatch() {
    Parity parity = Parity.withReference();
    parity.check(separable(Shape.of(3, 130, 66, 64), 3));
    parity.assertAgreed(Parity.LANES.size());
  }

  /** What lies between is more than 2000 KiB a picture: 130 · 64 · 4 bytes are 32.5 KiB a row. */
  @Test
  void largePairsAreOnePhaseAndSmallOnesTwo() {
    assertThat(phases(separable(Shape.of(1, 130, 66, 64), 3)))
        .containsExactly(List.of("depthwise", "pointwise", "sum", "relu"));
    assertThat(phases(separable(Shape.of(1, 130, 60, 64), 3)))
        .containsExactly(List.of("depthwise"), List.of("pointwise", "sum", "relu"));
  }

  private static Graph separable(Shape shape, int kernel) {
    GraphBuilder builder = new GraphBuilder("separable of " + shape);
    int channels = shape.channels();
    Node x = builder.input("x", shape);
    Node other = builder.input("other", shape.with(1, 17));
    Node y =
        builder.add("depthwise", new Op.Conv(channels, Window.same(kernel), channels, true), x);
    y = builder.add("pointwise", new Op.Conv(17, Window.same(1), 1, true), y);
    y = builder.add("sum", new Op.Add(), y, other);
    return builder.build(builder.add("relu", RELU, y));
  }

  private static List<List<String>> phases(Graph graph) {
    try (Program program =
        new VectorRuntime().compile(graph, new SeededWeights(1), RunOptions.SINGLE_THREAD)) {
      return program.profile(SeededInputs.of(graph, 1)).stream().map(NodeTime::nodes).toList();
    }
  }
}
