package convspectrum.executor.vector;

import convspectrum.executor.onnxruntime.OrtRuntime;
import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Padding;
import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pooling along rows, of single pixels at the edges, and of whole pictures. */
class PoolTest {
  private static final List<Integer> CHANNELS = List.of(1, 3, 17, 70, 364);

  private static final List<Window> WINDOWS =
      List.of(
          Window.square(2, 2, 0),
          Window.square(3, 2, 1),
          Window.same(3),
          Window.square(3, 3, 0),
          new Window(3, 3, 1, 2, 2, 1, new Padding(1, 0, 2, 1)),
          new Window(1, 3, 2, 1, 1, 2, new Padding(0, 2, 0, 1)),
          new Window(5, 5, 1, 1, 1, 1, Padding.all(2)), // more taps than are written out
          new Window(4, 3, 3, 2, 1, 2, new Padding(1, 1, 0, 2)));

  @Test
  void windowsAgree() {
    Parity parity = Parity.withReference();
    int cases = 0;
    for (PoolKind kind : PoolKind.values()) {
      for (int channels : CHANNELS) {
        parity.check(pools(kind, channels, 1 + cases++ % 4));
      }
    }
    parity.assertAgreed(2 * CHANNELS.size() * WINDOWS.size() * 4 * Parity.LANES.size());
  }

  /** Of the modes those that all runtimes understand alike: padding that counts, and does not. */
  @Test
  void windowsAgreeWithOnnxRuntime() {
    Parity parity = Parity.with(new OrtRuntime());
    int cases = 0;
    for (PoolKind kind : PoolKind.values()) {
      for (int channels : CHANNELS) {
        parity.check(pools(kind, channels, 1 + cases % 4), 16, 1 + cases % 2);
        cases++;
      }
    }
    parity.assertAgreed(2 * CHANNELS.size() * WINDOWS.size() * 4);
  }

  /** The work of planning must not grow with the window, of which the picture covers a part. */
  @Test
  void windowsLargerThanThePictureAgree() {
    Parity parity = Parity.withReference();
    for (PoolKind kind : PoolKind.values()) {
      for (boolean countsPadding : List.of(false, true)) {
        GraphBuilder builder = new GraphBuilder("large");
        Node x = builder.input("x", Shape.of(1, 3, 7, 5));
        Window window = new Window(301, 299, 1, 1, 1, 1, Padding.all(150));
        Node y = builder.add("pool", new Op.Pool(kind, window, false, countsPadding), x);
        parity.check(builder.build(y));
      }
      GraphBuilder builder = new GraphBuilder("global");
      Node x = builder.input("x", Shape.of(1, 3, 250, 260));
      parity.check(builder.build(builder.add("pool", new Op.GlobalPool(kind), x)));
    }
    parity.assertAgreed(2 * 3 * Parity.LANES.size());
  }

  @Test
  void wholePicturesAgree() {
    Parity parity = Parity.withReference();
    for (PoolKind kind : PoolKind.values()) {
      for (int channels : CHANNELS) {
        for (int size : List.of(1, 2, 7)) {
          GraphBuilder builder = new GraphBuilder("global");
          Node x = builder.input("x", Shape.of(3, channels, size, size + 1));
          Node pooled = builder.add("pool", new Op.GlobalPool(kind), x);
          Op activation = Op.Activation.of(ActivationFunction.HARD_SWISH);
          parity.check(builder.build(pooled, builder.add("y", activation, pooled)));
        }
      }
    }
    parity.assertAgreed(2 * CHANNELS.size() * 3 * 2 * Parity.LANES.size());
  }

  /** Of channels that lie in the order of a grouped convolution. */
  @Test
  void poolsAfterGroupedConvolutionsAgree() {
    Parity parity = Parity.withReference();
    for (PoolKind kind : PoolKind.values()) {
      for (int groups : List.of(2, 6, 12)) {
        GraphBuilder builder = new GraphBuilder("pool after " + groups + " groups");
        Node x = builder.input("x", Shape.of(1, 12, 8, 7));
        Node conv = builder.add("conv", new Op.Conv(24, Window.same(3), groups, true), x);
        Node y = builder.add("pool", new Op.Pool(kind, Window.square(3, 2, 1), false, false), conv);
        parity.check(builder.build(y, builder.add("global", new Op.GlobalPool(kind), y)));
      }
    }
    parity.assertAgreed(2 * 3 * 2 * Parity.LANES.size());
  }

  private static Graph pools(PoolKind kind, int channels, int batch) {
    GraphBuilder builder = new GraphBuilder(kind + " of " + channels);
    Node x = builder.input("x", Shape.of(channels > 100 ? 1 : batch, channels, 8, 11));
    List<Node> outputs = new ArrayList<>();
    for (Window window : WINDOWS) {
      for (boolean ceil : new boolean[] {false, true}) {
        for (boolean counted : new boolean[] {false, true}) {
          outputs.add(builder.add("pool", new Op.Pool(kind, window, ceil, counted), x));
        }
      }
    }
    return builder.build(outputs.toArray(Node[]::new));
  }
}
