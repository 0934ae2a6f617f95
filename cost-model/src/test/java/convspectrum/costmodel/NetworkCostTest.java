package convspectrum.costmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.costmodel.convention.Convention;
import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Origin;
import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The worked example of docs/conventions.md: a residual depthwise separable block. */
class NetworkCostTest {
  private static final Op NORM = new Op.BatchNorm(1e-5, true, true);

  /** 16×8×8 → depthwise 3×3, norm, ReLU → pointwise to 16, norm → plus the input. */
  static Graph example() {
    GraphBuilder builder = new GraphBuilder("example");
    Node x = builder.input("input", Shape.of(1, 16, 8, 8));
    Origin separable = new Origin("layers[0].separable", "separable");
    Node y = builder.add("depthwise", conv(Window.same(3), 16), List.of(x), separable);
    y = builder.add("norm1", NORM, List.of(y), separable);
    y = builder.add("relu", Op.Activation.of(ActivationFunction.RELU), List.of(y), separable);
    y = builder.add("pointwise", conv(Window.same(1), 1), List.of(y), separable);
    y = builder.add("norm2", NORM, List.of(y), separable);
    Node sum = builder.add("add", new Op.Add(), List.of(y, x), new Origin("layers[0]", "residual"));
    return builder.build(sum);
  }

  private static Op conv(Window window, int groups) {
    return new Op.Conv(16, window, groups, false);
  }

  @Test
  void theExampleNodeByNode() {
    NetworkCost cost = NetworkCost.of(example(), CostOptions.DEFAULT);
    assertThat(cost.nodes().stream().map(NodeCost::cost))
        .containsExactly(
            Cost.ZERO,
            new Cost(144, 0, 9_216, 18_432, 4 * (1024 + 144), 4096, 1024),
            new Cost(32, 32, 0, 0, 4 * (1024 + 64), 4096, 1024),
            new Cost(0, 0, 0, 0, 4096, 4096, 1024),
            new Cost(256, 0, 16_384, 32_768, 4 * (1024 + 256), 4096, 1024),
            new Cost(32, 32, 0, 0, 4 * (1024 + 64), 4096, 1024),
            new Cost(0, 0, 0, 0, 8192, 4096, 1024));
    assertThat(cost.total()).isEqualTo(new Cost(464, 64, 25_600, 51_200, 30_784, 24_576, 6_144));
    assertThat(cost.total().bytes()).isEqualTo(55_360);
    assertThat(cost.total().arithmeticIntensity()).isEqualTo(51_200 / 55_360.0);
    // The input lives on for the addition, beside a node's input and output: three of 4,096 bytes.
    assertThat(cost.peakActivationBytes()).isEqualTo(12_288);
  }

  @Test
  void theExampleFolded() {
    CostOptions fold = new CostOptions(Convention.PAPER, true, DataType.FLOAT32);
    NetworkCost cost = NetworkCost.of(example(), fold);
    assertThat(cost.nodes().stream().map(node -> node.node().name()))
        .containsExactly("input", "depthwise", "relu", "pointwise", "add");
    assertThat(cost.total()).isEqualTo(new Cost(432, 0, 25_600, 51_200, 22_208, 16_384, 4_096));
    assertThat(cost.peakActivationBytes()).isEqualTo(12_288);
  }

  @Test
  void theExampleByBlock() {
    NetworkCost cost = NetworkCost.of(example(), CostOptions.DEFAULT);
    List<GroupCost> blocks = cost.by(Grouping.BLOCK);
    assertThat(blocks.stream().map(GroupCost::name))
        .containsExactly("layers[0].separable", "layers[0]");
    assertThat(blocks.stream().map(GroupCost::label)).containsExactly("separable", "residual");
    assertThat(blocks.getFirst().nodes()).hasSize(5);
    assertThat(blocks.getFirst().cost().macs()).isEqualTo(25_600);
    assertThat(blocks.getLast().cost().bytes()).isEqualTo(12_288);
  }

  @Test
  void everyGroupingAddsUpToTheTotal() {
    NetworkCost cost = NetworkCost.of(Networks.resNet50(), CostOptions.DEFAULT);
    for (Grouping grouping : Grouping.values()) {
      Cost sum = cost.by(grouping).stream().map(GroupCost::cost).reduce(Cost.ZERO, Cost::plus);
      assertThat(sum).as("%s", grouping).isEqualTo(cost.total());
    }
    assertThat(cost.by(Grouping.LAYER)).hasSize(cost.nodes().size() - 1);
    assertThat(cost.by(Grouping.BLOCK)).hasSize(18);
    assertThat(cost.by(Grouping.NETWORK)).singleElement().extracting("name").isEqualTo("resnet50");
  }

  @Test
  void halfPrecisionHalvesBytesOnly() {
    Cost single = NetworkCost.of(example(), CostOptions.DEFAULT).total();
    NetworkCost half =
        NetworkCost.of(example(), new CostOptions(Convention.PAPER, false, DataType.FLOAT16));
    assertThat(half.total().bytes()).isEqualTo(single.bytes() / 2);
    assertThat(half.total().macs()).isEqualTo(single.macs());
    assertThat(half.peakActivationBytes()).isEqualTo(6_144);
  }

