package convspectrum.executor.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MicroarchitectureTest {
  /** Processors that are sold, with the names that their vendors give to their cores. */
  @ParameterizedTest
  @CsvSource({
    "AuthenticAMD, 23, 1, Zen 1", // EPYC 7601
    "AuthenticAMD, 23, 49, Zen 2", // EPYC 7742
    "AuthenticAMD, 25, 1, Zen 3", // EPYC 7763
    "AuthenticAMD, 25, 17, Zen 4", // EPYC 9654
    "AuthenticAMD, 25, 97, Zen 4", // Ryzen 9 7950X
    "AuthenticAMD, 26, 2, Zen 5", // EPYC 9755
    "AuthenticAMD, 26, 68, Zen 5", // Ryzen 9 9950X
    "GenuineIntel, 6, 79, Broadwell", // Xeon E5 v4
    "GenuineIntel, 6, 106, Ice Lake", // Xeon Platinum 8380
    "GenuineIntel, 6, 143, Sapphire Rapids", // Xeon Platinum 8480
  })
  void familyAndModelTellIt(String vendor, int family, int model, String name) {
    assertThat(Microarchitecture.of(processor(vendor, family, model))).contains(name);
  }

  @ParameterizedTest
  @CsvSource({
    "AuthenticAMD, 26, 200",
    "AuthenticAMD, 21, 2",
    "GenuineIntel, 15, 143",
    "0x41, 8, 1"
  })
  void othersHaveNoName(String vendor, int family, int model) {
    assertThat(Microarchitecture.of(processor(vendor, family, model))).isEmpty();
  }

  @Test
  void theGovernorIsRead(@TempDir Path root) throws IOException {
    assertThat(Governor.read(root)).isEmpty();
    Path folder = Files.createDirectories(root.resolve("sys/devices/system/cpu/cpu0/cpufreq"));
    Files.writeString(folder.resolve("scaling_governor"), "performance\n");
    assertThat(Governor.read(root)).contains("performance");
  }

  private static Processor processor(String vendor, int family, int model) {
    return new Processor("p", vendor, family, model, 1, 2, 2, 1, 1, List.of());
  }
}
