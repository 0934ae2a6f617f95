package convspectrum.executor.machine.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import convspectrum.executor.machine.Affinity;
import convspectrum.executor.machine.JvmVectors;
import convspectrum.executor.machine.Machine;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimitsKeyTest {
  @Test
  void everyPartDistinguishes() {
    LimitsKey key = MadeUpLimits.KEY;
    assertThat(
            List.of(
                    key,
                    new LimitsKey("ba9876543210", key.cpus(), key.vectors(), key.java()),
                    new LimitsKey(key.machine(), "0", key.vectors(), key.java()),
                    new LimitsKey(key.machine(), key.cpus(), "UseAVX=3", key.java()),
                    new LimitsKey(key.machine(), key.cpus(), key.vectors(), "26"))
                .stream()
                .map(LimitsKey::digest)
                .distinct())
        .hasSize(5)
        .allMatch(digest -> digest.matches("[0-9a-f]{12}"));
  }

  @Test
  void aProcessOnOneCpuHasAnotherKeyThanOneOnAll() {
    Machine machine = Machine.read();
    LimitsKey before = LimitsKey.of(machine);
    assumeTrue(Affinity.allowed().size() > 1, "needs two CPUs, and a system that tells");
    try (Affinity.Pin _ = Affinity.pinToLast()) {
      LimitsKey pinned = LimitsKey.of(machine);
      assertThat(pinned).isNotEqualTo(before);
      assertThat(pinned.cpus()).isEqualTo(Affinity.allowed().last().toString());
    }
    assertThat(LimitsKey.of(machine)).isEqualTo(before);
  }

  /** The flags of HotSpot on x86 and ARM; of another virtual machine nothing is known. */
  @Test
  void flagsAreTextOrUnknown() {
    assertThat(new JvmVectors(List.of()).text()).isEqualTo("unknown");
    assertThat(JvmVectors.read().flags()).as("tests run on HotSpot").isNotEmpty();
  }
}
