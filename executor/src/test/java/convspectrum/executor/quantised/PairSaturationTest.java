package convspectrum.executor.quantised;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import convspectrum.executor.reference.SaturatingSums;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import convspectrum.spec.quantised.LayerIntegers;
import convspectrum.spec.quantised.QuantisedGraph;
import convspectrum.spec.quantised.ValueScale;
import convspectrum.spec.tensor.SeededWeights;
import convspectrum.spec.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Layers whose sums of two products are worked by hand. */
final class PairSaturationTest {
  /**
   * Three features of 255 and weights of 127, 127, 127: the pair is 64,770, of which 32,767 remain,
   * and the third product is alone. −127 and 127 are 0, two weights of 63 are 32,130, and −127
   * twice is cut off at −32,768.
   */
  @Test
  void pairsOfALinearLayer() {
    Node layer = layer(new Op.Linear(4, false), Shape.of(1, 3));
    byte[] weights = {127, 127, 127, -127, 127, 0, 63, 63, 63, -127, -127, 1};
    SaturatingSums found =
        SaturatingSums.of(layer, integers(weights, 4), new int[] {255, 255, 255}, 0);
    assertThat(found.pairs()).isEqualTo(4);
    assertThat(found.saturated()).isEqualTo(2);
    assertThat(found.sums()).containsExactly(32_767 + 32_385, 0, 32_130 + 16_065, -32_768 + 255);
  }

  /**
   * Four channels by 3×3 in the padding of one pixel: the value is 155 above a zero point of 100,
   * as outside there is a 0, which the byte 100 stands for. Inside each of two pairs is 2 · 127 ·
   * 255 = 64,770, outside 25,400.
   */
  @Test
  void pairsOfAConvolutionAreChannelsOfATap() {
    Node layer = layer(new Op.Conv(1, Window.same(3), 1, false), Shape.of(1, 4, 1, 1));
    byte[] weights = new byte[36];
    Arrays.fill(weights, (byte) 127);
    int[] x = {155, 155, 155, 155};
    SaturatingSums found = SaturatingSums.of(layer, integers(weights, 1), x, 100);
    assertThat(found.pairs()).isEqualTo(18);
    assertThat(found.saturated()).isEqualTo(2);
    int exact = 4 * 127 * 155;
    assertThat(found.sums()).containsExactly(exact - 2 * (64_770 - 32_767));
    PairSaturation loss = PairSaturation.of(layer, integers(weights, 1), x, 100);
    assertThat(loss.saturated()).isEqualTo(2);
    assertThat(loss.decibels())
        .isCloseTo(20 * Math.log10(exact / (2.0 * (64_770 - 32_767))), within(1e-9));
  }

  /** A product of 255 · 127 fits 16 bits. */
  @Test
  void depthwiseChannelsHaveNoPairs() {
    Node layer = layer(new Op.Conv(4, Window.same(3), 4, false), Shape.of(1, 4, 3, 3));
    byte[] weights = new byte[36];
    Arrays.fill(weights, (byte) 127);
    int[] x = new int[36];
    Arrays.fill(x, 255);
    assertThat(SaturatingSums.of(layer, integers(weights, 4), x, 0).pairs()).isZero();
  }

  /** Full weights saturate in one pair of two; weights within ±63 in none. */
  @Test
  void aNetworkIsCountedOnItsInputs() {
    PairSaturation full = ofNetwork(127);
    assertThat(full.layer()).isEqualTo("y");
    assertThat(full.pairs()).isEqualTo(2);
    assertThat(full.saturated()).isEqualTo(1);
    assertThat(full.decibels()).isBetween(0.0, 20.0);
    QuantisedGraph reduced = network(63);
    assertThat(PairSaturation.of(reduced, inputs())).isEmpty();
  }

  private static PairSaturation ofNetwork(int weight) {
    return PairSaturation.of(network(weight), inputs()).getFirst();
  }

  private static List<Tensor> inputs() {
    return List.of(Tensor.of(Shape.of(1, 4), new float[] {255, 255, 3, 2}));
  }

  private static QuantisedGraph network(int weight) {
    Node layer = layer(new Op.Linear(1, false), Shape.of(1, 4));
    byte w = (byte) weight;
    GraphBuilder builder = new GraphBuilder("network");
    Node x = builder.input("x", Shape.of(1, 4));
    Graph graph = builder.build(builder.add("y", layer.op(), x));
    return new QuantisedGraph(
        graph,
        new SeededWeights(1),
        Map.of("x", new ValueScale(1, 0)),
        Map.of("y", integers(new byte[] {w, w, w, w}, 1)));
  }

  private static Node layer(Op op, Shape input) {
    GraphBuilder builder = new GraphBuilder("layer");
    return builder.add("y", op, builder.input("x", input));
  }

  private static LayerIntegers integers(byte[] weights, int outputs) {
    float[] scales = new float[outputs];
    Arrays.fill(scales, 0.5f);
    return new LayerIntegers(weights, scales, new int[outputs]);
  }
}
