package convspectrum.executor.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.SortedSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AffinityTest {
  @BeforeEach
  void onLinux() {
    assumeTrue(!Affinity.allowed().isEmpty(), "pinning is offered on Linux only");
  }

  @Test
  void pinsToTheLastCpuAndRestores() {
    SortedSet<Integer> before = Affinity.allowed();
    try (Affinity.Pin pin = Affinity.pinToLast()) {
      assertThat(pin.effective()).isTrue();
      assertThat(pin.note()).isEqualTo("pinned to CPU " + before.last());
      assertThat(Affinity.allowed()).containsExactly(before.last());
    }
    assertThat(Affinity.allowed()).isEqualTo(before);
  }

  @Test
  void aCpuThatIsNotThereIsRefusedAndSaid() {
    SortedSet<Integer> before = Affinity.allowed();
    try (Affinity.Pin pin = Affinity.pin(8191)) {
      assertThat(pin.effective()).isFalse();
      assertThat(pin.note()).isEqualTo("not pinned: the kernel refused CPU 8191");
    }
    assertThat(Affinity.allowed()).isEqualTo(before);
  }
}
