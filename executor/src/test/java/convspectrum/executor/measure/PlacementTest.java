package convspectrum.executor.measure;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.executor.measure.protocol.QuickProtocol;
import convspectrum.executor.measure.result.Measurement;
import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.executor.measure.result.Speedup;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Programs that are compiled anew while they are measured. */
class PlacementTest {
  private static final QuickProtocol PROTOCOL = QuickProtocol.DEFAULT;

  private final SimulatedMachine machine = new SimulatedMachine(42);

  private static MeasurementRun measure(
      SimulatedMachine machine, QuickProtocol protocol, TimedDesign... designs) {
    Lineup lineup = new Lineup(QuickMeasuringTest.CONDITIONS, machine.host(), List.of(designs));
    return new QuickMeasuring(protocol, machine.instruments())
        .measure(List.of(lineup), Baselines.one("base", lineup.labels()), Progress.NONE)
        .getFirst();
  }

  /**
   * Where programs come to lie makes each up to 4 % slower, as long as it lies there: true speed-up
   * 1.25. Intervals of rounds in one placement do not know of it.
   */
  @Test
  void intervalsHoldTheTruthWhereverProgramsComeToLie() {
    assertThat(heldWithPlacements(PROTOCOL)).isGreaterThanOrEqualTo(108);
    assertThat(heldWithPlacements(PROTOCOL.withPlacements(1))).isLessThan(75);
  }

  /** In how many of 120 runs. */
  private static int heldWithPlacements(QuickProtocol protocol) {
    int held = 0;
    for (int trial = 0; trial < 120; trial++) {
      SimulatedMachine machine = new SimulatedMachine(trial);
      machine.noise = 0.01;
      machine.placing = 0.04;
      MeasurementRun run =
          measure(
              machine,
              protocol.withBudget(Duration.ofSeconds(10)),
              machine.design("base", 5),
              machine.design("a", 4));
      Speedup speedup = run.measurement("a").orElseThrow().speedup().orElseThrow();
      held += speedup.estimate().interval().orElseThrow().contains(1.25) ? 1 : 0;
      assertThat(machine.open()).isZero();
    }
    return held;
  }

  @Test
  void programsArePlacedAnewInAnotherOrderAndNeverTwiceAtOnce() {
    MeasurementRun run =
        measure(machine, PROTOCOL, machine.design("base", 5), machine.design("a", 4));
    int placements = run.measurement("a").orElseThrow().samples().groups().size();
    assertThat(placements).isEqualTo(32);
    assertThat(machine.compiled).hasSize(2 * placements);
    assertThat(machine.compiled.subList(2, 6)).containsExactly("a", "base", "base", "a");
    assertThat(machine.mostOpen()).isEqualTo(2);
  }

  @Test
  void aProgramThatIsColdAgainIsWarmedUpAgain() {
    TimedDesign slowStart = machine.design("base", pass -> 4 * (1 + 3 * Math.exp(-pass / 15.0)), 0);
    Measurement base = measure(machine, PROTOCOL, slowStart).measurement("base").orElseThrow();
    assertThat(base.samples().groups()).hasSizeGreaterThan(9);
    assertThat(base.samples().values()).allMatch(ms -> ms < 4.1);
  }
}
