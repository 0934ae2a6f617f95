package convspectrum.executor.vector;

import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Slices and shuffles, which move nothing where the order of channels allows it. */
class ViewsTest {
  private static final int CHANNELS = 24;
  private final Parity parity = Parity.withReference();

  /** Every piece of the channels, read by every kind of work. */
  @Test
  void slicesAgree() {
    int[][] ranges = {{0, 12}, {12, 24}, {0, 1}, {5, 18}, {23, 24}, {16, 24}, {0, 24}};
    for (int[] range : ranges) {
      GraphBuilder builder = new GraphBuilder("from " + range[0] + " to " + range[1]);
      Node x = builder.input("x", Shape.of(2, CHANNELS, 5, 6));
      Node made = builder.add("made", new Op.Conv(CHANNELS, Window.same(1), 1, true), x);
      Node[] outputs = new Node[10];
      for (int i = 0; i < 2; i++) {
        Node whole = i == 0 ? x : made;
        Node slice = builder.add("slice", new Op.Slice(1, range[0], range[1]), whole);
        readers(builder, slice, outputs, 5 * i);
      }
      parity.check(builder.build(outputs));
    }
    parity.assertAgreed(ranges.length * 10 * Parity.LANES.size());
  }

  @Test
  void shufflesAgree() {
    List<Integer> groups = List.of(1, 2, 3, 4, 8, 12, 24);
    for (int count : groups) {
      GraphBuilder builder = new GraphBuilder("shuffled in " + count);
      Node x = builder.input("x", Shape.of(2, CHANNELS, 5, 6));
      Node made = builder.add("made", new Op.Conv(CHANNELS, Window.same(3), count, true), x);
      Node[] outputs = new Node[10];
      for (int i = 0; i < 2; i++) {
        Node shuffled = builder.add("shuffled", new Op.ChannelShuffle(count), i == 0 ? x : made);
        readers(builder, shuffled, outputs, 5 * i);
      }
      parity.check(builder.build(outputs));
    }
    parity.assertAgreed(groups.size() * 10 * Parity.LANES.size());
  }

  /** ShuffleNet v2: half of the channels goes by, and the halves are shuffled again and again. */
  @Test
  void shuffleUnitsAgree() {
    for (int channels : List.of(6, 24, 58)) {
      for (int batch = 1; batch <= 2; batch++) {
        GraphBuilder builder = new GraphBuilder("units of " + channels);
        Node x = builder.input("x", Shape.of(batch, channels, 6, 5));
        int half = channels / 2;
        for (int i = 0; i < 4; i++) {
          Node left = builder.add("left", new Op.Slice(1, 0, half), x);
          Node right = builder.add("right", new Op.Slice(1, half, channels), x);
          right = builder.add("conv", new Op.Conv(half, Window.same(1), 1, true), right);
          right = builder.add("relu", Op.Activation.of(ActivationFunction.RELU), right);
          right = builder.add("spatial", new Op.Conv(half, Window.same(3), half, true), right);
          x = builder.add("joined", new Op.Concat(1), left, right);
          x = builder.add("shuffled", new Op.ChannelShuffle(2), x);
        }
        parity.check(builder.build(x, builder.add("y", conv(7, 1), x)));
      }
    }
    parity.assertAgreed(3 * 2 * 2 * Parity.LANES.size());
  }

  /** ShuffleNet v1: grouped, shuffled, depthwise, grouped, added. */
  @Test
  void shufflesBetweenGroupedConvolutionsAgree() {
    for (int groups : List.of(2, 3, 4, 8, 12)) {
      GraphBuilder builder = new GraphBuilder("groups " + groups);
      Node x = builder.input("x", Shape.of(1, CHANNELS, 6, 5));
      for (int i = 0; i < 2; i++) {
        Node y = builder.add("grouped", new Op.Conv(CHANNELS, Window.same(1), groups, true), x);
        y = builder.add("shuffled", new Op.ChannelShuffle(groups), y);
        y = builder.add("depthwise", new Op.Conv(CHANNELS, Window.same(3), CHANNELS, true), y);
        y = builder.add("grouped", new Op.Conv(CHANNELS, Window.same(1), groups, true), y);
        x = builder.add("sum", new Op.Add(), x, y);
      }
      parity.check(builder.build(x));
    }
    parity.assertAgreed(5 * Parity.LANES.size());
  }

  /** Slices of slices, of shuffles and of concats; each piece is an output as well. */
  @Test
  void viewsOfViewsAgree() {
    GraphBuilder builder = new GraphBuilder("views of views");
    Node x = builder.input("x", Shape.of(2, CHANNELS, 3, 4));
    Node a = builder.add("a", conv(CHANNELS, 1), x);
    Node shuffled = builder.add("shuffled", new Op.ChannelShuffle(3), a);
    Node piece = builder.add("piece", new Op.Slice(1, 4, 20), shuffled);
    Node inner = builder.add("inner", new Op.Slice(1, 3, 15), piece);
    Node again = builder.add("again", new Op.ChannelShuffle(4), inner);
    Node joined = builder.add("joined", new Op.Concat(1), again, piece, x, inner);
    Node last = builder.add("last", new Op.Slice(1, 10, 40), joined);
    Node sum = builder.add("sum", new Op.Add(), inner, again);
    parity.check(builder.build(shuffled, piece, inner, again, joined, last, sum));
    parity.assertAgreed(7 * Parity.LANES.size());
  }

  private static void readers(GraphBuilder builder, Node x, Node[] outputs, int first) {
    int channels = x.shape().channels();
    outputs[first] = builder.add("dense", conv(9, 1), x);
    outputs[first + 1] = builder.add("depthwise", conv(channels, channels), x);
    outputs[first + 2] =
        builder.add("pool", new Op.Pool(PoolKind.MAX, Window.same(3), false, false), x);
    outputs[first + 3] = builder.add("relu", Op.Activation.of(ActivationFunction.RELU), x);
    outputs[first + 4] =
        builder.add("grouped", conv(2 * channels, channels % 2 == 0 ? 2 : channels), x);
  }

  private static Op conv(int outputs, int groups) {
    return new Op.Conv(outputs, Window.same(3), groups, true);
  }
}
