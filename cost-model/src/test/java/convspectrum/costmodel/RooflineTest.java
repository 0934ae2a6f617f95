package convspectrum.costmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import convspectrum.costmodel.Roofline.Bound;
import convspectrum.costmodel.Roofline.Estimate;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import org.junit.jupiter.api.Test;

class RooflineTest {
  /** 100 GFLOP/s and 20 GB/s: 5 FLOPs a byte. */
  private static final Roofline MACHINE = new Roofline(100e9, 20e9);

  @Test
  void theSlowerRoofHolds() {
    assertThat(MACHINE.of(new Cost(0, 0, 0, 1_000_000_000, 10_000_000, 10_000_000, 0)))
        .isEqualTo(new Estimate(0.01, Bound.COMPUTE));
    assertThat(MACHINE.of(new Cost(0, 0, 0, 10_000_000, 10_000_000, 10_000_000, 0)))
        .isEqualTo(new Estimate(0.001, Bound.MEMORY));
  }

  /**
   * The example: pointwise 32,768 FLOPs in 9,216 bytes and all others are below 5 FLOPs a byte, so
   * the time is that of 55,360 bytes.
   */
  @Test
  void aNetworkIsTheSumOfItsNodes() {
    NetworkCost cost = NetworkCost.of(NetworkCostTest.example(), CostOptions.DEFAULT);
    Estimate estimate = MACHINE.of(cost);
    assertThat(estimate.bound()).isEqualTo(Bound.MEMORY);
    assertThat(estimate.seconds()).isCloseTo(55_360 / 20e9, within(1e-15));
  }

  @Test
  void nodesBoundDifferentlyTakeLongerThanTheirTotal() {
    Roofline balanced = new Roofline(30e9, 20e9);
    NetworkCost cost = NetworkCost.of(NetworkCostTest.example(), CostOptions.DEFAULT);
    // Depthwise 18,432 FLOPs in 8,768 bytes and pointwise are bound by arithmetic now.
    double expected = (18_432 + 32_768) / 30e9 + (55_360 - 8_768 - 9_216) / 20e9;
    assertThat(balanced.of(cost).seconds()).isCloseTo(expected, within(1e-15));
    assertThat(balanced.of(cost).seconds()).isGreaterThan(balanced.of(cost.total()).seconds());
  }

  @Test
  void aMachineWithoutBandwidthIsRefused() {
    assertThatThrownBy(() -> new Roofline(1e9, 0))
        .hasMessage("bandwidth of 0.0 bytes/s; expected a finite number above 0");
  }

  @Test
  void whereBothTakeEquallyLongArithmeticBinds() {
    assertThat(MACHINE.of(new Cost(0, 0, 0, 100, 15, 5, 0)).bound()).isEqualTo(Bound.COMPUTE);
    GraphBuilder builder = new GraphBuilder("view");
    Node view = builder.add("view", new Op.Identity(), builder.input("x", Shape.of(3)));
    NetworkCost nothing = NetworkCost.of(builder.build(view), CostOptions.DEFAULT);
    assertThat(MACHINE.of(nothing)).isEqualTo(new Estimate(0, Bound.COMPUTE));
  }

  @Test
  void aMachineWithoutAFinitePeakIsRefused() {
    assertThatThrownBy(() -> new Roofline(-1, 1e9))
        .hasMessage("peak of -1.0 FLOP/s; expected a finite number above 0");
    assertThatThrownBy(() -> new Roofline(Double.POSITIVE_INFINITY, 1e9))
        .hasMessage("peak of Infinity FLOP/s; expected a finite number above 0");
    assertThatThrownBy(() -> new Roofline(Double.NaN, 1e9))
        .hasMessage("peak of NaN FLOP/s; expected a finite number above 0");
  }
}
