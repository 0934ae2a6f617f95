package convspectrum.executor.vector.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.executor.machine.FusedMultiplyAdd;
import convspectrum.executor.machine.VectorApi;
import convspectrum.executor.vector.kernel.ElementwiseKernel;
import convspectrum.executor.vector.kernel.ElementwiseKernel.Operation;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LanesTest {
  @Test
  void onlyRegistersThatMachinesHave() {
    assertThatThrownBy(() -> new Lanes(3)).hasMessage("3 lanes; expected 1, 2, 4, 8 or 16");
    assertThatThrownBy(() -> new Lanes(8, 15)).hasMessage("15 registers; expected 16 or 32");
    assertThat(new Lanes(16, 32, true).half()).isEqualTo(new Lanes(8, 32, true));
    assertThat(new Lanes(8).fused()).isEqualTo(FusedMultiplyAdd.isCompiled());
    assertThat(new Lanes(1, 32, true)).isEqualTo(new Lanes(1, 32, false));
    assertThat(new Lanes(8, 16).roundUp(17)).isEqualTo(24);
  }

  @Test
  void theyAreDescribed() {
    assertThat(new Lanes(8, 16, true).description())
        .isEqualTo("vectors of 8 lanes (256 bits), 16 registers, fused multiply-add");
    assertThat(new Lanes(4, 16, false).description())
        .isEqualTo(
            "vectors of 4 lanes (128 bits), 16 registers, multiply and add apart: no FMA"
                + " instruction");
    assertThat(Lanes.SCALAR.description())
        .startsWith("plain Java, a value at a time: Java ")
        .contains(VectorApi.present() ? "compiles no vectors" : "jdk.incubator.vector");
  }

  /** (1 + 2⁻¹²)² − (1 + 2⁻¹¹) is 2⁻²⁴, which a product that is rounded first loses. */
  @Test
  void multiplyAddsAreFusedOrApart() {
    float x = 1 + 0x1p-12f;
    for (int count : new int[] {1, 4, 8, 16}) {
      for (boolean fused : new boolean[] {false, true}) {
        Lanes lanes = new Lanes(count, 32, fused);
        float[] values = new float[32];
        float[] weights = new float[32];
        Arrays.fill(values, 0, count, x);
        Arrays.fill(weights, 0, count, x);
        Arrays.fill(weights, 16, 16 + count, -(1 + 0x1p-11f));
        new ElementwiseKernel(lanes, Operation.AFFINE, 0, 0, 0, Optional.empty())
            .kernel()
            .run(values, 0, 16, 0, weights, 0, 16, new int[1], 1, 1);
        for (int i = 0; i < count; i++) {
          assertThat(values[16 + i])
              .as("%s, lane %d", lanes, i)
              .isEqualTo(fused && count > 1 ? 0x1p-24f : 0);
        }
      }
    }
  }
}
