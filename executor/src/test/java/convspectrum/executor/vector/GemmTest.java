package convspectrum.executor.vector;

import convspectrum.executor.onnxruntime.OrtRuntime;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Padding;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Dense convolutions and linear layers: the indirect GEMM. */
class GemmTest {
  private static final List<Integer> CHANNELS = List.of(1, 3, 13, 17, 364);

  /** One register and parts of one, and more registers than a tile holds. */
  private static final List<Integer> OUTPUTS = List.of(1, 5, 16, 33, 71);

  private final Windows windows = new Windows(1);

  @Test
  void convolutionsAgree() {
    Parity parity = Parity.withReference();
    int cases = 0;
    for (int channels : CHANNELS) {
      for (int stride = 1; stride <= Windows.MOST_STRIDE; stride++) {
        parity.check(convolutions(channels, stride, ++cases));
      }
    }
    parity.assertAgreed(
        CHANNELS.size() * Windows.MOST_STRIDE * Windows.KERNELS.size() * Parity.LANES.size());
  }

  @Test
  void convolutionsAgreeWithOnnxRuntime() {
    Parity parity = Parity.with(new OrtRuntime());
    int cases = 0;
    for (int channels : CHANNELS) {
      for (int threads = 1; threads <= 2; threads++) {
        parity.check(convolutions(channels, 1 + ++cases % 2, cases), 16, threads);
      }
    }
    parity.assertAgreed(CHANNELS.size() * 2 * Windows.KERNELS.size());
  }

  /** Widths around the tiles' sizes: of every width the last tile may be another. */
  @Test
  void everyWidthAgrees() {
    Parity parity = Parity.withReference();
    for (int width = 1; width <= 40; width++) {
      GraphBuilder builder = new GraphBuilder("width " + width);
      Node x = builder.input("x", Shape.of(1, 5, 3, width));
      Node y = builder.add("3×3", new Op.Conv(19, Window.same(3), 1, true), x);
      Node z = builder.add("1×1", new Op.Conv(34, Window.same(1), 1, false), x);
      parity.check(builder.build(y, z));
    }
    parity.assertAgreed(40 * 2 * Parity.LANES.size());
  }

  /** More rows than stay in the cache while all output channels pass over them. */
  @Test
  void manyRowsAgree() {
    GraphBuilder builder = new GraphBuilder("many rows");
    Node x = builder.input("x", Shape.of(1, 64, 60, 50));
    Node y = builder.add("1×1", new Op.Conv(37, Window.square(1, 2, 0), 1, true), x);
    Parity parity = Parity.withReference();
    parity.check(builder.build(y));
    parity.assertAgreed(Parity.LANES.size());
  }

  /** Zeros around the picture are shared with values that lie there at other times. */
  @Test
  void chainsOfPaddedConvolutionsAgree() {
    Parity parity = Parity.withReference();
    for (int channels : List.of(3, 17, 40)) {
      for (int batch = 1; batch <= 4; batch++) {
        GraphBuilder builder = new GraphBuilder("chain");
        Node x = builder.input("x", Shape.of(batch, 2, 9, 7));
        for (int i = 0; i < 6; i++) {
          Window window =
              i % 2 == 0
                  ? Window.same(3)
                  : new Window(3, 2, 1, 1, 2, 1, new Padding(i, 0, 2, i - 1));
          x = builder.add("conv " + i, new Op.Conv(channels + i, window, 1, false), x);
        }
        parity.check(builder.build(x));
      }
    }
    parity.assertAgreed(3 * 4 * Parity.LANES.size());
  }

  @Test
  void linearLayersAgree() {
    Parity parity = Parity.withReference();
    List<Shape> shapes =
        List.of(Shape.of(1, 13), Shape.of(4, 364), Shape.of(2, 5, 17), Shape.of(9), Shape.of(3, 1));
    for (Shape shape : shapes) {
      GraphBuilder builder = new GraphBuilder("linear");
      Node x = builder.input("x", shape);
      Node[] outputs =
          OUTPUTS.stream()
              .map(features -> builder.add("linear", new Op.Linear(features, features % 2 == 0), x))
              .toArray(Node[]::new);
      parity.check(builder.build(outputs));
    }
    parity.assertAgreed(shapes.size() * OUTPUTS.size() * Parity.LANES.size());
  }

  /** One for each kernel, all of the same input. */
  private Graph convolutions(int channels, int stride, int number) {
    GraphBuilder builder = new GraphBuilder("dense of " + channels);
    int batch = 1 + number % 4;
    boolean many = channels > 100;
    Node x = builder.input("x", Shape.of(many ? 1 : batch, channels, many ? 3 : 9, many ? 4 : 14));
    Node[] outputs = new Node[Windows.KERNELS.size()];
    for (int i = 0; i < outputs.length; i++) {
      Window window = windows.draw(Windows.KERNELS.get(i), stride, 1 + (stride + i) % 3);
      int filters = OUTPUTS.get((number + i) % (many ? 3 : OUTPUTS.size()));
      outputs[i] = builder.add("conv", new Op.Conv(filters, window, 1, i % 2 == 0), x);
    }
    return builder.build(outputs);
  }
}
