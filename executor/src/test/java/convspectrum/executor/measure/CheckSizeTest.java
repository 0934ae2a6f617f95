package convspectrum.executor.measure;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Padding;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.ShapeException;
import convspectrum.spec.graph.Window;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class CheckSizeTest {
  private static Graph conv(Shape input, int kernel, int dilation) {
    GraphBuilder builder = new GraphBuilder("g");
    Window window =
        new Window(kernel, kernel, 1, 1, dilation, dilation, Padding.all(kernel / 2 * dilation));
    return builder.build(
        builder.add("conv", new Op.Conv(8, window, 1, false), builder.input("x", input)));
  }

  private static Graph reduce(Graph full, long macs, Function<Shape, Graph> rebuild) {
    return CheckSize.reduce(full, graph -> graph, macs, rebuild);
  }

  private static Shape inputOf(Graph graph) {
    return graph.inputs().getFirst().shape();
  }

  @Test
  void smallGraphsAreCheckedAsTheyAre() {
    Graph full = conv(Shape.of(1, 8, 56, 56), 3, 1);
    assertThat(reduce(full, 200_000_000, shape -> conv(shape, 3, 1))).isSameAs(full);
  }

  /** 1.7 G at 19×19, 0.47 G at 10×10; six is twice the kernel: 6×6, 0.17 G. */
  @Test
  void sidesAreHalvedUntilBelow() {
    Graph full = conv(Shape.of(1, 728, 19, 19), 3, 1);
    Graph reduced = reduce(full, 1_700_000_000, shape -> conv(shape, 3, 1));
    assertThat(inputOf(reduced)).isEqualTo(Shape.of(1, 728, 6, 6));
  }

  /** A 7×7 kernel of dilation 2 covers 13. */
  @Test
  void neverBelowTwiceTheKernel() {
    Graph full = conv(Shape.of(1, 8, 64, 28), 7, 2);
    assertThat(CheckSize.kernelExtent(full)).isEqualTo(13);
    Graph reduced = reduce(full, 90_000_000_000L, shape -> conv(shape, 7, 2));
    assertThat(inputOf(reduced)).isEqualTo(Shape.of(1, 8, 26, 26));
  }

  @Test
  void stopsWhereTheDesignHasNoSmallerForm() {
    Graph full = conv(Shape.of(1, 8, 64, 64), 3, 1);
    Graph reduced =
        reduce(
            full,
            90_000_000_000L,
            shape -> {
              if (shape.height() < 32) {
                throw new ShapeException("too small");
              }
              return conv(shape, 3, 1);
            });
    assertThat(inputOf(reduced)).isEqualTo(Shape.of(1, 8, 32, 32));
  }
}
