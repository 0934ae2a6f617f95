package convspectrum.search.cause;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.costmodel.Cost;
import convspectrum.executor.measure.result.Conditions;
import convspectrum.executor.runtime.RuntimeStep;
import convspectrum.search.profile.LayerTime;
import convspectrum.search.profile.LayerTimes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A grouped convolution, a pointwise one beside it, and copies. */
final class CausesTest {
  private static final Conditions CONDITIONS =
      new Conditions("fast", "1", 1, "float32", "0123456789ab", Instant.EPOCH);
  private static final LayerTime POINTWISE = step("pointwise", "gemm", 0.2, 1);
  private static final OptionalLong SEVEN = OptionalLong.of(7);

  private static LayerTime step(String node, String kernel, double ms, double computedPerMac) {
    return new LayerTime(
        List.of(node),
        "Conv",
        ms,
        new Cost(0, 0, 1000, 2000, 100, 0, 0),
        Optional.of(
            new RuntimeStep(
                node,
                kernel,
                List.of(node),
                new RuntimeStep.Work(1000, Math.round(1000 * computedPerMac), 50, 50))));
  }

  private static LayerTime copy(double ms) {
    return new LayerTime(List.of("Reorder"), "Reorder", ms, Cost.ZERO);
  }

  private static LayerTimes times(LayerTime... layers) {
    return new LayerTimes(CONDITIONS, List.of(layers), 1, 5);
  }

  private static Cause cause(LayerTimes slow, double ratio, LayerTimes... neighbours) {
    return Causes.of(slow, List.of(neighbours), ratio, SEVEN);
  }

  @Test
  void aReferenceKernelIsNamedWithTheChannels() {
    LayerTimes neighbour = times(step("grouped", "brg_conv:avx512_core", 0.3, 1), POINTWISE);
    Cause found = cause(times(step("grouped", "ref:any", 83, 1), POINTWISE), 160, neighbour);
    assertThat(found).isEqualTo(new Cause.ReferenceKernel("ref:any", SEVEN));
    assertThat(found.text())
        .isEqualTo(
            "no fast kernel for 7 channels a group: it is computed by the reference kernel ref:any");
    LayerTimes prefixed = times(step("grouped", "Conv ref:any", 83, 1), POINTWISE);
    assertThat(cause(prefixed, 160, neighbour)).isInstanceOf(Cause.ReferenceKernel.class);
  }

  /** As of integers, whose steps no runtime plans: the profile says how oneDNN calls them. */
  @Test
  void withoutPlannedStepsTheProfileNamesTheKernel() {
    LayerTime slow = unplanned("grouped", "Conv ref:any", 83);
    LayerTime fast = unplanned("grouped", "Conv brgconv:avx512_core", 0.3);
    assertThat(cause(times(slow), 160, times(fast)))
        .isEqualTo(new Cause.ReferenceKernel("Conv ref:any", SEVEN));
  }

  private static LayerTime unplanned(String node, String op, double ms) {
    return new LayerTime(List.of(node), op, ms, new Cost(0, 0, 1000, 2000, 100, 0, 0));
  }

  /** A short step with a slow kernel does not make the design slow. */
  @Test
  void aKernelThatTakesLittleTimeIsNoCause() {
    LayerTimes slow =
        times(
            step("grouped", "ref:any", 0.1, 1),
            step("second", "gemm", 0.09, 1),
            step("third", "gemm", 0.09, 1),
            step("fourth", "gemm", 0.09, 1));
    assertThat(cause(slow, 20, slow)).isEqualTo(new Cause.NotKnown());
  }

  @Test
  void emptyLanesAreNamedWhereTheyExplainHalf() {
    LayerTimes full = times(step("grouped", "gemm", 1, 1), POINTWISE);
    LayerTimes half = times(step("grouped", "gemm", 2, 2), POINTWISE);
    assertThat(cause(half, 1.9, full)).isEqualTo(new Cause.EmptyLanes(0.5, 0));
    assertThat(cause(half, 30, full)).isEqualTo(new Cause.NotKnown());
    assertThat(cause(half, 1.9, half))
        .as("neighbours waste as much")
        .isEqualTo(new Cause.NotKnown());
  }

  /**
   * oneDNN 3.13 on AVX-512, 728 channels at 19×19: with 2 channels a group it takes a kernel of
   * AVX2, and three of four places are empty. The pointwise convolution takes longer, as it always
   * does.
   */
  @Test
  void theStepThatIsTooSlowCountsAndNotTheLongest() {
    LayerTimes slow =
        times(step("pointwise", "brgconv_1x1", 1.686, 1), step("grouped", "brg:avx2", 1.017, 4));
    LayerTimes neighbour =
        times(step("pointwise", "brgconv_1x1", 1.682, 1), step("grouped", "jit:avx512", 0.327, 1));
    assertThat(cause(slow, 1.29, neighbour)).isEqualTo(new Cause.EmptyLanes(0.75, 0));
    LayerTimes full =
        times(step("pointwise", "brgconv_1x1", 1.7, 1), step("grouped", "brg:avx2", 0.638, 1.1));
    assertThat(cause(full, 1.14, neighbour))
        .isEqualTo(new Cause.OtherKernel("brg:avx2", "jit:avx512"));
  }

  @Test
  void changesOfLayoutAreNamedWhereTheyExplainHalf() {
    LayerTimes straight = times(step("grouped", "gemm", 1, 1), copy(0.1));
    LayerTimes copying = times(step("grouped", "gemm", 1, 1), copy(1));
    assertThat(cause(copying, 1.8, straight)).isEqualTo(new Cause.LayoutChanges(0.5, 0.1 / 1.1));
    assertThat(cause(copying, 1.8, copying)).isEqualTo(new Cause.NotKnown());
  }

  /** A runtime that loses the name of a convolution has not spent its time on copies. */
  @Test
  void workWithoutANameIsNoChangeOfLayout() {
    LayerTime nameless = new LayerTime(List.of("fused_7"), "QLinearConv", 2, Cost.ZERO);
    assertThat(cause(times(POINTWISE, nameless), 4, times(POINTWISE, copy(0.1))))
        .isEqualTo(new Cause.NotKnown());
  }

  @Test
  void anotherKernelIsNamedWhereNoNeighbourHasIt() {
    LayerTimes slow = times(step("grouped", "Conv", 2, 1), POINTWISE);
    LayerTimes blocked = times(step("grouped", "nchwc.Conv", 1, 1), POINTWISE);
    assertThat(cause(slow, 1.9, blocked)).isEqualTo(new Cause.OtherKernel("Conv", "nchwc.Conv"));
    assertThat(cause(slow, 1.9, blocked, slow)).isEqualTo(new Cause.NotKnown());
  }

  @Test
  void withoutKernelsOrProfilesNothingIsKnown() {
    LayerTime bare = new LayerTime(List.of("grouped"), "Conv", 2, new Cost(0, 0, 1, 2, 1, 0, 0));
    assertThat(cause(times(bare), 3, times(bare))).isEqualTo(new Cause.NotKnown());
    assertThat(cause(times(bare), 3)).isEqualTo(new Cause.NotKnown());
    assertThat(cause(times(), 3)).isEqualTo(new Cause.NotKnown());
  }
}
