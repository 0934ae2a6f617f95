package convspectrum.executor.measure;

import static convspectrum.executor.measure.QuickMeasuringTest.CONDITIONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import convspectrum.executor.measure.protocol.QuickProtocol;
import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.executor.measure.result.RuntimeRatios;
import convspectrum.executor.statistics.Estimate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two runtimes that take turns within the rounds. */
final class RuntimesInTurnsTest {
  private static final QuickProtocol PROTOCOL = QuickProtocol.DEFAULT;

  private final SimulatedMachine machine = new SimulatedMachine(42);

  @Test
  void runtimesTakeTurnsOnEachDesignAndEachIsFirstInHalfOfTheRounds() {
    SimulatedMachine other = new SimulatedMachine(machine);
    List<MeasurementRun> runs =
        turns(
            PROTOCOL.withPlacements(1),
            other,
            List.of(machine.design("base", 3), machine.design("a", 6)));
    int rounds = 20;
    int kept = runs.getFirst().rounds();
    List<String> timed =
        machine.passes.subList(machine.passes.size() - 4 * kept, machine.passes.size());
    int first = 0;
    for (int round = 0; round < rounds; round++) {
      List<String> order = timed.subList(4 * round, 4 * round + 4);
      assertThat(order).containsExactlyInAnyOrder("base", "base'", "a", "a'");
      for (int turn : new int[] {0, 2}) { // a design on one runtime, then on the other
        assertThat(order.get(turn).charAt(0)).isEqualTo(order.get(turn + 1).charAt(0));
      }
      first += order.getFirst().endsWith("'") ? 1 : 0;
    }
    assertThat(first).isEqualTo(10);
    assertThat(runs).extracting(MeasurementRun::rounds).containsExactly(kept, kept);
    assertThat(runs.get(1).measurement("a").orElseThrow().medianMs()).isCloseTo(4, within(1e-9));
    assertThat(runs.get(1).measurement("a").orElseThrow().speedup().orElseThrow().median())
        .as("relative to the baseline on the same runtime")
        .isCloseTo(1.25, within(1e-9));
  }

  @Test
  void roundsGoOnUntilTheRatioOfTwoRuntimesIsPreciseToo() {
    machine.noise = 0.05;
    List<MeasurementRun> runs =
        turns(PROTOCOL, new SimulatedMachine(machine), List.of(machine.design("base", 3)));
    assertThat(runs.getFirst().rounds()).isGreaterThan(40);
    Estimate ratio = RuntimeRatios.of(runs).getFirst().ratio("base").orElseThrow().estimate();
    assertThat(ratio.relativeHalfWidth()).isLessThan(0.0125);
    assertThat(ratio.interval().orElseThrow().contains(5 / 3.0)).isTrue();
  }

  /** Runs the designs here, and base in 5 and a in 4 ms on a second runtime. */
  private List<MeasurementRun> turns(
      QuickProtocol protocol, SimulatedMachine other, List<TimedDesign> designs) {
    List<TimedDesign> others =
        designs.stream()
            .map(s -> other.design(s.design(), s.design().equals("a") ? 4 : 5))
            .toList();
    return new QuickMeasuring(protocol, machine.instruments())
        .measure(
            List.of(
                new Lineup(CONDITIONS, machine.host(), designs),
                new Lineup(CONDITIONS, other.host(), others)),
            Baselines.one("base", designs.stream().map(TimedDesign::design).toList()),
            Progress.NONE);
  }
}
