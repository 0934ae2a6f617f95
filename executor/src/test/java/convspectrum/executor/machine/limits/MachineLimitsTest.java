package convspectrum.executor.machine.limits;

import static convspectrum.executor.machine.limits.MadeUpLimits.DRAM;
import static convspectrum.executor.machine.limits.MadeUpLimits.GOOD;
import static convspectrum.executor.machine.limits.MadeUpLimits.L1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import convspectrum.costmodel.Roofline;
import org.junit.jupiter.api.Test;

/**
 * L1 of 32 KiB at 200 GB/s a thread, L2 of 1 MiB at 100, memory at 20; four threads at 100 GFLOP/s.
 */
class MachineLimitsTest {
  @Test
  void limitsGrowWithThreadsUpToThoseOfAll() {
    assertThat(GOOD.gflops(1)).isEqualTo(100);
    assertThat(GOOD.gflops(2)).isEqualTo(200);
    assertThat(GOOD.gflops(4)).isEqualTo(300);
    assertThat(GOOD.gflops(8)).isEqualTo(300);
    assertThat(GOOD.gigabytesPerSecond(DRAM, 1)).isEqualTo(20);
    assertThat(GOOD.gigabytesPerSecond(DRAM, 2)).isEqualTo(30);
  }

  @Test
  void aPeakIsExceededBeyondItsSpread() {
    assertThat(GOOD.peak(2).ceiling()).isCloseTo(202, within(1e-9));
    assertThat(GOOD.isExceededBy(new Reached("a", 2, 201.9))).isFalse();
    assertThat(GOOD.isExceededBy(new Reached("a", 2, 202.1))).isTrue();
    assertThat(GOOD.isExceededBy(new Reached("a", 8, 301))).isFalse();
  }

  @Test
  void theNearestLevelHoldsTheBytes() {
    assertThat(GOOD.level(32 << 10).level()).isEqualTo("L1");
    assertThat(GOOD.level((32 << 10) + 1).level()).isEqualTo("L2");
    assertThat(GOOD.level(1L << 40).level()).isEqualTo("DRAM");
  }

  /**
   * Of 3 MiB, 32 KiB may be in L1, 992 KiB in L2, and 2 MiB come from memory: 0.00016, 0.0102 and
   * 0.105 ms.
   */
  @Test
  void bytesComeFromTheNearestLevelsThatHoldThem() {
    assertThat(GOOD.gigabytesPerSecond(32 << 10, 1)).isCloseTo(200, within(1e-9));
    double seconds = (32 * 1024 / 200e9) + (992 * 1024 / 100e9) + (2048 * 1024 / 20e9);
    assertThat(GOOD.gigabytesPerSecond(3 << 20, 1))
        .isCloseTo((3 << 20) / seconds / 1e9, within(1e-9));
    // Two threads have both of their caches, at twice the rate.
    double byTwo = (64 * 1024 / 400e9) + (1984 * 1024 / 200e9) + (1024 * 1024 / 30e9);
    assertThat(GOOD.gigabytesPerSecond(3 << 20, 2))
        .isCloseTo((3 << 20) / byTwo / 1e9, within(1e-9));
    assertThat(GOOD.gigabytesPerSecond(0, 1)).isEqualTo(200);
    assertThat(GOOD.roofline(1 << 10, 1)).isEqualTo(new Roofline(100e9, 200e9));
  }

  /** More bytes never take less time, also where a level ends. */
  @Test
  void moreBytesTakeMoreTime() {
    double last = 0;
    int compared = 0;
    for (long bytes = 1 << 10; bytes < 1 << 24; bytes += 4 << 10) {
      double seconds = bytes / GOOD.gigabytesPerSecond(bytes, 3);
      assertThat(seconds).isGreaterThan(last);
      last = seconds;
      compared++;
    }
    assertThat(compared).isEqualTo((1 << 12) - 0);
  }

  @Test
  void nonsenseIsRefused() {
    assertThatThrownBy(() -> new Rate(Double.NaN, 0)).hasMessageContaining("expected a finite");
    assertThatThrownBy(() -> new Rate(100, -0.1)).hasMessageContaining("expected 0 to 1");
    assertThatThrownBy(() -> MadeUpLimits.of(L1.oneThread(), L1.allThreads(), java.util.List.of()))
        .hasMessageContaining("0 bandwidths");
    assertThatThrownBy(() -> new Trust(Trust.Level.NOISY, java.util.List.of()))
        .hasMessageContaining("expected reasons");
  }
}
