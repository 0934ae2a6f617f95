package convspectrum.executor.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import convspectrum.executor.measure.protocol.QuickProtocol;
import convspectrum.executor.runtime.NodeTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProfilingTest {
  private static final Profiling.Effort THOROUGH =
      Profiling.Effort.within(QuickProtocol.DEFAULT.budget());

  private final SimulatedMachine machine = new SimulatedMachine(7);

  @Test
  void timesAreMediansAndThePassIsTimedByItself() {
    machine.profile =
        pass ->
            List.of(
                new NodeTime("conv", "FusedConv", pass % 5 == 0 ? 9000 : 100),
                new NodeTime("relu", "Relu", 10 + pass % 3));
    TimedDesign design = machine.design("base", 0.5);
    Profiling.Profile profile =
        new Profiling(QuickProtocol.DEFAULT, machine.instruments(), THOROUGH)
            .measure(machine.host(), QuickMeasuringTest.CONDITIONS, design.design());
    assertThat(profile.parts())
        .containsExactly(new NodeTime("conv", "FusedConv", 100), new NodeTime("relu", "Relu", 11));
    assertThat(profile.passMs()).isCloseTo(0.5, within(1e-9));
    assertThat(profile.profiles()).isEqualTo(201);
    assertThat(machine.open()).isZero();
  }

  @Test
  void anInterruptionLeavesTheFirstProfile() {
    machine.profile =
        pass -> {
          Thread.currentThread().interrupt();
          return List.of(new NodeTime("conv", "FusedConv", 100));
        };
    TimedDesign design = machine.design("base", 0.5);
    Profiling.Profile profile =
        new Profiling(QuickProtocol.DEFAULT, machine.instruments(), THOROUGH)
            .measure(machine.host(), QuickMeasuringTest.CONDITIONS, design.design());
    assertThat(Thread.interrupted()).isTrue();
    assertThat(profile.profiles()).isOne();
    assertThat(profile.parts()).containsExactly(new NodeTime("conv", "FusedConv", 100));
  }

  @Test
  void aProfileTakesATenthOfTheBudgetAtMost() {
    assertThat(Profiling.Effort.within(Duration.ofSeconds(3)).enough()).hasMillis(300);
    assertThat(Profiling.Effort.within(Duration.ofSeconds(40)).enough()).hasSeconds(4);
    assertThat(Profiling.Effort.within(Duration.ofMinutes(9))).isEqualTo(THOROUGH);
    assertThat(Profiling.Effort.within(Duration.ofMillis(1)).fewest()).isEqualTo(5);
  }

  @Test
  void partsOfOneNameAreToldApartByTheirOrder() {
    List<NodeTime> twice =
        List.of(new NodeTime("x", "Reorder", 5), new NodeTime("x", "Reorder", 50));
    assertThat(Profiling.medians(List.of(twice, twice, twice))).isEqualTo(twice);
    assertThat(Profiling.medians(List.of(twice, List.of(new NodeTime("x", "Reorder", 7)))))
        .containsExactly(new NodeTime("x", "Reorder", 6), new NodeTime("x", "Reorder", 50));
  }

  @Test
  void aProgramThatFailsIsClosed() {
    machine.design("base", 1);
    machine.profile =
        pass -> {
          throw new IllegalStateException("no profile");
        };
    assertThatThrownBy(() ->
            new Profiling(QuickProtocol.DEFAULT, machine.instruments(), THOROUGH)
                .measure(machine.host(), QuickMeasuringTest.CONDITIONS, "base"))
        .hasMessage("no profile");
    assertThat(machine.open()).isZero();
  }
}
