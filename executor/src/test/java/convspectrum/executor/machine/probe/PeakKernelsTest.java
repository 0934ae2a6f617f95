package convspectrum.executor.machine.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeakKernelsTest {
  private static final List<PeakKernels> ALL =
      List.of(
          new PlainPeakKernels(true),
          new PlainPeakKernels(false),
          new VectorPeakKernels(true),
          new VectorPeakKernels(false));

  /** A change of any element changes the result, so none is left out. */
  @Test
  void allReadEveryElementAtAwkwardSizes() {
    int compared = 0;
    for (PeakKernels kernels : ALL) {
      for (PeakKernels.Read loop : kernels.reads()) {
        for (int size : new int[] {2, 64, 206, 4098}) {
          int untouched = loop.read(new int[size + 3], 3, size + 3, 1);
          for (int i = 3; i < size + 3; i++) {
            int[] data = new int[size + 3];
            data[i] = 1;
            assertThat(loop.read(data, 3, size + 3, 1)).isNotEqualTo(untouched);
            compared++;
          }
        }
      }
    }
    assertThat(compared).isEqualTo(6 * (2 + 64 + 206 + 4098));
  }

  /** All elements are 1: a pass adds up as many as there are. */
  @Test
  void vectorsAreReadInEveryPass() {
    int[] ones = new int[600];
    Arrays.fill(ones, 1);
    for (PeakKernels.Read loop : new VectorPeakKernels(true).reads()) {
      assertThat(loop.read(ones, 16, 16 + 500, 7)).isEqualTo(7 * 500);
    }
  }

  /** x/2 + 1/4 has the fixed point 1/2: of one element, or of twelve registers. */
  @Test
  void multiplyAddsDoWhatTheySay() {
    assertThat(once(ALL.get(0), 0)).isEqualTo(0.5f);
    assertThat(once(ALL.get(1), 0)).isEqualTo(0.5f);
    int lanes = ALL.get(3).bits() / Float.SIZE;
    assertThat(once(ALL.get(3), 0)).isCloseTo(0.5f * 12 * lanes, within(1e-3f));
    // The sums begin at 1/4, 0.35, 0.45 …, and 1/2 times 1/4 is added to each in each step.
    assertThat(once(ALL.get(2), 0)).isCloseTo(lanes * sums(12), within(1f));
    assertThat(once(ALL.get(2), 1)).isCloseTo(lanes * sums(20), within(1f));
  }

  private static float sums(int count) {
    return count * (0.25f + 0.125f * VectorPeakKernels.STEPS) + 0.1f * count * (count - 1) / 2;
  }

  private static float once(PeakKernels kernels, int loop) {
    return kernels.multiplyAdds().get(loop).once();
  }

  /** 12 and 20 sums of all lanes, two operations each. */
  @Test
  void operationsAreCounted() {
    long lanes = ALL.get(2).bits() / Float.SIZE;
    assertThat(ALL.get(2).multiplyAdds())
        .extracting(PeakKernels.MultiplyAdds::flops)
        .containsExactly(
            2 * 12 * VectorPeakKernels.STEPS * lanes, 2 * 20 * VectorPeakKernels.STEPS * lanes);
    assertThat(ALL.get(2).leastFlops()).isEqualTo(0.25 * 2 * lanes);
    assertThat(ALL.get(0).leastFlops()).isEqualTo(0.25 * 2);
  }

  @Test
  void withoutFusedMultiplyAddNoneIsUsed() {
    assertThat(PeakKernels.choose(false).method()).contains("no fused multiply-add");
    assertThat(PeakKernels.choose(true).method()).isNotEqualTo(PeakKernels.choose(false).method());
  }
}
