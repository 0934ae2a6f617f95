package convspectrum.executor.vector;

import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;

/** Small networks of every kind of work that has kernels of its own. */
final class Blocks {
  private final GraphBuilder builder;

  private Blocks(String name) {
    this.builder = new GraphBuilder(name);
  }

  /** Branches joined in place, pools of both kinds, and an average of what was joined. */
  static Graph inception() {
    Blocks net = new Blocks("inception");
    Node x = net.builder.input("x", Shape.of(1, 13, 9, 9));
    for (int i = 0; i < 2; i++) {
      Node a = net.conv(x, 8, 1, 1, ActivationFunction.RELU);
      Node b =
          net.conv(
              net.conv(x, 6, 1, 1, ActivationFunction.SILU), 12, 3, 1, ActivationFunction.RELU);
      Node c = net.pool(x, PoolKind.AVERAGE);
      x = net.builder.add("joined", new Op.Concat(1), a, b, c, net.pool(x, PoolKind.MAX), b);
    }
    return net.classify(x);
  }

  /** Slices, depthwise convolutions, concats and shuffles. */
  static Graph shuffle() {
    Blocks net = new Blocks("shuffle");
    Node x = net.builder.input("x", Shape.of(1, 58, 9, 9));
    for (int i = 0; i < 3; i++) {
      Node left = net.builder.add("left", new Op.Slice(1, 0, 29), x);
      Node right = net.builder.add("right", new Op.Slice(1, 29, 58), x);
      right = net.conv(right, 29, 1, 1, ActivationFunction.RELU);
      right = net.conv(right, 29, 3, 29, ActivationFunction.GELU);
      x = net.builder.add("joined", new Op.Concat(1), left, right);
      x = net.builder.add("shuffled", new Op.ChannelShuffle(2), x);
    }
    return net.classify(x);
  }

  /** Groups between dense and depthwise, sums, factors, and pixels that meet all others. */
  static Graph grouped() {
    Blocks net = new Blocks("grouped");
    Node x = net.builder.input("x", Shape.of(1, 48, 6, 6));
    for (int groups : new int[] {2, 16}) {
      Node y = net.builder.add("norm", new Op.BatchNorm(1e-3, true, true), x);
      y = net.conv(y, 48, 3, groups, ActivationFunction.HARD_SWISH);
      Node gate = net.builder.add("gate", new Op.GlobalPool(PoolKind.AVERAGE), y);
      gate = net.conv(gate, 48, 1, 1, ActivationFunction.SIGMOID);
      y = net.builder.add("excited", new Op.Multiply(), y, gate);
      x = net.builder.add("sum", new Op.Add(), x, net.conv(y, 48, 5, 48, ActivationFunction.TANH));
    }
    return net.classify(x);
  }

  private Node conv(Node x, int outputs, int kernel, int groups, ActivationFunction function) {
    Node y = builder.add("conv", new Op.Conv(outputs, Window.same(kernel), groups, true), x);
    return builder.add(function.specName(), Op.Activation.of(function), y);
  }

  private Node pool(Node x, PoolKind kind) {
    return builder.add("pool", new Op.Pool(kind, Window.same(3), false, false), x);
  }

  private Graph classify(Node x) {
    Node pooled = builder.add("pool", new Op.GlobalPool(PoolKind.AVERAGE), x);
    Node flat = builder.add("flat", new Op.Reshape(Shape.of(1, x.shape().channels())), pooled);
    return builder.build(builder.add("linear", new Op.Linear(10, true), flat));
  }
}
