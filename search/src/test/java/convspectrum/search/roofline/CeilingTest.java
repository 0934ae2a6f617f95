package convspectrum.search.roofline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import convspectrum.costmodel.Cost;
import convspectrum.executor.machine.limits.LimitsKey;
import convspectrum.executor.machine.limits.MachineLimits;
import convspectrum.executor.machine.limits.MachineLimits.Bandwidth;
import convspectrum.executor.machine.limits.Rate;
import convspectrum.executor.machine.limits.Reached;
import convspectrum.executor.machine.limits.TimerResolution;
import convspectrum.executor.machine.limits.Trust;
import convspectrum.executor.measure.result.Conditions;
import convspectrum.search.profile.LayerTime;
import convspectrum.search.profile.LayerTimes;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** On a machine of 100 GFLOP/s with a spread of 2 %, and 50 GB/s with one of 10 %. */
final class CeilingTest {
  private static final Cost WORK = new Cost(0, 0, 50_000_000, 100_000_000, 1_000_000, 500_000, 1);
  private static final Cost COPY = new Cost(0, 0, 0, 0, 500_000, 500_000, 1);

  private static MachineLimits limits(boolean narrowed, Trust trust) {
    return new MachineLimits(
        new LimitsKey("0123456789ab", "0", "UseAVX=2", "25.0.3"),
        1,
        256,
        narrowed,
        new Rate(100, 0.02),
        new Rate(100, 0.02),
        List.of(
            new Bandwidth(
                "DRAM", 1L << 33, 1L << 33, 1 << 20, 1 << 20, new Rate(50, 0.1), new Rate(50, 0))),
        new TimerResolution(50, 25),
        "invented",
        Instant.EPOCH,
        trust);
  }

  private static final Ceiling CEILING = new Ceiling(limits(false, Trust.GOOD));

  private static Conditions on(String runtime) {
    return new Conditions(runtime, "1.0", 1, "float32", "0123456789ab", Instant.EPOCH);
  }

  private static LayerTime step(String op, double ms, Cost cost) {
    return new LayerTime(List.of("conv", "relu"), op, ms, cost);
  }

  /** 0.1 GFLOP in 1 ms are the peak; its spread allows 0.99 ms, and not 0.97. */
  @Test
  void aShareIsAtMostOneAndTheSpread() {
    Conditions vector = on("vector");
    assertThat(CEILING.peakShare(step("Conv", 2, WORK), vector)).isCloseTo(0.5, within(1e-12));
    assertThat(CEILING.peakShare(step("Conv", 0.99, WORK), vector))
        .isCloseTo(1 / 0.99, within(1e-12));
    assertThat(CEILING.peakShare(step("Conv", 0.97, WORK), vector)).isNaN();
    assertThat(CEILING.peakShare(step("Copy", 1, COPY), vector)).isNaN();
  }

  /** 1 MB takes 0.02 ms at 50 GB/s; a tenth more is within the spread. */
  @Test
  void theRoofOfACopyIsItsBandwidth() {
    Conditions vector = on("vector");
    assertThat(CEILING.roofShare(step("Copy", 0.04, COPY), vector)).isCloseTo(0.5, within(1e-12));
    assertThat(CEILING.isAbove(step("Copy", 0.019, COPY), vector)).isFalse();
    assertThat(CEILING.roofShare(step("Copy", 0.018, COPY), vector)).isNaN();
    assertThat(CEILING.isAbove(step("Copy", 0.018, COPY), vector)).isTrue();
    assertThat(CEILING.isAbove(step("Reorder", 0.018, Cost.ZERO), vector)).isFalse();
  }

  @Test
  void suspectLimitsHaveNoShares() {
    Ceiling suspect =
        new Ceiling(limits(false, new Trust(Trust.Level.SUSPECT, List.of("not warmed up"))));
    assertThat(suspect.peakShare(step("Conv", 2, WORK), on("vector"))).isNaN();
    assertThat(suspect.roofShare(step("Conv", 2, WORK), on("vector"))).isNaN();
    assertThat(suspect.isAbove(step("Conv", 0.1, WORK), on("vector"))).isFalse();
  }

  /** 0.1 GFLOP in 0.999 ms and the microsecond that the clock may be off. */
  @Test
  void stepsShowWhatTheMachineCanDo() {
    LayerTimes times =
        new LayerTimes(
            on("vector+winograd"),
            List.of(
                step("Conv", 0.999, WORK), step("Winograd", 0.1, WORK), step("Copy", 0.01, COPY)),
            1,
            5);
    assertThat(CEILING.reached(times))
        .singleElement()
        .isEqualTo(new Reached("vector+winograd, conv", 1, 100.0));
  }

  /** With 256 bits where the CPU has 512: ONNX Runtime may be faster, our kernels may not. */
  @Test
  void aRuntimeWithWiderRegistersProvesNothing() {
    Ceiling narrowed = new Ceiling(limits(true, Trust.GOOD));
    for (String runtime : List.of("onnxruntime", "vector")) {
      LayerTimes times = new LayerTimes(on(runtime), List.of(step("Conv", 0.5, WORK)), 1, 5);
      assertThat(narrowed.reached(times)).hasSize(runtime.equals("vector") ? 1 : 0);
      assertThat(CEILING.reached(times)).hasSize(1);
      assertThat(narrowed.peakShare(step("Conv", 0.5, WORK), on(runtime))).isNaN();
    }
  }
}
