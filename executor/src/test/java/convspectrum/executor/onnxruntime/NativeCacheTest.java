package convspectrum.executor.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.Test;

class NativeCacheTest {
  @Test
  void platformsAreThoseOfTheJar() {
    assumeThat(System.getProperty("os.name")).isEqualTo("Linux");
    assertThat(NativeCache.platform("Linux", "amd64")).isEqualTo("linux-x64");
    assertThat(NativeCache.platform("Linux", "aarch64")).isEqualTo("linux-aarch64");
    assertThat(NativeCache.platform("Linux", "riscv64")).isNull();
  }
}
