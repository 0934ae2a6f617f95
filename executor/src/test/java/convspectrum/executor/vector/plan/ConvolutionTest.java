package convspectrum.executor.vector.plan;

import static convspectrum.executor.vector.plan.Convolution.DEPTHWISE;
import static convspectrum.executor.vector.plan.Convolution.GEMM;
import static convspectrum.executor.vector.plan.Convolution.INTERLEAVED;
import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.executor.vector.code.Lanes;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import org.junit.jupiter.api.Test;

/** The way that wastes fewest lanes. */
class ConvolutionTest {
  private static final Lanes SIXTEEN = new Lanes(16);

  @Test
  void theEndsOfTheSpectrum() {
    for (int lanes : new int[] {1, 4, 8, 16}) {
      assertThat(way(728, 728, 1, new Lanes(lanes))).isEqualTo(GEMM);
      assertThat(way(728, 728, 728, new Lanes(lanes))).isEqualTo(DEPTHWISE);
    }
  }

  /**
   * 728 channels in groups of 2, padded to 16 outputs, would be eight times the work; 364 groups
   * are padded to 368. In groups of 364, padded to 368, it is the other way round: 2 groups to 16.
   */
  @Test
  void betweenThemFewestLanesAreWasted() {
    assertThat(way(728, 728, 364, SIXTEEN)).isEqualTo(INTERLEAVED);
    assertThat(way(728, 728, 56, SIXTEEN)).isEqualTo(INTERLEAVED); // 64/56 and 16/13
    assertThat(way(728, 728, 8, SIXTEEN)).isEqualTo(INTERLEAVED); // 8/8 in half registers
    assertThat(way(64, 64, 8, SIXTEEN)).isEqualTo(INTERLEAVED); // 8/8 and 16/8
    assertThat(way(256, 256, 8, SIXTEEN)).isEqualTo(GEMM); // two whole registers of outputs
    assertThat(way(728, 728, 4, SIXTEEN)).isEqualTo(GEMM); // 16/4 and 192/182
    assertThat(way(728, 728, 2, SIXTEEN)).isEqualTo(GEMM);
    assertThat(way(256, 256, 16, SIXTEEN)).isEqualTo(INTERLEAVED); // both whole
  }

  @Test
  void filledLanesAreCountedInWords() {
    assertThat(Convolution.filled(node(728, 728, 56), SIXTEEN)).isEqualTo("56 of 64 groups");
    assertThat(Convolution.filled(node(728, 728, 4), SIXTEEN))
        .isEqualTo("182 of 192 outputs a group");
    assertThat(Convolution.filled(node(728, 728, 728), SIXTEEN)).isEqualTo("728 of 736 channels");
    assertThat(Convolution.filled(node(728, 70, 1), SIXTEEN)).isEqualTo("70 of 80 outputs");
  }

  /**
   * Zen 4: 9 to 16 outputs are two registers of 256 bits, which leave no slot of the 16 unwritten.
   */
  @Test
  void aSingleRegisterIsTwoHalvesWhereTheCpuComputesHalves() {
    for (int outputs : new int[] {9, 16}) {
      Op.Conv conv = new Op.Conv(outputs, Window.square(3, 1, 1), 1, false);
      assertThat(Convolution.gemmLanes(conv, SIXTEEN, true)).isEqualTo(SIXTEEN.half());
      assertThat(Convolution.gemmLanes(conv, SIXTEEN, false)).isEqualTo(SIXTEEN);
      assertThat(Convolution.gemmLanes(conv, new Lanes(8, 16), true)).isEqualTo(new Lanes(8, 16));
    }
    for (int outputs : new int[] {8, 17, 24, 32}) {
      Op.Conv conv = new Op.Conv(outputs, Window.square(3, 1, 1), 1, false);
      assertThat(Convolution.gemmLanes(conv, SIXTEEN, true)).isEqualTo(SIXTEEN);
    }
    Op.Conv grouped = new Op.Conv(64, Window.square(3, 1, 1), 4, false);
    assertThat(Convolution.gemmLanes(grouped, SIXTEEN, true)).isEqualTo(SIXTEEN.half());
  }

  /** Where tiles of one register are slow, groups of one register go side by side. */
  @Test
  void ofSixteenRegistersTheMeasuredCostsDecide() {
    Lanes avx2 = new Lanes(8, 16);
    assertThat(way(728, 728, 28, avx2)).isEqualTo(GEMM); // 1.25 · 32/26 and 1.45 · 32/28
    assertThat(way(256, 256, 16, avx2)).isEqualTo(GEMM); // both whole
    assertThat(way(728, 728, 91, avx2)).isEqualTo(INTERLEAVED); // 2.2 and 1.45 · 96/91
    assertThat(way(728, 728, 364, avx2)).isEqualTo(INTERLEAVED);
  }

  @Test
  void severalOutputsOfEachChannelAreNotDepthwise() {
    assertThat(way(16, 32, 16, SIXTEEN)).isEqualTo(INTERLEAVED);
    assertThat(way(3, 48, 3, SIXTEEN)).isEqualTo(GEMM); // 16 outputs a group
    assertThat(way(16, 16, 16, SIXTEEN)).isEqualTo(DEPTHWISE);
  }

  @Test
  void withoutLanesNothingIsWasted() {
    assertThat(way(728, 728, 2, Lanes.SCALAR)).isEqualTo(INTERLEAVED);
  }

  private static Convolution way(int inputs, int outputs, int groups, Lanes lanes) {
    return Convolution.of(node(inputs, outputs, groups), lanes);
  }

  private static Node node(int inputs, int outputs, int groups) {
    GraphBuilder builder = new GraphBuilder("one");
    Node x = builder.input("x", Shape.of(1, inputs, 3, 3));
    return builder.add("conv", new Op.Conv(outputs, Window.same(3), groups, false), x);
  }
}
