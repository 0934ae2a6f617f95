package convspectrum.executor.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessorTest {
  /** Zen 3 and Zen 4 are of one family, of which only Zen 4 has AVX-512; Zen 5 is another one. */
  @Test
  void onlyZen4IsKnownToComputeHalves() {
    assertThat(processor("AuthenticAMD", 0x19, "avx512f").halves512Bits()).isTrue();
    assertThat(processor("AuthenticAMD", 0x19, "avx2").halves512Bits()).isFalse();
    assertThat(processor("AuthenticAMD", 0x1a, "avx512f").halves512Bits()).isFalse();
    assertThat(processor("GenuineIntel", 6, "avx512f").halves512Bits()).isFalse();
  }

  private static Processor processor(String vendor, int family, String isa) {
    return new Processor("p", vendor, family, 1, 1, 2, 2, 1, 1, List.of(isa));
  }
}
