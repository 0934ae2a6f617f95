package convspectrum.executor.vector;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.executor.vector.fuse.ReachedTaps;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Padding;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import convspectrum.spec.tensor.SeededWeights;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Kernels that are larger than the picture, of which only some taps read a pixel. */
class LargeKernelTest {
  private static final int HEIGHT = 9;
  private static final int WIDTH = 5;

  private static Graph convolution(Window window, int groups) {
    GraphBuilder builder = new GraphBuilder(window + " in " + groups);
    Node x = builder.input("x", Shape.of(2, 6, HEIGHT, WIDTH));
    return builder.build(builder.add("conv", new Op.Conv(6, window, groups, true), x));
  }

  private static Window reached(Window window) {
    Graph graph = ReachedTaps.of(convolution(window, 1), new SeededWeights(1)).graph();
    return ((Op.Conv) graph.outputs().getFirst().op()).window();
  }

  /** 9 outputs of 9 rows: tap 50 is the middle, and 8 before and behind it reach a row. */
  @Test
  void tapsThatReadOnlyPaddingAreLeftOut() {
    assertThat(reached(Window.same(101)))
        .isEqualTo(new Window(17, 9, 1, 1, 1, 1, new Padding(8, 4, 8, 4)));
    // Rows 0, 2, 4, 6 and 8 are outputs; with a dilation of 3 the middle tap and 2 on each side.
    assertThat(reached(new Window(33, 33, 2, 2, 3, 3, new Padding(48, 48, 48, 48))))
        .isEqualTo(new Window(5, 3, 2, 2, 3, 3, new Padding(6, 3, 6, 3)));
    assertThat(reached(new Window(3, 3, 1, 1, 99999, 99999, Padding.all(99999))))
        .isEqualTo(new Window(1, 1, 1, 1, 99999, 99999, Padding.all(0)));
    assertThat(reached(Window.same(7))).isEqualTo(Window.same(7));
  }

  @Test
  void whatIsLeftComputesTheSame() {
    Parity parity = Parity.withReference();
    List<Window> windows =
        List.of(
            Window.same(101),
            new Window(3, 3, 2, 1, 99999, 99999, Padding.all(99999)),
            new Window(64, 40, 1, 1, 1, 1, new Padding(31, 20, 32, 19)),
            new Window(33, 33, 2, 3, 3, 5, new Padding(48, 80, 50, 83)),
            new Window(40, 33, 3, 2, 1, 2, new Padding(60, 32, 0, 70)),
            new Window(50, 30, 4, 1, 1, 1, new Padding(0, 3, 90, 28)),
            new Window(33, 33, 7, 7, 1, 1, new Padding(60, 60, 40, 40)));
    for (Window window : windows) {
      for (int groups : new int[] {1, 2, 6}) {
        parity.check(convolution(window, groups));
      }
    }
    parity.assertAgreed(windows.size() * 3 * Parity.LANES.size());
  }
}
