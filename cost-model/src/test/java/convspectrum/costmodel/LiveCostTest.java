package convspectrum.costmodel;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.costmodel.convention.Convention;
import convspectrum.spec.Spec;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import java.math.BigInteger;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parameters and MACs of what lies on a path from the input to the output. */
class LiveCostTest {
  private static final Spec CELLS = Spec.read(Path.of("../examples/nasbench201.yaml"));
  private static final CostOptions LIVE =
      new CostOptions(Convention.named("live"), false, DataType.FLOAT32);

  /**
   * Edges 1←0, 2←0, 2←1, 3←0, 3←1, 3←2; 0 none, 1 skip, 2 1×1, 3 3×3. Without a convolution in the
   * cells it is 73,306 parameters and 7,783,040 MACs. Over all 15 cells a 1×1 adds 5 · (16² + 32² +
   * 64²) + 5 · 2 · (16 + 32 + 64) = 28,000 parameters and 15 · 262,144 MACs, a 3×3 5 · 9 · (16² +
   * 32² + 64²) + 1,120 = 243,040 and 15 · 2,359,296.
   */
  @ParameterizedTest
  @CsvSource({
    // All of it is live.
    "320123, 615386, 86426240, 615386, 86426240",
    // 3×3 on 1←0, which nothing reads: 2←1 and 3←1 are none.
    "300100, 316346, 43172480, 73306, 7783040",
    // The same beside a 1×1 and a 3×3 that are live.
    "320103, 587386, 82494080, 344346, 47104640",
    // The 1×1 on 2←1 sees zeros; the 3×3 behind it the offset of its norm.
    "002103, 344346, 47104640, 73306, 7783040",
    // No edge reaches node 3.
    "333000, 802426, 113951360, 0, 0"
  })
  void cellsOfNasBench201(String ops, long params, long macs, long liveParams, long liveMacs) {
    Graph graph = graph(ops);
    assertThat(Totals.of(graph)).isEqualTo(new Totals(params, macs));
    assertThat(Totals.live(graph)).isEqualTo(new Totals(liveParams, liveMacs));
    Cost live = NetworkCost.of(graph, CostOptions.DEFAULT).live();
    assertThat(live.params()).isEqualTo(liveParams);
    assertThat(live.macs()).isEqualTo(liveMacs);
    Cost counted = NetworkCost.of(graph, LIVE).total();
    assertThat(counted.params()).isEqualTo(liveParams);
    assertThat(counted.macs()).isEqualTo(liveMacs);
    assertThat(counted.flops()).isEqualTo(2 * liveMacs);
  }

  private static Graph graph(String ops) {
    return CELLS.graph(CELLS.space().design(new BigInteger(ops, 5)));
  }

  /** 8 to 8 channels by 3×3 at 6×6: 576 weights, 20,736 MACs; its product with zero drops. */
  @Test
  void aConvolutionThatIsMultipliedByZero() {
    GraphBuilder builder = new GraphBuilder("product");
    Node x = builder.input("x", Shape.of(1, 8, 6, 6));
    Op conv = new Op.Conv(8, Window.same(3), 1, false);
    Node dead = builder.add("dead", conv, x);
    Node zero = builder.add("zero", new Op.Zero(), x);
    Node product = builder.add("product", new Op.Multiply(), dead, zero);
    Graph graph =
        builder.build(builder.add("sum", new Op.Add(), builder.add("conv", conv, x), product));
    assertThat(Totals.of(graph)).isEqualTo(new Totals(1_152, 41_472));
    assertThat(Totals.live(graph)).isEqualTo(new Totals(576, 20_736));
    NetworkCost cost = NetworkCost.of(graph, LIVE);
    NodeCost counted =
        cost.nodes().stream().filter(node -> node.node().name().equals("dead")).findFirst().get();
    // It is run all the same: 288 inputs and 576 weights read, 288 outputs written.
    assertThat(counted.cost()).isEqualTo(new Cost(0, 0, 0, 0, 4 * (288 + 576), 4 * 288, 288));
    assertThat(cost.total().bytes())
        .isEqualTo(NetworkCost.of(graph, CostOptions.DEFAULT).total().bytes());
  }

  /**
   * Folded, a norm of zero is a convolution with a bias: still not on a path from the input. Of the
   * live parameters the norms behind the stem and in both reductions lose one of two a channel: 16
   * + 2 · 32 + 2 · 64.
   */
  @Test
  void foldingMakesNothingLive() {
    CostOptions folded = new CostOptions(Convention.PAPER, true, DataType.FLOAT32);
    Cost live = NetworkCost.of(graph("002103"), folded).live();
    assertThat(live.macs()).isEqualTo(7_783_040);
    assertThat(live.params()).isEqualTo(73_306 - 16 - 64 - 128);
  }

  @Test
  void aNetworkWithoutZerosIsAllLive() {
    Graph graph = Networks.resNet50();
    assertThat(Totals.live(graph)).isEqualTo(Totals.of(graph));
    assertThat(NetworkCost.of(graph, LIVE).total())
        .isEqualTo(NetworkCost.of(graph, CostOptions.DEFAULT).total());
  }
}
