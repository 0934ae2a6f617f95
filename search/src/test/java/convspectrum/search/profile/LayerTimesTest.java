package convspectrum.search.profile;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.costmodel.CostOptions;
import convspectrum.costmodel.NetworkCost;
import convspectrum.executor.measure.Profiling.Profile;
import convspectrum.executor.measure.result.Conditions;
import convspectrum.executor.runtime.NodeTime;
import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Of x → conv → norm → relu → last, 4 channels at 3×3. */
final class LayerTimesTest {
  private static final Conditions CONDITIONS =
      new Conditions("fake", "1", 1, "float32", "0123456789ab", Instant.EPOCH);

  private final NetworkCost network = network();

  private static NetworkCost network() {
    GraphBuilder builder = new GraphBuilder("net");
    Node x = builder.input("x", Shape.of(1, 4, 3, 3));
    x = builder.add("conv", new Op.Conv(4, Window.same(3), 1, false), x);
    x = builder.add("norm", new Op.BatchNorm(1e-5, true, true), x);
    x = builder.add("relu", Op.Activation.of(ActivationFunction.RELU), x);
    x = builder.add("last", new Op.Conv(4, Window.same(1), 1, false), x);
    return NetworkCost.of(builder.build(x), CostOptions.DEFAULT);
  }

  private LayerTimes of(NodeTime... parts) {
    return LayerTimes.of(network, new Profile(CONDITIONS, List.of(parts), 3, 9));
  }

  @Test
  void nodesThatARuntimeDoesNotNameBelongToTheStepBeforeThem() {
    LayerTimes times =
        of(
            new NodeTime("conv", "FusedConv", 2_000_000),
            new NodeTime("ReorderOutput_token_0", "ReorderOutput", 500_000),
            new NodeTime("last", "Conv", 1_000_000));
    assertThat(times.layers())
        .extracting(LayerTime::nodes)
        .containsExactly(
            List.of("conv", "norm", "relu"), List.of("ReorderOutput_token_0"), List.of("last"));
    assertThat(times.layers().getFirst().cost().macs()).isEqualTo(9 * 4 * 4 * 9);
    assertThat(times.layers().getFirst().cost().bytes()).isEqualTo(4 * (36 + 144 + 36));
    assertThat(times.layers().get(1).cost().bytes()).isZero();
    assertThat(times.layers().get(2).ms()).isEqualTo(1);
    assertThat(times.sumMs()).isEqualTo(3.5);
    assertThat(times.passMs()).isEqualTo(3);
  }

  @Test
  void aStepNamedAfterItsLastNodeHasTheWorkBeforeIt() {
    LayerTimes times =
        of(new NodeTime("relu", "Conv", 2_000_000), new NodeTime("last", "Conv", 1_000_000));
    assertThat(times.layers())
        .extracting(LayerTime::nodes)
        .containsExactly(List.of("conv", "norm", "relu"), List.of("last"));
    assertThat(times.layers().getFirst().cost().macs()).isEqualTo(9 * 4 * 4 * 9);
  }

  @Test
  void aStepOfSeveralNodesCostsWhatTheyCostTogether() {
    LayerTimes times =
        of(
            new NodeTime(List.of("conv", "norm", "relu"), "gemm", 2_000_000),
            new NodeTime("last", "gemm", 1));
    assertThat(times.layers().getFirst().cost().bytes()).isEqualTo(4 * (36 + 144 + 36));
    assertThat(times.layers().stream().mapToLong(layer -> layer.cost().macs()).sum())
        .isEqualTo(network.total().macs());
  }

  @Test
  void workThatNobodyReportsIsAttributedToNobody() {
    LayerTimes times = of(new NodeTime("conv", "Conv", 7), new NodeTime("conv", "Again", 8));
    assertThat(times.layers().getFirst().nodes()).containsExactly("conv", "norm", "relu");
    assertThat(times.layers().get(1).cost().macs()).as("counted once").isZero();
    assertThat(times.layers()).hasSize(2);
  }
}
