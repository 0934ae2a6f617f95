package convspectrum.executor.vector;

import convspectrum.executor.onnxruntime.OrtRuntime;
import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Convolutions of each channel by itself. */
class DepthwiseTest {
  private static final List<Integer> CHANNELS = List.of(1, 3, 13, 17, 364);
  private static final Op RELU = Op.Activation.of(ActivationFunction.RELU);

  private final Windows windows = new Windows(2);

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

  /** Tiles of several rows and columns, whole ones and what is left. */
  @Test
  void everyHeightAndWidthAgrees() {
    Parity parity = Parity.withReference();
    for (int size = 1; size <= 24; size++) {
      GraphBuilder builder = new GraphBuilder("size " + size);
      Node x = builder.input("x", Shape.of(1, 17, 1 + size * 7 % 24, size));
      Node y = builder.add("3×3", new Op.Conv(17, Window.same(3), 17, true), x);
      Node z = builder.add("5×5", new Op.Conv(17, Window.same(5), 17, true), x);
      parity.check(builder.build(y, z));
    }
    parity.assertAgreed(24 * 2 * Parity.LANES.size());
  }

  /** A ReLU of a value that something else reads too is computed by its readers. */
  @Test
  void rectifiesWhatItReads() {
    Parity parity = Parity.withReference();
    for (int kernel : List.of(1, 3, 5)) {
      for (int channels : CHANNELS) {
        GraphBuilder builder = new GraphBuilder("rectified");
        Node x = builder.input("x", Shape.of(2, channels, 6, 9));
        Node rectified = builder.add("relu", RELU, x);
        Op depthwise = new Op.Conv(channels, Window.same(kernel), channels, true);
        Node y = builder.add("depthwise", depthwise, rectified);
        Node z = builder.add("again", depthwise, rectified);
        parity.check(builder.build(builder.add("sum", new Op.Add(), y, z), x));
      }
    }
    parity.assertAgreed(3 * CHANNELS.size() * 2 * Parity.LANES.size());
  }

  private Graph convolutions(int channels, int stride, int number) {
    GraphBuilder builder = new GraphBuilder("depthwise of " + channels);
    boolean many = channels > 100;
    Shape shape = Shape.of(many ? 1 : 1 + number % 4, channels, many ? 4 : 9, many ? 5 : 14);
    Node x = builder.input("x", shape);
    Node[] outputs = new Node[Windows.KERNELS.size()];
    for (int i = 0; i < outputs.length; i++) {
      Window window = windows.draw(Windows.KERNELS.get(i), stride, 1 + (stride + i) % 3);
      outputs[i] = builder.add("conv", new Op.Conv(channels, window, channels, i % 2 == 0), x);
    }
    return builder.build(outputs);
  }
}
