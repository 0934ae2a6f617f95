package convspectrum.costmodel;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.graph.Reduction;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchNormFoldingTest {
  private static final Op NORM = new Op.BatchNorm(1e-5, true, true);
  private static final Op CONV = new Op.Conv(4, Window.same(3), 1, false);

  private final GraphBuilder builder = new GraphBuilder("folding");
  private final Node input = builder.input("input", Shape.of(1, 4, 8, 8));

  @Test
  void aNormBehindAConvolutionBecomesItsBias() {
    Node conv = builder.add("conv", CONV, input);
    Graph folded = BatchNormFolding.fold(builder.build(builder.add("norm", NORM, conv)));
    assertThat(folded.nodes()).hasSize(2);
    assertThat(folded.outputs().getFirst().op()).isEqualTo(new Op.Conv(4, Window.same(3), 1, true));
    assertThat(folded.outputs().getFirst().name()).isEqualTo("conv");
    assertThat(folded.outputs().getFirst().origin()).isEqualTo(conv.origin());
  }

  @Test
  void ofTwoNormsInARowTheSecondStays() {
    Node first = builder.add("norm", NORM, builder.add("conv", CONV, input));
    Graph graph = builder.build(builder.add("norm", NORM, first));
    assertThat(BatchNormFolding.fold(graph).nodes()).hasSize(3);
  }

  @Test
  void aNormOfTheInputOrOfASumStays() {
    Node norm = builder.add("norm", NORM, input);
    Node sum = builder.add("sum", new Op.Add(), norm, input);
    Graph graph = builder.build(builder.add("norm", NORM, sum));
    assertThat(BatchNormFolding.fold(graph).nodes()).hasSameSizeAs(graph.nodes());
  }

  @Test
  void aConvolutionThatIsReadElsewhereKeepsItsNorm() {
    Node conv = builder.add("conv", CONV, input);
    Graph graph =
        builder.build(builder.add("sum", new Op.Add(), conv, builder.add("n", NORM, conv)));
    assertThat(BatchNormFolding.fold(graph).nodes()).hasSameSizeAs(graph.nodes());
  }

  @Test
  void aConvolutionThatIsAnOutputKeepsItsNorm() {
    Node conv = builder.add("conv", CONV, input);
    Graph graph = builder.build(conv, builder.add("norm", NORM, conv));
    assertThat(BatchNormFolding.fold(graph).nodes()).hasSameSizeAs(graph.nodes());
  }

  @Test
  void aLinearLayerFoldsWhereItsFeaturesAreTheChannels() {
    Node row = builder.input("row", Shape.of(1, 4));
    Node linear = builder.add("linear", new Op.Linear(4, false), row);
    Node rows = builder.input("rows", Shape.of(1, 4, 4));
    Node sequence = builder.add("sequence", new Op.Linear(4, false), rows);
    Graph graph = builder.build(builder.add("a", NORM, linear), builder.add("b", NORM, sequence));
    assertThat(BatchNormFolding.fold(graph).outputs().stream().map(Node::name))
        .containsExactly("linear", "b");
  }

  @Test
  void resNet50LosesAllItsNorms() {
    Graph graph = Networks.resNet50();
    Graph folded = BatchNormFolding.fold(graph);
    assertThat(folded.nodes()).hasSize(graph.nodes().size() - 53);
    assertThat(Totals.of(folded)).isEqualTo(new Totals(25_557_032 - 26_560, 4_089_184_256L));
  }

  /** One op of each family that holds no weights to fold into. */
  @Test
  void aNormBehindAnOpWithoutSuchWeightsStays() {
    Node before = input;
    List<Op> ops =
        List.of(
            new Op.LayerNorm(List.of(1), 1e-6, true),
            new Op.GlobalPool(PoolKind.MAX),
            new Op.ChannelScale(1),
            new Op.Slice(1, 0, 2),
            new Op.Identity(),
            new Op.Reduce(Reduction.SUM, List.of(2)));
    for (Op op : ops) {
      before = builder.add("norm", NORM, builder.add("op", op, before));
    }
    Node product = builder.add("product", new Op.MatMul(), before, before);
    Graph graph = builder.build(builder.add("norm", NORM, product));
    assertThat(BatchNormFolding.fold(graph).nodes().stream().map(node -> node.op().typeName()))
        .containsExactlyElementsOf(
            graph.nodes().stream().map(node -> node.op().typeName()).toList());
  }
}
