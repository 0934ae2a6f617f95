package convspectrum.costmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Of a residual layer: x is 8 × 5 × 5 = 200 values, the 3×3 convolution has 576 weights. */
final class FusedCostTest {
  private final GraphBuilder builder = new GraphBuilder("residual");
  private final Node x = builder.input("x", Shape.of(1, 8, 5, 5));
  private final Node conv = builder.add("conv", new Op.Conv(8, Window.same(3), 1, false), x);
  private final Node norm = builder.add("norm", new Op.BatchNorm(1e-5, true, true), conv);
  private final Node sum = builder.add("sum", new Op.Add(), norm, x);
  private final Node relu = builder.add("relu", Op.Activation.of(ActivationFunction.RELU), sum);

  private static FusedCost of(Graph graph) {
    return new FusedCost(NetworkCost.of(graph, CostOptions.DEFAULT));
  }

  @Test
  void whatStaysInsideIsNotMovedAndTheNormIsInTheWeights() {
    Cost cost = of(builder.build(relu)).of(List.of(conv, norm, sum, relu));
    assertThat(cost.macs()).isEqualTo(576 * 25);
    assertThat(cost.flops()).isEqualTo(2 * 576 * 25);
    assertThat(cost.bytesRead()).as("x once, weights").isEqualTo(4 * (200 + 576));
    assertThat(cost.bytesWritten()).isEqualTo(4 * 200);
    assertThat(cost.params()).isEqualTo(576 + 16);
  }

  @Test
  void whatIsReadElsewhereIsWrittenToo() {
    Cost cost = of(builder.build(relu)).of(List.of(conv, norm));
    assertThat(cost.bytesRead()).isEqualTo(4 * (200 + 576));
    assertThat(cost.bytesWritten()).isEqualTo(4 * 200);
    Cost second = of(builder.build(relu)).of(List.of(sum, relu));
    assertThat(second.bytesRead()).as("norm and x").isEqualTo(4 * 400);
    assertThat(of(builder.build(relu, norm)).of(List.of(conv, norm, sum, relu)).bytesWritten())
        .as("the norm's value leaves the graph")
        .isEqualTo(4 * 400);
  }

  @Test
  void aViewBehindAStepHidesNothing() {
    Node view = builder.add("view", new Op.Identity(), relu);
    FusedCost costs = of(builder.build(view));
    assertThat(costs.of(List.of(relu, view)).bytesWritten()).isEqualTo(4 * 200);
    assertThat(costs.of(List.of(relu, view)).bytesRead()).isEqualTo(4 * 200);
  }

  @Test
  void aNodeByItselfCostsWhatItDoes() {
    Graph graph = builder.build(relu);
    NetworkCost network = NetworkCost.of(graph, CostOptions.DEFAULT);
    FusedCost costs = new FusedCost(network);
    assertThat(network.nodes()).hasSize(5);
    assertThat(network.nodes())
        .allSatisfy(node -> assertThat(costs.of(List.of(node.node()))).isEqualTo(node.cost()));
    Node stranger = new GraphBuilder("other").input("y", Shape.of(1));
    assertThatThrownBy(() -> costs.of(List.of(stranger)))
        .hasMessage("y is no node of this network");
  }

  @Test
  void aNormWithoutAConvolutionReadsItsParameters() {
    Node gate = builder.add("gate", Op.Activation.of(ActivationFunction.SIGMOID), norm);
    Cost cost = of(builder.build(gate)).of(List.of(norm, gate));
    assertThat(cost.bytesRead()).as("its input, and four values per channel").isEqualTo(4 * 232);
    Node linear = builder.add("linear", new Op.Linear(5, false), gate);
    Node second = builder.add("second", new Op.BatchNorm(1e-5, true, true), linear);
    assertThat(of(builder.build(second)).of(List.of(linear, second)).bytesRead())
        .as("a linear layer takes the norm as a convolution does")
        .isEqualTo(4 * (200 + 25));
  }
}
