package convspectrum.executor.measure;

import static convspectrum.executor.measure.QuickMeasuringTest.CONDITIONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import convspectrum.executor.measure.protocol.QuickProtocol;
import convspectrum.executor.measure.result.Measurement;
import convspectrum.executor.measure.result.MeasurementRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which designs are measured side by side, and which baseline each of them is relative to. */
final class ComparedDesignsTest {
  private static final QuickProtocol PROTOCOL = QuickProtocol.DEFAULT;

  private final SimulatedMachine machine = new SimulatedMachine(42);

  private MeasurementRun measure(QuickProtocol protocol, TimedDesign... designs) {
    return QuickMeasuringTest.measure(
        machine, protocol, Optional.of("base"), Progress.NONE, designs);
  }

  @Test
  void withoutItsBaselineARunHasTimesButNoSpeedups() {
    TimedDesign base =
        machine.design(
            "base",
            pass -> {
              throw new IllegalStateException("broken");
            },
            0);
    MeasurementRun run = measure(PROTOCOL, base, machine.design("a", 4));
    assertThat(run.measurement("a").orElseThrow().speedup()).isEmpty();
    assertThat(run.notes()).contains("The baseline was not measured, so there are no speed-ups.");
  }

  @Test
  void designsThatDoNotFitTogetherAreMeasuredInBatchesWithTheBaseline() {
    QuickProtocol protocol = PROTOCOL.withMemoryBytes(100);
    MeasurementRun run =
        measure(
            protocol,
            machine.design("a", pass -> 4, 60),
            machine.design("base", pass -> 6, 30),
            machine.design("b", pass -> 3, 60));
    assertThat(machine.mostOpen()).isEqualTo(2);
    assertThat(run.batches()).isEqualTo(2);
    assertThat(run.measurement("base").orElseThrow().samples().size()).isEqualTo(run.rounds());
    assertThat(run.measurement("b").orElseThrow().speedup().orElseThrow().median())
        .isCloseTo(2, within(1e-9));
    assertThat(run.notes()).anyMatch(note -> note.contains("in 2 batches, each with the baseline"));
  }

  /**
   * The warm-up of one of two equal programs takes 2.02 ms for a pass in seven, and of the other
   * 1.98 for one in eight: with as many passes in a sample, both are disturbed as often.
   */
  @Test
  void samplesOfADesignTakeAsLongAsThoseOfItsBaseline() {
    MeasurementRun run =
        measure(
            PROTOCOL.withBudget(Duration.ofSeconds(3)),
            machine.design("base", 2.02 / 7),
            machine.design("equal", 1.98 / 7),
            machine.design("half", 1.01 / 7));
    assertThat(run.measurements()).extracting(Measurement::repetitions).containsExactly(7, 7, 14);
  }

  @Test
  void eachDesignIsRelativeToItsOwnBaseline() {
    List<TimedDesign> designs =
        List.of(
            machine.design("small", 2),
            machine.design("large", 9),
            machine.design("a", 1),
            machine.design("b", 3));
    Baselines own =
        new Baselines(Map.of("small", "small", "large", "large", "a", "small", "b", "large"));
    MeasurementRun run =
        new QuickMeasuring(PROTOCOL, machine.instruments())
            .measure(List.of(new Lineup(CONDITIONS, machine.host(), designs)), own, Progress.NONE)
            .getFirst();
    assertThat(run.measurements())
        .extracting(one -> one.speedup().orElseThrow().baseline())
        .containsExactly("small", "large", "small", "large");
    assertThat(run.measurements())
        .extracting(one -> Math.round(100 * one.speedup().orElseThrow().median()))
        .containsExactly(100L, 100L, 200L, 300L);
  }

  /** Each group has rounds of its own; what a narrow one leaves of the budget goes to the next. */
  @Test
  void groupsAreMeasuredOneAfterTheOther() {
    List<TimedDesign> designs =
        List.of(
            machine.design("small", 2),
            machine.design("large", 900),
            machine.design("a", 1),
            machine.design("b", 300));
    Map<String, String> own =
        Map.of("small", "small", "large", "large", "a", "small", "b", "large");
    List<String> told = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    MeasurementRun run =
        new QuickMeasuring(PROTOCOL.withBudget(Duration.ofSeconds(100)), machine.instruments())
            .measure(
                List.of(new Lineup(CONDITIONS, machine.host(), designs)),
                new Baselines(own, true),
                (phase, done, total, note) -> notes.add(note),
                (group, runs) -> told.add(group + " " + runs.getFirst().measurements().size()))
            .getFirst();
    assertThat(told).containsExactly("[small, a] 2", "[large, b] 4");
    assertThat(notes).anyMatch(note -> note.startsWith("group 2 of 2, "));
    Measurement small = run.measurement("small").orElseThrow();
    Measurement large = run.measurement("large").orElseThrow();
    assertThat(small.samples().groups()).isEqualTo(samples(run, "a"));
    assertThat(large.samples().groups()).isEqualTo(samples(run, "b"));
    // Half of the budget holds 41 of their rounds, and the small ones need two seconds of the rest.
    assertThat(large.samples().size()).isGreaterThan(45);
    assertThat(run.notes()).contains("Measured in 2 groups of designs, one after the other.");
    assertThat(run.notes()).noneMatch(note -> note.contains("GiB"));
  }

  /** A design of three times the share has about three times the rounds of an equal one. */
  @Test
  void groupsShareTheBudgetByTheNeedsOfTheirDesigns() {
    machine.noise = 0.3;
    List<TimedDesign> designs =
        List.of(
            new TimedDesign("one", machine.design("one", 20).bytes(), 1),
            new TimedDesign("other", machine.design("other", 20).bytes(), 3));
    MeasurementRun run =
        new QuickMeasuring(PROTOCOL.withBudget(Duration.ofSeconds(16)), machine.instruments())
            .measure(
                List.of(new Lineup(CONDITIONS, machine.host(), designs)),
                new Baselines(Map.of("one", "one", "other", "other"), true),
                Progress.NONE)
            .getFirst();
    double ratio =
        run.measurement("other").orElseThrow().samples().size()
            / (double) run.measurement("one").orElseThrow().samples().size();
    assertThat(ratio).isBetween(2.0, 4.5);
  }

  @Test
  void refusesLabelsThatCannotBeTold() {
    assertThatThrownBy(() -> measure(PROTOCOL, machine.design("a", 1)))
        .hasMessage("baseline base is not among the designs: [a]");
    assertThatThrownBy(
            () -> measure(PROTOCOL, machine.design("base", 1), machine.design("base", 1)))
        .hasMessage("two designs are called base; expected distinct labels");
  }

  private static List<Integer> samples(MeasurementRun run, String design) {
    return run.measurement(design).orElseThrow().samples().groups();
  }
}
