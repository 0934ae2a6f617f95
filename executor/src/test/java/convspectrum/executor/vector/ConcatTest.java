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

/** Concats whose parts are made where they belong, and those whose parts must be copied there. */
class ConcatTest {
  private static final Op JOIN = new Op.Concat(1);
  private static final Op RELU = Op.Activation.of(ActivationFunction.RELU);

  private final Parity parity = Parity.withReference();

  /** Parts of every size around a register, read by a padded convolution. */
  @Test
  void partsMadeInPlaceAgree() {
    List<Integer> sizes = List.of(1, 3, 8, 13, 16, 17, 33);
    for (int first : sizes) {
      for (int second : sizes) {
        GraphBuilder builder = new GraphBuilder("parts of " + first + " and " + second);
        Node x = builder.input("x", Shape.of(2, 5, 4, 6));
        Node a = builder.add("a", new Op.Conv(first, Window.same(1), 1, true), x);
        Node b = builder.add("b", new Op.Conv(second, Window.same(3), 1, true), x);
        Node joined = builder.add("joined", JOIN, a, b);
        Node y = builder.add("y", new Op.Conv(7, Window.same(3), 1, true), joined);
        parity.check(builder.build(y, joined));
      }
    }
    parity.assertAgreed(sizes.size() * sizes.size() * 2 * Parity.LANES.size());
  }

  @Test
  void theSamePartTwiceAgrees() {
    for (int channels : List.of(3, 16, 17)) {
      GraphBuilder builder = new GraphBuilder("twice " + channels);
      Node x = builder.input("x", Shape.of(1, 5, 4, 6));
      Node a = builder.add("a", new Op.Conv(channels, Window.same(1), 1, true), x);
      Node b = builder.add("b", new Op.Conv(channels, Window.same(3), 1, true), x);
      parity.check(builder.build(builder.add("joined", JOIN, a, b, a)));
    }
    parity.assertAgreed(3 * Parity.LANES.size());
  }

  /** Each part lies in one of them and is copied to the others. */
  @Test
  void onePartInSeveralConcatsAgrees() {
    for (int channels : List.of(3, 16, 17)) {
      GraphBuilder builder = new GraphBuilder("several concats of " + channels);
      Node x = builder.input("x", Shape.of(1, channels, 4, 6));
      Node a = builder.add("a", new Op.Conv(channels, Window.same(1), 1, true), x);
      Node b = builder.add("b", new Op.Conv(channels, Window.same(3), 1, true), x);
      Node ab = builder.add("ab", JOIN, a, b);
      Node ba = builder.add("ba", JOIN, b, a);
      Node all = builder.add("all", JOIN, ab, x, ba);
      parity.check(builder.build(all, builder.add("sum", new Op.Add(), ab, ba)));
    }
    parity.assertAgreed(3 * 2 * Parity.LANES.size());
  }

  /** As in DenseNet: each layer reads all before it. */
  @Test
  void growingConcatsAgree() {
    for (int growth : List.of(5, 16)) {
      GraphBuilder builder = new GraphBuilder("growing by " + growth);
      Node x = builder.input("x", Shape.of(2, 3, 5, 6));
      for (int i = 0; i < 4; i++) {
        Node y = builder.add("relu", RELU, builder.add("norm", norm(), x));
        y = builder.add("conv", new Op.Conv(growth, Window.same(3), 1, false), y);
        x = builder.add("joined", JOIN, x, y);
      }
      parity.check(builder.build(x));
    }
    parity.assertAgreed(2 * Parity.LANES.size());
  }

  /** Parts by every kind of work, grouped convolutions among them, whose orders are their own. */
  @Test
  void partsOfEveryKindAgree() {
    for (int channels : List.of(12, 18)) {
      for (int groups : List.of(1, 2, 6, channels)) {
        GraphBuilder builder = new GraphBuilder("kinds, " + groups + " groups of " + channels);
        Node x = builder.input("x", Shape.of(2, channels, 7, 5));
        Node grouped = builder.add("conv", new Op.Conv(channels, Window.same(3), groups, true), x);
        Node pool = builder.add("pool", new Op.Pool(PoolKind.MAX, Window.same(3), false, false), x);
        Node again =
            builder.add(
                "pool", new Op.Pool(PoolKind.AVERAGE, Window.same(3), false, true), grouped);
        Node sum = builder.add("sum", new Op.Add(), pool, again);
        Node joined = builder.add("joined", JOIN, grouped, pool, sum, builder.add("n", norm(), x));
        Node y = builder.add("y", new Op.Conv(8, Window.same(3), 4, true), joined);
        Node z =
            builder.add("z", new Op.Conv(4 * channels, Window.same(3), 4 * channels, true), joined);
        parity.check(builder.build(y, z));
      }
    }
    parity.assertAgreed(2 * 4 * 2 * Parity.LANES.size());
  }

  /** Joined along pictures, rows and columns. */
  @Test
  void otherAxesAgree() {
    for (int axis : List.of(0, 2, 3)) {
      GraphBuilder builder = new GraphBuilder("axis " + axis);
      Node x = builder.input("x", Shape.of(2, 13, 4, 6));
      Node a = builder.add("a", new Op.Conv(13, Window.same(3), 1, true), x);
      Node b = builder.add("b", new Op.Conv(13, Window.same(1), 1, true), x);
      Node joined = builder.add("joined", new Op.Concat(axis), a, b, x);
      parity.check(
          builder.build(builder.add("y", new Op.Conv(5, Window.same(3), 1, true), joined)));
    }
    parity.assertAgreed(3 * Parity.LANES.size());
  }

  private static Op norm() {
    return new Op.BatchNorm(1e-3, true, true);
  }
}
