package convspectrum.executor.vector;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.executor.runtime.NodeTime;
import convspectrum.executor.runtime.Program;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import convspectrum.spec.tensor.SeededInputs;
import convspectrum.spec.tensor.SeededWeights;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What follows a convolution and is computed with it: factors, a sum, an activation. */
class EndingsTest {
  private static final Op RELU = Op.Activation.of(ActivationFunction.RELU);
  private static final Op SILU = Op.Activation.of(ActivationFunction.SILU);

  /** Dense, in blocks, a group in each lane, and depthwise. */
  private static final List<Integer> GROUPS = List.of(1, 2, 12, 24);

  private static final List<Op> FOLDED =
      List.of(
          new Op.Identity(),
          new Op.BatchNorm(1e-3, true, true),
          new Op.Scale(-2),
          new Op.ChannelScale(0.3));

  @Test
  void factorsSumsAndActivationsAgree() {
    Parity parity = Parity.withReference();
    for (int groups : GROUPS) {
      for (int kernel : List.of(1, 3)) {
        parity.check(endings(groups, kernel));
      }
    }
    parity.assertAgreed(GROUPS.size() * 2 * FOLDED.size() * 6 * Parity.LANES.size());
  }

  /** A value that is an output or has a second reader stays what it is. */
  @Test
  void whatIsReadElsewhereIsNotFoldedAway() {
    Parity parity = Parity.withReference();
    for (int groups : GROUPS) {
      GraphBuilder builder = new GraphBuilder("read twice, " + groups + " groups");
      Node x = builder.input("x", Shape.of(1, 24, 6, 7));
      Op conv = new Op.Conv(24, Window.same(3), groups, true);
      Node a = builder.add("a", conv, x);
      Node norm = builder.add("norm", new Op.BatchNorm(1e-3, true, true), a);
      Node relu = builder.add("relu", RELU, norm);
      Node b = builder.add("b", conv, relu);
      Node sum = builder.add("sum", new Op.Add(), b, norm);
      Node twice = builder.add("twice", new Op.Add(), sum, sum);
      parity.check(builder.build(builder.add("silu", SILU, twice), relu, a, b));
    }
    parity.assertAgreed(GROUPS.size() * 4 * Parity.LANES.size());
  }

  /** A residual network whose sums are long lived, in an arena that is used again and again. */
  @Test
  void residualBlocksAgree() {
    Parity parity = Parity.withReference();
    for (int groups : GROUPS) {
      for (int batch = 1; batch <= 2; batch++) {
        GraphBuilder builder = new GraphBuilder("residual, " + groups + " groups");
        Node x = builder.input("x", Shape.of(batch, 24, 6, 5));
        for (int i = 0; i < 5; i++) {
          Node y = builder.add("conv", new Op.Conv(24, Window.same(3), groups, false), x);
          y = builder.add("silu", SILU, y);
          y = builder.add("conv", new Op.Conv(24, Window.same(1), 1, true), y);
          x = builder.add("relu", RELU, builder.add("sum", new Op.Add(), x, y));
        }
        parity.check(builder.build(x));
      }
    }
    parity.assertAgreed(GROUPS.size() * 2 * Parity.LANES.size());
  }

  /** A ReLU that is quantised is a clip behind a ReLU. */
  @Test
  void clipsAfterEachOtherAreOne() {
    Parity parity = Parity.withReference();
    List<Op> clips =
        List.of(
            RELU,
            Op.Activation.of(ActivationFunction.RELU6),
            new Op.Activation(ActivationFunction.CLIP, -0.5, 0.3),
            new Op.Activation(ActivationFunction.CLIP, Double.NEGATIVE_INFINITY, 0.4),
            new Op.Activation(ActivationFunction.CLIP, 1, 2));
    for (Op first : clips) {
      for (Op second : clips) {
        GraphBuilder builder = new GraphBuilder(first + ", " + second);
        Node x = builder.input("x", Shape.of(1, 16, 6, 5));
        Node conv = builder.add("conv", new Op.Conv(16, Window.same(3), 1, true), x);
        Node clipped = builder.add("first", first, conv);
        Graph graph = builder.build(builder.add("second", second, clipped));
        parity.check(graph);
        assertThat(phases(graph)).as(graph.name()).isEqualTo(1);
      }
    }
    parity.assertAgreed(clips.size() * clips.size() * Parity.LANES.size());
  }

  /** One phase for each convolution: nothing of what follows takes a pass of its own. */
  @Test
  void endingsAreComputedWithTheirConvolution() {
    GraphBuilder builder = new GraphBuilder("fused");
    Node x = builder.input("x", Shape.of(1, 16, 6, 5));
    Node y = builder.add("conv", new Op.Conv(16, Window.same(3), 1, false), x);
    y = builder.add("norm", new Op.BatchNorm(1e-3, true, true), y);
    y = builder.add("relu", RELU, builder.add("sum", new Op.Add(), y, x));
    Graph graph = builder.build(y);
    try (Program program =
        new VectorRuntime().compile(graph, new SeededWeights(1), RunOptions.SINGLE_THREAD)) {
      List<NodeTime> times = program.profile(SeededInputs.of(graph, 1));
      assertThat(times)
          .extracting(NodeTime::nodes)
          .containsExactly(List.of("conv", "norm", "sum", "relu"));
    }
  }

  private static int phases(Graph graph) {
    try (Program program =
        new VectorRuntime().compile(graph, new SeededWeights(1), RunOptions.SINGLE_THREAD)) {
      return program.profile(SeededInputs.of(graph, 1)).size();
    }
  }

  private static Graph endings(int groups, int kernel) {
    GraphBuilder builder = new GraphBuilder(groups + " groups of " + kernel);
    Node x = builder.input("x", Shape.of(2, 24, 5, 9));
    Node other = builder.input("other", Shape.of(2, 24, 5, 9));
    Op conv = new Op.Conv(24, Window.same(kernel), groups, true);
    List<Node> outputs = new ArrayList<>();
    for (Op folded : FOLDED) {
      for (Op end : List.of(new Op.Identity(), RELU, SILU)) {
        Node plain = builder.add("folded", folded, builder.add("conv", conv, x));
        outputs.add(builder.add("end", end, plain));
        Node added = builder.add("folded", folded, builder.add("conv", conv, x));
        outputs.add(builder.add("end", end, builder.add("sum", new Op.Add(), other, added)));
      }
    }
    return builder.build(outputs.toArray(Node[]::new));
  }
}
