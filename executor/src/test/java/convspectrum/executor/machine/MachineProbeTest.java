package convspectrum.executor.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MachineProbeTest {
  @Test
  void measuresEveryLevelThatTheMachineShows() {
    Machine machine = Machine.read();
    MachineLimits limits = MachineProbe.measure(machine);
    assertThat(limits.machine()).isEqualTo(machine.fingerprint());
    assertThat(limits.threads()).isPositive();
    assertThat(limits.gflopsOneThread()).isPositive().isFinite();
    assertThat(limits.gflopsAllThreads()).isPositive().isFinite();
    assertThat(limits.bandwidths()).isNotEmpty();
    for (MachineLimits.Bandwidth bandwidth : limits.bandwidths()) {
      assertThat(bandwidth.gbsOneThread()).isPositive().isFinite();
      assertThat(bandwidth.gbsAllThreads()).isPositive().isFinite();
      assertThat(limits.bandwidth(bandwidth.level())).contains(bandwidth);
    }
    assertThat(limits.method()).contains("best of 5 windows of 50 ms");
  }

  @Test
  void aThreadThatFailsEndsTheProbeWithItsReason() {
    ThreadTeam team = new ThreadTeam(List.of(), 2);
    AtomicInteger made = new AtomicInteger();
    assertThatThrownBy(() ->
            team.bestRate(() -> {
              throw new IllegalStateException("no memory");
            }))
        .hasMessage("probing the machine failed: java.lang.IllegalStateException: no memory");
  }
}
