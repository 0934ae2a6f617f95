package convspectrum.bench;

import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;

/** Graphs for the benchmarks. */
final class Graphs {
  private static final Op RELU = Op.Activation.of(ActivationFunction.RELU);
  private static final Op NORM = new Op.BatchNorm(1e-5, true, true);

  private Graphs() {}

  /**
   * About the size and shape of Xception: {@code blocks} residual blocks of three depthwise
   * separable convolutions with norm and activation, 13 ops each, between a stem and a classifier
   * of three ops each.
   */
  static Graph separableNetwork(int blocks) {
    GraphBuilder builder = new GraphBuilder("separable");
    Node x = builder.input("input", Shape.of(1, 3, 299, 299));
    x = builder.add("stem", new Op.Conv(728, Window.square(3, 16, 0), 1, false), x);
    x = builder.add("norm", NORM, x);
    x = builder.add("relu", RELU, x);
    for (int i = 0; i < blocks; i++) {
      Node y = x;
      for (int k = 0; k < 3; k++) {
        y = builder.add("relu", RELU, y);
        y = builder.add("depthwise", new Op.Conv(728, Window.same(3), 728, false), y);
        y = builder.add("pointwise", new Op.Conv(728, Window.same(1), 1, false), y);
        y = builder.add("norm", NORM, y);
      }
      x = builder.add("add", new Op.Add(), x, y);
    }
    x = builder.add("pool", new Op.GlobalPool(PoolKind.AVERAGE), x);
    x = builder.add("flatten", new Op.Reshape(Shape.of(1, 728)), x);
    return builder.build(builder.add("linear", new Op.Linear(1000, true), x));
  }

  /** Builds three segmented blocks, 1×1 then 3×3 in groups, with norm and activation: 12 ops. */
  static Graph threeBlocks(int segments) {
    GraphBuilder builder = new GraphBuilder("three");
    Node x = builder.input("input", Shape.of(1, 64, 28, 28));
    for (int i = 0; i < 3; i++) {
      x = builder.add("pointwise", new Op.Conv(64, Window.same(1), 1, false), x);
      x = builder.add("spatial", new Op.Conv(64, Window.same(3), segments, false), x);
      x = builder.add("norm", NORM, x);
      x = builder.add("relu", RELU, x);
    }
    return builder.build(x);
  }

  /**
   * A network of NAS-Bench-201 size: 15 cells of six edges, every edge a ReLU, 3×3 convolution and
   * norm, summed pairwise: 300 ops.
   */
  static Graph cells() {
    GraphBuilder builder = new GraphBuilder("cells");
    Node x = builder.input("input", Shape.of(1, 16, 32, 32));
    for (int i = 0; i < 15; i++) {
      Node first = edge(builder, x);
      Node second = builder.add("sum", new Op.Add(), edge(builder, x), edge(builder, first));
      x =
          builder.add(
              "sum", new Op.Add(), edge(builder, x), edge(builder, first), edge(builder, second));
    }
    return builder.build(x);
  }

  private static Node edge(GraphBuilder builder, Node x) {
    Node relu = builder.add("relu", RELU, x);
    Node conv = builder.add("conv", new Op.Conv(16, Window.same(3), 1, false), relu);
    return builder.add("norm", NORM, conv);
  }
}
