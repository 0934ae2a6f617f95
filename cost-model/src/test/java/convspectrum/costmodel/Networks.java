package convspectrum.costmodel;

import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Origin;
import convspectrum.spec.graph.Padding;
import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import java.util.List;

/** Published networks, built by hand in the order in which their golden tables list the layers. */
public final class Networks {
  private static final Op RELU = Op.Activation.of(ActivationFunction.RELU);
  private static final Op NORM = new Op.BatchNorm(1e-5, true, true);

  private final GraphBuilder builder;
  private String block = "stem";

  private Networks(String name) {
    this.builder = new GraphBuilder(name);
  }

  /** MobileNetV1 1.0 at 224 (Howard et al., arXiv 1704.04861, table 1). */
  public static Graph mobileNetV1() {
    Networks net = new Networks("mobilenet-v1");
    Node x = net.builder.input("input", Shape.of(1, 3, 224, 224));
    x = net.relu(net.convNorm(x, 32, Window.square(3, 2, 1), 1));
    int[][] layers = {
      {64, 1}, {128, 2}, {128, 1}, {256, 2}, {256, 1}, {512, 2}, {512, 1}, {512, 1}, {512, 1},
      {512, 1}, {512, 1}, {1024, 2}, {1024, 1}
    };
    for (int i = 0; i < layers.length; i++) {
      net.block = "separable" + i;
      int channels = x.shape().channels();
      x = net.relu(net.convNorm(x, channels, Window.square(3, layers[i][1], 1), channels));
      x = net.relu(net.convNorm(x, layers[i][0], Window.same(1), 1));
    }
    return net.classify(x);
  }

  /** ResNet-50 at 224, with the stride in the 3×3 as torchvision has it. */
  public static Graph resNet50() {
    Networks net = new Networks("resnet50");
    Node x = net.builder.input("input", Shape.of(1, 3, 224, 224));
    x = net.relu(net.convNorm(x, 64, Window.square(7, 2, 3), 1));
    x = net.add("maxpool", new Op.Pool(PoolKind.MAX, Window.square(3, 2, 1), false, false), x);
    int[] blocks = {3, 4, 6, 3};
    for (int stage = 0; stage < 4; stage++) {
      for (int i = 0; i < blocks[stage]; i++) {
        net.block = "layer" + (stage + 1) + "." + i;
        x = net.bottleneck(x, 64 << stage, i == 0 && stage > 0 ? 2 : 1, i == 0);
      }
    }
    return net.classify(x);
  }

  /** Module 3a of GoogLeNet (Szegedy et al., arXiv 1409.4842, table 1), convolutions with bias. */
  public static Graph inception3a() {
    Networks net = new Networks("inception-3a");
    net.block = "inception";
    Node x = net.builder.input("input", Shape.of(1, 192, 28, 28));
    Node a = net.relu(net.biased(x, 64, 1));
    Node b = net.relu(net.biased(net.relu(net.biased(x, 96, 1)), 128, 3));
    Node c = net.relu(net.biased(net.relu(net.biased(x, 16, 1)), 32, 5));
    Op pool = new Op.Pool(PoolKind.MAX, Window.same(3), false, false);
    Node d = net.relu(net.biased(net.add("pool", pool, x), 32, 1));
    return net.builder.build(net.add("concat", new Op.Concat(1), a, b, c, d));
  }

  private Node bottleneck(Node x, int width, int stride, boolean project) {
    Node y = relu(convNorm(x, width, Window.same(1), 1));
    y = relu(convNorm(y, width, Window.square(3, stride, 1), 1));
    y = convNorm(y, 4 * width, Window.same(1), 1);
    Node shortcut = project ? convNorm(x, 4 * width, Window.square(1, stride, 0), 1) : x;
    return relu(add("add", new Op.Add(), y, shortcut));
  }

  private Graph classify(Node x) {
    block = "head";
    Node pooled = add("pool", new Op.GlobalPool(PoolKind.AVERAGE), x);
    Node flat = add("flatten", new Op.Reshape(Shape.of(1, x.shape().channels())), pooled);
    return builder.build(add("classifier", new Op.Linear(1000, true), flat));
  }

  private Node convNorm(Node x, int out, Window window, int groups) {
    return add("norm", NORM, add("conv", new Op.Conv(out, window, groups, false), x));
  }

  private Node biased(Node x, int out, int kernel) {
    return add("conv", new Op.Conv(out, Window.same(kernel), 1, true), x);
  }

  private Node relu(Node x) {
    return add("relu", RELU, x);
  }

  private Node add(String name, Op op, Node... inputs) {
    return builder.add(name, op, List.of(inputs), new Origin(block, block));
  }

  /** A square window with equal padding on all sides, as the golden tables have it. */
  static Window window(int kernel, int stride) {
    return new Window(kernel, kernel, stride, stride, 1, 1, Padding.all((kernel - 1) / 2));
  }
}
