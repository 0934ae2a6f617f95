package convspectrum.executor.vector;

import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Interpolation;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Padding;
import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Values that go from feature maps to matrices and back, and from one order to another. */
class LayoutsTest {
  private final Parity parity = Parity.withReference();

  /** Ops of rows between convolutions: attention, norms over channels, linear layers. */
  @Test
  void mapsAndMatricesInTurnAgree() {
    for (int channels : List.of(1, 13, 16, 17)) {
      for (int groups : List.of(1, channels)) {
        for (int batch = 1; batch <= 3; batch++) {
          parity.check(mixed(batch, channels, groups));
        }
      }
    }
    parity.assertAgreed(4 * 2 * 3 * 3 * Parity.LANES.size());
  }

  /** A dense input of few channels, and one that a depthwise convolution reads as well. */
  @Test
  void imagesAgree() {
    for (int channels = 1; channels <= 4; channels++) {
      for (boolean alone : new boolean[] {false, true}) {
        GraphBuilder builder = new GraphBuilder("image of " + channels);
        Node x = builder.input("image", Shape.of(2, channels, 17, 19));
        Node stem = builder.add("stem", new Op.Conv(16, Window.square(3, 2, 1), 1, false), x);
        Node large = builder.add("large", new Op.Conv(8, Window.square(7, 3, 2), 1, true), x);
        Node other =
            alone
                ? large
                : builder.add("d", new Op.Conv(channels, Window.same(3), channels, true), x);
        parity.check(builder.build(stem, other));
      }
    }
    parity.assertAgreed(4 * 2 * 2 * Parity.LANES.size());
  }

  @Test
  void inputsThatAreOutputsAgree() {
    GraphBuilder builder = new GraphBuilder("through");
    Node x = builder.input("x", Shape.of(2, 5, 3, 4));
    Node unread = builder.input("unread", Shape.of(3));
    Node same = builder.add("same", new Op.Identity(), x);
    Node y = builder.add("y", new Op.Conv(5, Window.same(3), 1, true), same);
    parity.check(builder.build(x, same, y, y, unread));
    parity.assertAgreed(5 * Parity.LANES.size());
  }

  private static Graph mixed(int batch, int channels, int groups) {
    GraphBuilder builder = new GraphBuilder(channels + " channels in " + groups + " groups");
    Node x = builder.input("x", Shape.of(batch, channels, 4, 6));
    Op conv = new Op.Conv(channels, Window.same(3), groups, true);
    Node map = builder.add("conv", conv, x);
    Node rows = builder.add("nhwc", new Op.Transpose(List.of(0, 2, 3, 1)), map);
    Node normed = builder.add("norm", new Op.LayerNorm(List.of(3), 1e-5, true), rows);
    Node wide = builder.add("wide", new Op.Linear(2 * channels + 1, true), normed);
    wide = builder.add("gelu", Op.Activation.of(ActivationFunction.GELU), wide);
    Node narrow = builder.add("narrow", new Op.Linear(channels, false), wide);
    Node back = builder.add("nchw", new Op.Transpose(List.of(0, 3, 1, 2)), narrow);
    Node sum = builder.add("sum", new Op.Add(), builder.add("conv", conv, back), map);
    Node flat = builder.add("flat", new Op.Reshape(Shape.of(batch, channels, 24)), sum);
    Node turned = builder.add("turned", new Op.Transpose(List.of(0, 2, 1)), flat);
    Node weights =
        builder.add("softmax", new Op.Softmax(2), builder.add("qk", new Op.MatMul(), turned, flat));
    Node attended = builder.add("v", new Op.MatMul(), flat, weights);
    Node picture =
        builder.add("picture", new Op.Reshape(Shape.of(batch, channels, 4, 6)), attended);
    Node padded = builder.add("pad", new Op.Pad(new Padding(1, 2, 0, 3), 0.5), picture);
    Node resized = builder.add("resize", new Op.Resize(8, 9, Interpolation.BILINEAR), padded);
    Node last = builder.add("last", conv, resized);
    Node pooled = builder.add("pool", new Op.GlobalPool(PoolKind.AVERAGE), last);
    return builder.build(last, builder.add("softmax", new Op.Softmax(1), pooled), sum);
  }
}
