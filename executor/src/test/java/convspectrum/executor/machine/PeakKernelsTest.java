package convspectrum.executor.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class PeakKernelsTest {
  private static final List<PeakKernels> ALL =
      List.of(new PlainPeakKernels(true), new PlainPeakKernels(false), new VectorPeakKernels());

  /** A change of any element changes the result, so none is left out. */
  @Test
  void allReadEveryElementAtAwkwardSizes() {
    int compared = 0;
    for (PeakKernels kernels : ALL) {
      for (int size : new int[] {2, 64, 206, 4098}) {
        int untouched = kernels.read(new int[size]);
        for (int i = 0; i < size; i++) {
          int[] data = new int[size];
          data[i] = 1;
          assertThat(kernels.read(data)).isNotEqualTo(untouched);
          compared++;
        }
      }
    }
    assertThat(compared).isEqualTo(3 * (2 + 64 + 206 + 4098));
  }

  /** x/2 + 1/4 has the fixed point 1/2: one element, or twelve accumulators of all lanes. */
  @Test
  void multiplyAddsEndAtTheirFixedPoint() {
    assertThat(ALL.get(0).multiplyAdd()).isEqualTo(0.5f);
    assertThat(ALL.get(1).multiplyAdd()).isEqualTo(0.5f);
    PeakKernels vector = ALL.get(2);
    long lanes = vector.flops() / (2 * 12 * 20_000);
    assertThat(vector.multiplyAdd()).isCloseTo(0.5f * 12 * lanes, within(1e-3f));
  }

  @Test
  void withoutFusedMultiplyAddNoneIsUsed() {
    assertThat(PeakKernels.choose(false).method()).contains("no fused multiply-add");
    assertThat(PeakKernels.choose(true).method()).isNotEqualTo(PeakKernels.choose(false).method());
  }
}
