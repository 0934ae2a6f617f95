package convspectrum.search.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import convspectrum.costmodel.NetworkCost;
import convspectrum.executor.machine.limits.MachineLimits;
import convspectrum.executor.machine.limits.Trust;
import convspectrum.search.design.Designs;
import convspectrum.search.profile.LayerTime;
import convspectrum.search.profile.LayerTimes;
import convspectrum.search.validate.Reasons.StepReasons;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Eight segments: 2304 pointwise and 2592 spatial MACs. The baseline takes 10 ns for one. */
final class GapAnalysisTest {
  private static final double MS_PER_MAC = 1e-5;

  private final Designs compared = Studied.designs(Studied.SPEC);
  private final NetworkCost network = Studied.row(compared, "segments=8").cost();

  private Reasons reasons(double measuredMs, double passMs, LayerTime... layers) {
    return new GapAnalysis(Studied.LIMITS, MS_PER_MAC)
        .of(network, new LayerTimes(Studied.CONDITIONS, List.of(layers), passMs, 5), measuredMs);
  }

  /**
   * Of 0.1 ms, 0.02304 and 0.02592 are promised. The spatial step moves 30,000 bytes, 0.03 ms:
   * 0.00408 more than promised. The reorder is overhead, as is the 0.01 ms outside all steps.
   */
  @Test
  void aWorkedExample() {
    Reasons reasons =
        reasons(
            0.1,
            0.1,
            Studied.step("pointwise", 0.02, 2304, 1000),
            Studied.step("spatial", 0.06, 2592, 30_000),
            new LayerTime(List.of("Reorder"), "Reorder", 0.01, convspectrum.costmodel.Cost.ZERO));
    assertThat(reasons.pointwiseMs()).isCloseTo(0.02304, within(1e-12));
    assertThat(reasons.spatialMs()).isCloseTo(0.02592, within(1e-12));
    assertThat(reasons.memoryMs()).isCloseTo(0.00408, within(1e-12));
    assertThat(reasons.kernelsMs())
        .as("0.02 − 0.02304 and 0.06 − 0.03")
        .isCloseTo(-0.00304 + 0.03, within(1e-12));
    assertThat(reasons.overheadMs()).isCloseTo(0.02, within(1e-12));
    assertThat(explainedMs(reasons)).isCloseTo(gapMs(reasons), within(1e-12));
    assertThat(reasons.share(reasons.promisedMs())).isCloseTo(0.4896, within(1e-9));
    assertThat(reasons.stepsOverPass()).isCloseTo(0.9, within(1e-12));
    assertThat(reasons.steps()).extracting(StepReasons::overheadMs).containsExactly(0.0, 0.0, 0.01);
  }

  @Test
  void stepsThatTakeLongerThanAPassAreScaledDownAndLeaveNoOverhead() {
    Reasons reasons =
        reasons(
            0.1,
            0.05,
            Studied.step("pointwise", 0.04, 2304, 10),
            Studied.step("spatial", 0.06, 2592, 10));
    assertThat(reasons.stepsOverPass()).isCloseTo(2, within(1e-12));
    assertThat(reasons.overheadMs()).isCloseTo(0, within(1e-12));
    assertThat(reasons.steps()).extracting(StepReasons::ms).containsExactly(0.04, 0.06);
  }

  /** A step of 0.01 ms is 0.01304 faster than promised: time is gained, and nothing is lost. */
  @Test
  void kernelsFasterThanTheBaselinesGainTime() {
    Reasons reasons =
        reasons(
            0.04,
            0.04,
            Studied.step("pointwise", 0.01, 2304, 10),
            Studied.step("spatial", 0.03, 2592, 10));
    assertThat(reasons.kernelsMs()).isCloseTo(0.04 - 0.04896, within(1e-12));
    assertThat(reasons.gainedMs()).isCloseTo(0.00896, within(1e-12));
    assertThat(reasons.lostInKernelsMs()).isZero();
    assertThat(reasons.steps().getFirst().gainedMs()).isCloseTo(0.01304, within(1e-12));
    assertThat(reasons.steps().getFirst().lostInKernelMs()).isZero();
    assertThat(reasons.steps().getLast().lostInKernelMs()).isCloseTo(0.00408, within(1e-12));
    assertThat(reasons.steps().getLast().gainedMs()).isZero();
  }

