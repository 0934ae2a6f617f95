package convspectrum.executor;

import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import java.util.List;

/** Small networks of the kinds that the tool is made for. */
final class NetworkGraphs {
  private final GraphBuilder builder;

  private NetworkGraphs(String name) {
    this.builder = new GraphBuilder(name);
  }

  static List<Graph> all() {
    return List.of(separable(), inception(), residual(), squeezeExcite(), convNext(), shuffle());
  }

  private static Graph separable() {
    NetworkGraphs net = new NetworkGraphs("separable stack");
    Node x = net.builder.input("image", Shape.of(1, 3, 33, 33));
    x = net.unit(x, 16, Window.square(3, 2, 1), 1, ActivationFunction.RELU);
    for (int i = 0; i < 8; i++) {
      int channels = 16 + 8 * i;
      x = net.unit(x, channels, Window.same(3), channels, ActivationFunction.RELU6);
      x = net.unit(x, channels + 8, Window.same(1), 1, ActivationFunction.RELU6);
    }
    return net.classify(x);
  }

  private static Graph inception() {
    NetworkGraphs net = new NetworkGraphs("inception");
    Node x = net.builder.input("image", Shape.of(2, 13, 17, 17));
    for (int i = 0; i < 3; i++) {
      Node a = net.unit(x, 8, Window.same(1), 1, ActivationFunction.RELU);
      Node b = net.unit(x, 6, Window.same(1), 1, ActivationFunction.RELU);
      b = net.unit(b, 12, Window.same(3), 1, ActivationFunction.RELU);
      Node c = net.unit(x, 4, Window.same(1), 1, ActivationFunction.RELU);
      c = net.unit(c, 6, Window.same(5), 2, ActivationFunction.RELU);
      Node d = net.builder.add("pool", new Op.Pool(PoolKind.MAX, Window.same(3), true, false), x);
      d = net.unit(d, 4, Window.same(1), 1, ActivationFunction.RELU);
      x = net.builder.add("join", new Op.Concat(1), a, b, c, d);
    }
    Op reduce = new Op.Pool(PoolKind.AVERAGE, Window.square(3, 2, 1), true, true);
    return net.classify(net.builder.add("reduce", reduce, x));
  }

  private static Graph residual() {
    NetworkGraphs net = new NetworkGraphs("residual");
    Node x = net.builder.input("image", Shape.of(1, 16, 14, 14));
    for (int i = 0; i < 12; i++) {
      Node body = net.unit(x, 16, Window.same(3), 4, ActivationFunction.RELU);
      body = net.builder.add("conv", new Op.Conv(16, Window.same(3), 1, false), body);
      body = net.builder.add("norm", new Op.BatchNorm(1e-5, true, true), body);
      x = net.builder.add("add", new Op.Add(), x, body);
      x = net.activation(x, ActivationFunction.RELU);
    }
    return net.classify(x);
  }

  private static Graph squeezeExcite() {
    NetworkGraphs net = new NetworkGraphs("squeeze-excite");
    Node x = net.builder.input("image", Shape.of(1, 12, 15, 15));
    for (int i = 0; i < 4; i++) {
      Node wide = net.unit(x, 48, Window.same(1), 1, ActivationFunction.SILU);
      wide = net.unit(wide, 48, Window.same(5), 48, ActivationFunction.HARD_SWISH);
      Node gate = net.builder.add("squeeze", new Op.GlobalPool(PoolKind.AVERAGE), wide);
      gate = net.builder.add("reduce", new Op.Conv(3, Window.same(1), 1, true), gate);
      gate = net.activation(gate, ActivationFunction.RELU);
      gate = net.builder.add("expand", new Op.Conv(48, Window.same(1), 1, true), gate);
      gate = net.activation(gate, ActivationFunction.SIGMOID);
      Node excited = net.builder.add("excite", new Op.Multiply(), wide, gate);
      Node out = net.builder.add("project", new Op.Conv(12, Window.same(1), 1, false), excited);
      out = net.builder.add("norm", new Op.BatchNorm(1e-3, true, true), out);
      x = net.builder.add("add", new Op.Add(), out, x);
    }
    return net.classify(x);
  }

  private static Graph convNext() {
    NetworkGraphs net = new NetworkGraphs("convnext");
    Node x = net.builder.input("image", Shape.of(2, 24, 9, 9));
    for (int i = 0; i < 3; i++) {
      Node body = net.builder.add("depthwise", new Op.Conv(24, Window.same(7), 24, true), x);
      body = net.builder.add("norm", new Op.LayerNorm(List.of(1), 1e-6, true), body);
      body = net.builder.add("nhwc", new Op.Transpose(List.of(0, 2, 3, 1)), body);
      body = net.builder.add("expand", new Op.Linear(96, true), body);
      body = net.activation(body, ActivationFunction.GELU);
      body = net.builder.add("project", new Op.Linear(24, true), body);
      body = net.builder.add("nchw", new Op.Transpose(List.of(0, 3, 1, 2)), body);
      body = net.builder.add("scale", new Op.ChannelScale(0.5), body);
      x = net.builder.add("add", new Op.Add(), x, body);
    }
    return net.classify(x);
  }

  private static Graph shuffle() {
    NetworkGraphs net = new NetworkGraphs("shuffle");
    Node x = net.builder.input("image", Shape.of(3, 24, 10, 10));
    for (int i = 0; i < 3; i++) {
      Node left = net.builder.add("left", new Op.Slice(1, 0, 12), x);
      Node right = net.builder.add("right", new Op.Slice(1, 12, 24), x);
      right = net.unit(right, 12, Window.same(1), 3, ActivationFunction.MISH);
      right = net.unit(right, 12, Window.same(3), 12, ActivationFunction.GELU_TANH);
      x = net.builder.add("join", new Op.Concat(1), left, right);
      x = net.builder.add("shuffle", new Op.ChannelShuffle(2), x);
    }
    return net.classify(x);
  }

  private Node unit(Node x, int channels, Window window, int groups, ActivationFunction function) {
    Node conv = builder.add("conv", new Op.Conv(channels, window, groups, false), x);
    return activation(builder.add("norm", new Op.BatchNorm(1e-5, true, true), conv), function);
  }

  private Node activation(Node x, ActivationFunction function) {
    return builder.add(function.specName(), Op.Activation.of(function), x);
  }

  private Graph classify(Node x) {
    Node pooled = builder.add("pool", new Op.GlobalPool(PoolKind.AVERAGE), x);
    Shape flat = Shape.of(x.shape().batch(), x.shape().channels());
    Node features = builder.add("flatten", new Op.Reshape(flat), pooled);
    Node logits = builder.add("classifier", new Op.Linear(10, true), features);
    return builder.build(logits, x);
  }
}
