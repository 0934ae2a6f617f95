package convspectrum.executor.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MachineTest {
  @Test
  void readsThisMachineTheSameTwice() {
    Machine machine = Machine.read();
    assertThat(machine.processor().logicalCores()).isPositive();
    assertThat(machine.memory().totalBytes()).isGreaterThan(1L << 26);
    assertThat(Machine.read().fingerprint()).isEqualTo(machine.fingerprint());
  }

  @Test
  void oshiKnowsTheSameCores() {
    Machine machine = OshiMachine.read();
    assertThat(machine.processor().logicalCores()).isPositive();
    assertThat(machine.memory().totalBytes()).isGreaterThan(1L << 26);
    assertThat(machine.fingerprint()).matches("[0-9a-f]{12}");
  }
}