  @Test
  void viewsMoveNothingAndASliceCopiesWhatItTakes() {
    GraphBuilder builder = new GraphBuilder("views");
    Node x = builder.input("input", Shape.of(1, 4, 2, 2));
    Node identity = builder.add("identity", new Op.Identity(), x);
    Node slice = builder.add("slice", new Op.Slice(1, 0, 1), identity);
    Node zero = builder.add("zero", new Op.Zero(), slice);
    Node flat = builder.add("reshape", new Op.Reshape(Shape.of(1, 4)), zero);
    Node twice = builder.add("twice", new Op.Add(), flat, flat);
    NetworkCost cost = NetworkCost.of(builder.build(twice), CostOptions.DEFAULT);
    assertThat(cost.nodes().stream().map(node -> node.cost().bytesRead()))
        .containsExactly(0L, 0L, 16L, 0L, 0L, 16L);
    assertThat(cost.nodes().stream().map(node -> node.cost().bytesWritten()))
        .containsExactly(0L, 0L, 16L, 16L, 0L, 16L);
  }

  @Test
  void parameterCountsAreTheSizesOfTheSlots() {
    List<Graph> graphs = List.of(Networks.resNet50(), Networks.mobileNetV1(), odd());
    List<Node> nodes = new ArrayList<>();
    graphs.forEach(graph -> nodes.addAll(graph.nodes()));
    int storing = 0;
    for (Node node : nodes) {
      long trainable = 0;
      long all = 0;
      for (var slot : node.parameters()) {
        all += slot.shape().elements();
        trainable += slot.trainable() ? slot.shape().elements() : 0;
      }
      assertThat(ParameterCount.learned(node)).as("%s", node).isEqualTo(trainable);
      if (!(node.op() instanceof Op.Constant)) {
        assertThat(ParameterCount.runningStatistics(node)).isEqualTo(all - trainable);
        assertThat(MemoryTraffic.parametersRead(node)).isEqualTo(all);
      }
      storing += all > 0 ? 1 : 0;
    }
    assertThat(storing).isEqualTo(107 + 55 + 9);
  }

  /** Whatever stores something and is in no ordinary network. */
  private static Graph odd() {
    GraphBuilder builder = new GraphBuilder("odd");
    Node x = builder.input("input", Shape.of(1, 6, 4, 4));
    x = builder.add("biased", new Op.Conv(6, Window.same(3), 2, true), x);
    x = builder.add("shift", new Op.BatchNorm(1e-3, false, true), x);
    x = builder.add("plain", new Op.BatchNorm(1e-3, false, false), x);
    x = builder.add("layer", new Op.LayerNorm(List.of(1, 2), 1e-6, true), x);
    x = builder.add("bare", new Op.LayerNorm(List.of(1), 1e-6, false), x);
    x = builder.add("gamma", new Op.ChannelScale(1e-6), x);
    Node learned = builder.add("learned", new Op.Constant(Shape.of(6, 1, 1), true));
    Node fixed = builder.add("fixed", new Op.Constant(Shape.of(6, 1, 1), false));
    x = builder.add("sum", new Op.Add(), x, learned, fixed);
    x = builder.add("pool", new Op.GlobalPool(PoolKind.MAX), x);
    x = builder.add("flat", new Op.Reshape(Shape.of(1, 6)), x);
    Node out = builder.add("linear", new Op.Linear(3, false), x);
    return builder.build(builder.add("norm", NORM, out));
  }

  @Test
  void totalsAreThoseOfTheFullCount() {
    for (Graph graph : List.of(Networks.resNet50(), Networks.inception3a(), odd(), example())) {
      Cost total = NetworkCost.of(graph, CostOptions.DEFAULT).total();
      Totals totals = Totals.of(graph);
      assertThat(totals).isEqualTo(new Totals(total.params(), total.macs()));
      assertThat(totals.flops()).isEqualTo(total.flops());
    }
  }

  @Test
  void sumsBeyond64BitsAreRefused() {
    Cost huge = new Cost(0, 0, Long.MAX_VALUE, 0, 0, 0, 0);
    Cost one = new Cost(0, 0, 1, 0, 0, 0, 0);
    assertThatThrownBy(() -> huge.plus(one)).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void theExampleByOp() {
    List<GroupCost> ops = NetworkCost.of(example(), CostOptions.DEFAULT).by(Grouping.OP);
    assertThat(ops.stream().map(GroupCost::name))
        .containsExactly("Conv", "BatchNorm", "Activation", "Add");
    assertThat(ops.stream().map(op -> op.nodes().size())).containsExactly(2, 2, 1, 1);
    assertThat(ops.stream().map(GroupCost::label))
        .containsExactly("Conv", "BatchNorm", "Activation", "Add");
  }

  /** On 1×6×4×4: a convolution has 4 · 6 · 9 = 216 weights and 4 biases, a norm 6 of each kind. */
  @Test
  void whatIsSharedCountsAtTheNodeThatStoresIt() {
    GraphBuilder builder = new GraphBuilder("shared");
    Node x = builder.input("input", Shape.of(1, 6, 4, 4));
    Op conv = new Op.Conv(4, Window.same(3), 1, true);
    Node biased = builder.add("conv", conv, List.of(x), x.origin(), Set.of("weight"));
    assertThat(ParameterCount.learned(biased)).isEqualTo(4);
    assertThat(ParameterCount.runningStatistics(biased)).isZero();
    assertThat(MemoryTraffic.parametersRead(biased)).isEqualTo(220);
    Node norm = builder.add("norm", NORM, List.of(x), x.origin(), Set.of("weight", "running_mean"));
    assertThat(ParameterCount.learned(norm)).isEqualTo(6);
    assertThat(ParameterCount.runningStatistics(norm)).isEqualTo(6);
    assertThat(MemoryTraffic.parametersRead(norm)).isEqualTo(24);
  }
}