  @Test
  void suspectLimitsTellNoMemoryFromKernels() {
    MachineLimits suspect =
        Studied.LIMITS.with(new Trust(Trust.Level.SUSPECT, List.of("not warmed up")));
    Reasons reasons =
        new GapAnalysis(suspect, MS_PER_MAC)
            .of(
                network,
                new LayerTimes(
                    Studied.CONDITIONS, List.of(Studied.step("all", 0.09, 4896, 1000)), 0.1, 5),
                0.1);
    assertThat(reasons.memoryMs()).isNaN();
    assertThat(reasons.lostInKernelsMs()).isNaN();
    assertThat(reasons.gainedMs()).isNaN();
    assertThat(reasons.promisedMs()).isCloseTo(0.04896, within(1e-12));
    assertThat(reasons.overheadMs()).isCloseTo(0.01, within(1e-12));
  }

  /** Memory is never more than what a step takes, whatever was measured of the machine. */
  @Test
  void memoryIsNoMoreThanTheTime() {
    Reasons reasons = reasons(0.1, 0.1, Studied.step("spatial", 0.1, 2592, 1_000_000));
    assertThat(reasons.memoryMs()).isCloseTo(0.1 - 0.02592, within(1e-12));
    assertThat(explainedMs(reasons)).isCloseTo(gapMs(reasons), within(1e-12));
  }

  @Test
  void aStepWithoutWorkIsTrafficAndKernel() {
    Reasons reasons =
        reasons(
            0.1,
            0.1,
            Studied.step("spatial", 0.05, 4896, 10),
            Studied.step("relu", 0.05, 0, 20_000));
    assertThat(reasons.steps().getLast().memoryMs()).isCloseTo(0.02, within(1e-12));
    assertThat(reasons.steps().getLast().kernelMs()).isCloseTo(0.03, within(1e-12));
  }

  /** What is lost was put there: it must be found again, though profiles are 5 % off. */
  @Test
  void syntheticLossesAreFoundWithinTenPercent() {
    SplittableRandom random = new SplittableRandom(1);
    int found = 0;
    for (int trial = 0; trial < 200; trial++) {
      double memory = random.nextDouble(0.05, 0.2);
      double kernel = random.nextDouble(0.05, 0.2);
      double overhead = random.nextDouble(0.02, 0.1);
      double pass = 0.02304 + 0.02592 + memory + kernel + overhead;
      double noise = random.nextDouble(0.95, 1.05);
      // The spatial step is bound by its traffic, and the pointwise one by a poor kernel.
      long bytes = Math.round(1e6 * (0.02592 + memory));
      Reasons reasons =
          reasons(
              pass * random.nextDouble(0.98, 1.02),
              pass,
              Studied.step("pointwise", noise * (0.02304 + kernel), 2304, 10),
              Studied.step("spatial", noise * (0.02592 + memory), 2592, bytes));
      assertThat(explainedMs(reasons)).isCloseTo(gapMs(reasons), within(0.1 * gapMs(reasons)));
      double gap = memory + kernel + overhead;
      assertThat(reasons.memoryMs()).isCloseTo(memory, within(0.1 * gap));
      assertThat(reasons.kernelsMs()).isCloseTo(kernel, within(0.1 * gap));
      assertThat(reasons.overheadMs()).isCloseTo(overhead, within(0.1 * gap));
      found++;
    }
    assertThat(found).isEqualTo(200);
  }

  @Test
  void onlyWorkThatGroupingLeavesIsPointwise() {
    assertThat(GapAnalysis.pointwiseMacs(network)).isEqualTo(2304);
    assertThat(GapAnalysis.pointwiseMacs(compared.baselineRow().cost())).isZero();
  }

  /** The lost time: measured less promised. */
  private static double gapMs(Reasons reasons) {
    return reasons.measuredMs() - reasons.promisedMs();
  }

  private static double explainedMs(Reasons reasons) {
    return reasons.memoryMs() + reasons.kernelsMs() + reasons.overheadMs();
  }
}
