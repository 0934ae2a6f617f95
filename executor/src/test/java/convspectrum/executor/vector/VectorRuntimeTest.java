package convspectrum.executor.vector;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.executor.vector.code.Lanes;
import org.junit.jupiter.api.Test;

class VectorRuntimeTest {
  private static final String JAVA = "java " + System.getProperty("java.version") + ", ";

  /** As with {@code -XX:UseAVX=2}, or on early CPUs with AVX-512, where Java chooses so itself. */
  @Test
  void narrowerRegistersThanThoseOfTheCpuAreInItsVersion() {
    assertThat(new VectorRuntime(new Lanes(8)).version(512)).isEqualTo(JAVA + "256 of 512 bits");
    assertThat(new VectorRuntime(new Lanes(4)).version(256)).isEqualTo(JAVA + "128 of 256 bits");
    assertThat(new VectorRuntime(new Lanes(16)).version(512)).isEqualTo(JAVA + "512 bits");
    assertThat(new VectorRuntime(new Lanes(8)).version(256)).isEqualTo(JAVA + "256 bits");
  }

  /** The registers of SVE count as 128 bits, since their width is not known; Java knows it. */
  @Test
  void aCpuThatHidesItsRegistersIsNotNamed() {
    assertThat(new VectorRuntime(new Lanes(8)).version(128)).isEqualTo(JAVA + "256 bits");
    assertThat(new VectorRuntime(new Lanes(8)).version(0)).isEqualTo(JAVA + "256 bits");
    assertThat(new VectorRuntime(new Lanes(1)).version(512)).isEqualTo(JAVA + "no Vector API");
  }
}
