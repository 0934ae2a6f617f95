package convspectrum.executor.measure;

import static convspectrum.executor.measure.QuickMeasuringTest.CONDITIONS;
import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.executor.measure.protocol.QuickProtocol;
import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.executor.measure.result.NotMeasured;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What an interrupt of the measuring thread leaves. */
final class InterruptedRunTest {
  private static final QuickProtocol PROTOCOL = QuickProtocol.DEFAULT;

  private final SimulatedMachine machine = new SimulatedMachine(42);

  private MeasurementRun measure(QuickProtocol protocol, TimedDesign... designs) {
    return QuickMeasuringTest.measure(
        machine, protocol, Optional.of("base"), Progress.NONE, designs);
  }

  @Test
  void anInterruptedRunKeepsItsCompleteRoundsAndIsPartial() {
    machine.noise = 0.05;
    AtomicInteger passes = new AtomicInteger();
    TimedDesign interrupts =
        machine.design(
            "a",
            pass -> {
              if (passes.incrementAndGet() == 50) {
                Thread.currentThread().interrupt();
              }
              return 4;
            },
            0);
    MeasurementRun run =
        measure(PROTOCOL.withBudget(Duration.ofSeconds(3)), machine.design("base", 5), interrupts);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    assertThat(run.partial()).isTrue();
    assertThat(run.rounds()).isBetween(1, 49);
    assertThat(run.measurements()).hasSize(2);
    assertThat(run.measurements())
        .allSatisfy(m -> assertThat(m.samples().size()).isEqualTo(run.rounds()));
    assertThat(run.notes())
        .contains("Interrupted: these are the rounds that were complete by then.");
    assertThat(machine.open()).isZero();
  }

  @Test
  void interruptedBeforeItsFirstRoundARunHasReasonsOnly() {
    Thread.currentThread().interrupt();
    MeasurementRun run = measure(PROTOCOL, machine.design("base", 5));
    assertThat(run.partial()).isTrue();
    assertThat(run.outcomes())
        .containsExactly(
            new NotMeasured("base", CONDITIONS, "interrupted before its first round was complete"));
  }
}
