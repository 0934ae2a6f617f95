package convspectrum.executor.machine.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.executor.machine.Machine;
import convspectrum.executor.machine.limits.LimitRules;
import convspectrum.executor.machine.limits.LimitsKey;
import convspectrum.executor.machine.limits.MachineLimits;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MachineProbeTest {
  @Test
  void measuresEveryLevelThatTheMachineShows() {
    Machine machine = Machine.read();
    MachineLimits limits = MachineProbe.measure(machine);
    assertThat(limits.threads()).isPositive();
    assertThat(limits.gflopsOneThread()).isPositive().isFinite();
    assertThat(limits.gflopsAllThreads()).isPositive().isFinite();
    assertThat(limits.bandwidths()).isNotEmpty();
    for (MachineLimits.Bandwidth bandwidth : limits.bandwidths()) {
      assertThat(bandwidth.gbsOneThread()).isPositive().isFinite();
      assertThat(bandwidth.gbsAllThreads()).isPositive().isFinite();
    }
    assertThat(limits.method()).contains("repetitions of 6 windows of 2 ms");
    assertThat(limits.key()).isEqualTo(LimitsKey.of(machine));
    assertThat(limits.threads()).isLessThanOrEqualTo(Runtime.getRuntime().availableProcessors());
    // How far they can be believed depends on what else runs. Broken rules always say so.
    assertThat(LimitRules.broken(limits))
        .allMatch(broken -> limits.trust().reasons().contains(broken));
  }

  @Test
  void aThreadThatFailsEndsTheProbeWithItsReason() {
    ThreadTeam team = new ThreadTeam(List.of(), 2);
    AtomicInteger made = new AtomicInteger();
    assertThatThrownBy(() ->
            team.windows(
                () -> {
                  if (made.getAndIncrement() == 0) {
                    throw new IllegalStateException("no memory");
                  }
                  return () -> 1;
                },
                1000))
        .hasMessage("probing the machine failed: java.lang.IllegalStateException: no memory");
  }

  @Test
  void eachThreadOfATeamDoesItsShare() {
    List<Window> windows = new ThreadTeam(List.of(), 2).windows(() -> () -> 1, 100_000);
    assertThat(windows).isNotEmpty();
    // Unpinned threads may share a CPU: that windows count is not asserted.
    assertThat(windows).allMatch(window -> window.perSecond() > 0 && window.held() > 0);
  }

  /** A quota of one CPU, where sixteen may be used in turns: one thread is all. */
  @Test
  void thereAreNoMoreThreadsThanAContainerMayUseAtOnce() {
    assertThat(ThreadTeam.all(List.of(0, 1, 2, 3), 2)).isEqualTo(new ThreadTeam(List.of(2, 3), 2));
    assertThat(ThreadTeam.all(List.of(0, 1), 8)).isEqualTo(new ThreadTeam(List.of(0, 1), 2));
    assertThat(ThreadTeam.all(List.of(), 3)).isEqualTo(new ThreadTeam(List.of(), 3));
    assertThat(ThreadTeam.first(List.of(0, 1))).isEqualTo(new ThreadTeam(List.of(0), 1));
    assertThat(ThreadTeam.last(List.of(0, 1))).isEqualTo(new ThreadTeam(List.of(1), 1));
  }
}
