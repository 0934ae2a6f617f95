package convspectrum.executor.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.executor.runtime.RunOptions;
import convspectrum.executor.runtime.UnsupportedGraphException;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import convspectrum.spec.tensor.SeededWeights;
import convspectrum.spec.tensor.Tensor;
import convspectrum.spec.tensor.Weights;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Graphs that are too large are refused in words, before anything large is allocated. */
class LimitsTest {
  /** Those of a graph that is refused are never asked for. */
  private static final Weights NONE =
      (node, slot) -> {
        throw new AssertionError("weights of " + node + " are read");
      };

  @Test
  void mapsThatExceedAnArrayAreRefused() {
    List<Shape> shapes =
        List.of(
            Shape.of(1, 64, 8_192, 8_192), // 2³² values
            Shape.of(1, 3, 1 << 20, 1 << 20), // rows alone are 2²⁴ values, the picture 2⁴⁴
            Shape.of(1, 1, 1, 1 << 30), // a pixel takes a cache line
            Shape.of(1, 1 << 29, 2, 2),
            Shape.of(1 << 16, 16, 64, 64));
    int refused = 0;
    for (Shape shape : shapes) {
      assertThatThrownBy(() -> compile(convolution(shape), NONE))
          .as(shape.toString())
          .isInstanceOf(UnsupportedGraphException.class)
          .hasMessageContaining("large: ")
          .hasMessageContaining("one array holds");
      refused++;
    }
    assertThat(refused).isEqualTo(5);
  }

  @Test
  void matricesThatExceedAnArrayAreRefused() {
    GraphBuilder builder = new GraphBuilder("large");
    Node x = builder.input("x", Shape.of(1 << 16, 1 << 16));
    Graph graph = builder.build(builder.add("softmax", new Op.Softmax(1), x));
    assertThatThrownBy(() -> compile(graph, NONE))
        .isInstanceOf(UnsupportedGraphException.class)
        .hasMessageContaining("one array holds");
  }

  /** Each fits; both together do not. */
  @Test
  void valuesThatExceedAnArrayTogetherAreRefused() {
    assertThatThrownBy(() -> compile(convolution(Shape.of(1, 16, 9_000, 9_000)), NONE))
        .isInstanceOf(UnsupportedGraphException.class)
        .hasMessageContaining("one array holds");
  }

  @Test
  void whatExceedsTheHeapIsRefused() {
    long most = Runtime.getRuntime().maxMemory();
    // Two maps of two thirds of the heap each, less than the 8 GiB of an array in a heap of 4 GiB.
    int side = (int) Math.sqrt(most * 2.0 / 3 / Float.BYTES / 16);
    assertThatThrownBy(() -> compile(convolution(Shape.of(1, 16, side, side)), NONE))
        .isInstanceOf(UnsupportedGraphException.class)
        .hasMessageMatching(
            "large needs \\d+ MB .* the Java heap has %d MB; .* -Xmx".formatted(most >> 20));
  }

  @Test
  void weightsThatExceedAnArrayAreRefused() {
    GraphBuilder builder = new GraphBuilder("large");
    Node x = builder.input("x", Shape.of(1, 1 << 16));
    Graph graph = builder.build(builder.add("linear", new Op.Linear(1 << 16, false), x));
    assertThatThrownBy(() -> compile(graph, NONE))
        .isInstanceOf(UnsupportedGraphException.class)
        .hasMessageContaining("one array holds");
  }

  /** A program that was refused left nothing behind: the next compiles and runs. */
  @Test
  void smallGraphsStillRun() {
    Graph graph = convolution(Shape.of(1, 4, 5, 5));
    Tensor output = Tensor.zeros(graph.outputs().getFirst().shape());
    try (var program =
        new VectorRuntime().compile(graph, new SeededWeights(1), RunOptions.SINGLE_THREAD)) {
      program.run(List.of(Tensor.of(Shape.of(1, 4, 5, 5), ones(100))), List.of(output));
    }
    assertThat(output.maxAbs()).isPositive();
  }

  private static float[] ones(int count) {
    float[] values = new float[count];
    java.util.Arrays.fill(values, 1);
    return values;
  }

  private static void compile(Graph graph, Weights weights) {
    new VectorRuntime().compile(graph, weights, RunOptions.SINGLE_THREAD).close();
  }

  private static Graph convolution(Shape shape) {
    GraphBuilder builder = new GraphBuilder("large");
    int channels = shape.channels();
    Op conv = new Op.Conv(channels, Window.same(3), channels, false);
    return builder.build(builder.add("conv", conv, builder.input("x", shape)));
  }
}
