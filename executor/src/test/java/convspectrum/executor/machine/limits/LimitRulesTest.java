package convspectrum.executor.machine.limits;

import static convspectrum.executor.machine.limits.MadeUpLimits.DRAM;
import static convspectrum.executor.machine.limits.MadeUpLimits.GOOD;
import static convspectrum.executor.machine.limits.MadeUpLimits.L1;
import static convspectrum.executor.machine.limits.MadeUpLimits.L2;
import static convspectrum.executor.machine.limits.MadeUpLimits.bandwidth;
import static convspectrum.executor.machine.limits.MadeUpLimits.rate;
import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.executor.machine.Activity;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With made-up figures, each of a spread of 1 % and on four threads. */
class LimitRulesTest {
  private static List<String> ofPeak(double one, double all) {
    return LimitRules.broken(MadeUpLimits.of(rate(one), rate(all), GOOD.bandwidths()));
  }

  @Test
  void goodFiguresBreakNoRule() {
    assertThat(LimitRules.broken(GOOD)).isEmpty();
    assertThat(LimitRules.spread(GOOD)).isEmpty();
  }

  /** One thread at 0.9 where all four reach 390: its loop was not compiled. */
  @Test
  void allThreadsAreAtMostSoManyTimesOne() {
    assertThat(ofPeak(0.9, 390))
        .containsExactly("peak of 4 threads, 390.0 GFLOP/s, is more than 4 times that of one, 0.9");
    assertThat(ofPeak(100, 400)).isEmpty();
    assertThat(ofPeak(100, 427)).as("5 % of noise, and 1 % of spread twice").isEmpty();
    assertThat(ofPeak(100, 429)).hasSize(1);
  }

  @Test
  void allThreadsAreAtLeastOne() {
    assertThat(ofPeak(100, 60))
        .containsExactly("peak of 4 threads, 60.0 GFLOP/s, is below that of one, 100.0");
    assertThat(ofPeak(100, 100)).isEmpty();
    assertThat(ofPeak(100, 94)).isEmpty();
    assertThat(ofPeak(100, 93)).hasSize(1);
  }

  @Test
  void theRuleOfThreadsHoldsForBandwidthsToo() {
    MachineLimits limits =
        MadeUpLimits.of(
            GOOD.oneThread(),
            GOOD.allThreads(),
            List.of(bandwidth(L1, rate(200), rate(1000)), L2, DRAM));
    assertThat(LimitRules.broken(limits))
        .containsExactly(
            "L1 bandwidth of 4 threads, 1000.0 GB/s, is more than 4 times that of one, 200.0");
  }

  @Test
  void nearerLevelsAreNoSlower() {
    MachineLimits limits =
        MadeUpLimits.of(
            GOOD.oneThread(),
            GOOD.allThreads(),
            List.of(bandwidth(L1, rate(90), rate(350)), L2, DRAM));
    assertThat(LimitRules.broken(limits))
        .containsExactly(
            "L1 is slower than L2: 90.0 against 100.0 GB/s",
            "L1 is slower than L2 on all threads: 350.0 against 400.0 GB/s");
    MachineLimits within =
        MadeUpLimits.of(
            GOOD.oneThread(),
            GOOD.allThreads(),
            List.of(bandwidth(L1, rate(97), rate(390)), L2, DRAM));
    assertThat(LimitRules.broken(within)).isEmpty();
  }

  /** What other CPUs share may spread more than what is a core's own. */
  @Test
  void aWideSpreadIsNamed() {
    MachineLimits limits =
        MadeUpLimits.of(
            new Rate(100, 0.12),
            GOOD.allThreads(),
            List.of(
                bandwidth(L1, rate(200), new Rate(800, 0.11)),
                bandwidth(L2, new Rate(100, 0.14), rate(400)),
                bandwidth(DRAM, new Rate(20, 0.3), rate(30))));
    assertThat(LimitRules.spread(limits))
        .containsExactly(
            "repetitions of the peak lie 12 % apart", "repetitions of L1 bandwidth lie 11 % apart");
    MachineLimits wider =
        MadeUpLimits.of(
            GOOD.oneThread(),
            GOOD.allThreads(),
            List.of(L1, L2, bandwidth(DRAM, rate(20), new Rate(30, 0.4))));
    assertThat(LimitRules.spread(wider))
        .containsExactly("repetitions of DRAM bandwidth lie 40 % apart");
  }

  /** Ten seconds of four CPUs; all of them busy, 30 s of it by us; or a tenth stolen. */
  @Test
  void whoeverElseUsesTheCpusIsADisturbance() {
    assertThat(LimitRules.disturbances(new Activity(40, 40, 0, 39, 0, 0, 0), 0, 50)).isEmpty();
    assertThat(LimitRules.disturbances(new Activity(40, 40, 0, 30, 0, 0, 0), 3, 50))
        .containsExactly(
            "other programs used 25 % of the CPUs",
            "in 3 of 50 repetitions the threads never had their CPUs to themselves");
    assertThat(LimitRules.disturbances(new Activity(40, 36, 4, 36, 0, 0, 0), 0, 50))
        .containsExactly("other virtual machines took 10 % of the CPUs");
    assertThat(LimitRules.disturbances(new Activity(40, 36, 0, 36, 0, 0, 4), 0, 50))
        .containsExactly("a CPU quota stopped the threads for 4.0 s");
    assertThat(LimitRules.disturbances(Activity.NONE, 0, 50)).isEmpty();
  }
}
