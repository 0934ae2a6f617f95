package convspectrum.executor.measure.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import convspectrum.executor.machine.Activity;
import convspectrum.executor.machine.ActivityMeter;
import convspectrum.executor.machine.limits.TimerResolution;
import convspectrum.executor.measure.Baselines;
import convspectrum.executor.measure.Progress;
import convspectrum.executor.measure.QuickMeasuringTest;
import convspectrum.executor.measure.host.HostException;
import convspectrum.executor.measure.host.Instruments;
import convspectrum.executor.measure.host.WarmUp;
import convspectrum.executor.measure.jmh.Forks.Fork;
import convspectrum.executor.measure.jmh.Forks.Iteration;
import convspectrum.executor.measure.protocol.JmhProtocol;
import convspectrum.executor.measure.result.Conditions;
import convspectrum.executor.measure.result.Measurement;
import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.executor.measure.result.NotMeasured;
import convspectrum.executor.measure.result.RuntimeRatios;
import convspectrum.executor.measure.result.Speedup;
import convspectrum.executor.statistics.Estimate;
import convspectrum.executor.statistics.Interval;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Forks are made up here: each takes a second of a clock that only they move. */
class JmhMeasuringTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Conditions CONDITIONS = QuickMeasuringTest.CONDITIONS;
  private static final JmhProtocol PROTOCOL =
      JmhProtocol.DEFAULT.withBudget(Duration.ofSeconds(1000)).withPrecision(1e-9);

  private long nanos;
  private final List<String> order = new ArrayList<>();
  private final Instruments instruments =
      new Instruments(() -> nanos, new TimerResolution(50, 25), new Undisturbed());

  /** Means of a design's forks, one after the other; the last one again and again. */
  private ForkedLineup lineup(String mark, Map<String, double[]> means, List<String> designs) {
    Map<String, Integer> calls = new HashMap<>();
    return new ForkedLineup(
        CONDITIONS,
        design -> {
          nanos += SECOND;
          order.add(mark + design);
          double[] series = means.getOrDefault(design, new double[0]);
          if (series.length == 0) {
            throw new HostException("no such luck");
          }
          double mean = series[Math.min(calls.merge(design, 1, Integer::sum), series.length) - 1];
          return fork(true, 0, mean - 0.5, mean + 0.5);
        },
        designs);
  }

  private static Fork fork(boolean steady, double takenAway, double... ms) {
    List<Iteration> iterations = new ArrayList<>();
    for (double one : ms) {
      iterations.add(new Iteration(one, takenAway));
    }
    return new Fork(iterations, 7, new WarmUp(9, 0.1, steady), 1, 0);
  }

  private List<MeasurementRun> measure(JmhProtocol protocol, ForkedLineup... lineups) {
    return new JmhMeasuring(protocol, instruments)
        .measure(List.of(lineups), Baselines.one("base", lineups[0].designs()), Progress.NONE);
  }

  /**
   * Ratios of the turns are 4, 3, 5, 4, 2, 4: their median is 4 and, of six, the interval reaches
   * 35/178 inwards from their range, on a logarithmic scale: from 2 (3/2)^(35/178) to 5
   * (4/5)^(35/178). Means of the design are 2, 4, 2, 3, 4, 2: median 2.5.
   */
  @Test
  void intervalsAreThoseOfForksPairedByTurn() {
    Map<String, double[]> means =
        Map.of("base", new double[] {8, 12, 10, 12, 8, 8}, "fast", new double[] {2, 4, 2, 3, 4, 2});
    JmhProtocol six = PROTOCOL.withBudget(Duration.ofSeconds(12));
    MeasurementRun run = measure(six, lineup("", means, List.of("base", "fast"))).getFirst();
    assertThat(run.rounds()).isEqualTo(6);
    assertThat(run.protocol()).isEqualTo(six);
    Measurement fast = run.measurement("fast").orElseThrow();
    assertThat(fast.samples().values()).containsExactly(2.0, 4.0, 2.0, 3.0, 4.0, 2.0);
    assertThat(fast.medianMs()).isEqualTo(2.5);
    assertThat(fast.time().interval()).contains(new Interval(2, 4));
    assertThat(fast.repetitions()).isEqualTo(7);
    Speedup speedup = fast.speedup().orElseThrow();
    assertThat(speedup.baseline()).isEqualTo("base");
    assertThat(speedup.median()).isEqualTo(4);
    assertThat(speedup.estimate().low()).isCloseTo(2.165981, within(1e-6));
    assertThat(speedup.estimate().high()).isCloseTo(4.785361, within(1e-6));
    assertThat(speedup.rounds()).isEqualTo(6);
    assertThat(run.measurement("base").orElseThrow().speedup())
        .contains(new Speedup("base", Estimate.of(1, new Interval(1, 1)), 6));
    assertThat(run.notes())
        .containsExactly(
            "Timed by JMH in 6 forks of each design, in turns; each fork is one sample.");
    assertThat(run.partial()).isFalse();
  }

  @Test
  void ofThreeForksThereIsNoInterval() {
    Map<String, double[]> means =
        Map.of("base", new double[] {8, 12, 10}, "fast", new double[] {2, 4, 2});
    MeasurementRun run =
        measure(
                PROTOCOL.withBudget(Duration.ofSeconds(6)),
                lineup("", means, List.of("base", "fast")))
            .getFirst();
    assertThat(run.measurement("fast").orElseThrow().speedup())
        .contains(new Speedup("base", new Estimate(4, Optional.empty()), 3));
    assertThat(run.measurement("base").orElseThrow().speedup())
        .contains(new Speedup("base", new Estimate(1, Optional.empty()), 3));
    assertThat(run.missingInterval(run.measurement("fast").orElseThrow()))
        .contains("No interval from 3 of 6 repetitions; about 6 s more are needed.");
    assertThat(run.notes()).anyMatch(note -> note.startsWith("Only 3 of at least 6 forks fit"));
  }

  /** Of three designs, in the first turns; each turn begins with another, runtimes alternate. */
  @Test
  void forksOfDesignsAndRuntimesTakeTurns() {
    Map<String, double[]> means =
        Map.of("base", new double[] {8}, "a", new double[] {4}, "b", new double[] {2});
    List<String> designs = List.of("base", "a", "b");
    List<MeasurementRun> runs =
        measure(PROTOCOL, lineup("", means, designs), lineup("'", means, designs));
    assertThat(order.subList(0, 6)).containsExactly("base", "'base", "b", "'b", "a", "'a");
    assertThat(order.subList(6, 12)).containsExactly("'a", "a", "'base", "base", "'b", "b");
    assertThat(runs).extracting(MeasurementRun::rounds).as("nothing varies").containsOnly(6, 6);
    assertThat(RuntimeRatios.of(runs).getFirst().geometricMean().orElseThrow().value())
        .isCloseTo(1, within(1e-12));
  }

  @Test
  void theBudgetIsKeptButForTheFirstTurn() {
    Map<String, double[]> means =
        Map.of("base", new double[] {8, 9}, "fast", new double[] {2, 1, 2});
    ForkedLineup two = lineup("", means, List.of("base", "fast"));
    assertThat(measure(PROTOCOL.withBudget(Duration.ofSeconds(1)), two).getFirst().rounds())
        .isEqualTo(1);
    assertThat(measure(PROTOCOL.withBudget(Duration.ofSeconds(11)), two).getFirst().rounds())
        .isEqualTo(5);
    assertThat(measure(PROTOCOL.withPrecision(1), two).getFirst().rounds())
        .as("precise enough, but not before the fewest forks")
        .isEqualTo(6);
    assertThat(measure(PROTOCOL, lineup("", Map.of("base", noisy()), List.of("base"))).getFirst())
        .returns(30, MeasurementRun::rounds);
  }

  private static double[] noisy() {
    double[] means = new double[40];
    java.util.Arrays.setAll(means, i -> 8 + i % 7);
    return means;
  }

  @Test
  void oneThatFailsIsOutAndTheOthersHavePairs() {
    Map<String, double[]> means = Map.of("base", new double[] {8}, "fast", new double[] {2});
    MeasurementRun run =
        measure(PROTOCOL, lineup("", means, List.of("base", "bad", "fast"))).getFirst();
    assertThat(run.outcomes())
        .contains(new NotMeasured("bad", CONDITIONS, "failed in a fork: no such luck"));
    assertThat(run.measurements()).extracting(m -> m.samples().size()).containsExactly(6, 6);
    MeasurementRun lost =
        measure(PROTOCOL, lineup("", Map.of("fast", new double[] {2}), List.of("base", "fast")))
            .getFirst();
    assertThat(lost.measurement("fast").orElseThrow().speedup()).isEmpty();
    assertThat(lost.notes()).contains("The baseline was not measured, so there are no speed-ups.");
  }

  @Test
  void anInterruptionLeavesTheTurnsThatAreComplete() {
    int[] calls = {0};
    ForkedLineup lineup =
        new ForkedLineup(
            CONDITIONS,
            design -> {
              if (++calls[0] == 6) {
                throw new InterruptedException();
              }
              return fork(true, 0, 1);
            },
            List.of("base", "fast"));
    MeasurementRun run = measure(PROTOCOL, lineup).getFirst();
    assertThat(run.partial()).isTrue();
    assertThat(run.rounds()).isEqualTo(2);
    assertThat(run.measurements()).extracting(m -> m.samples().size()).containsExactly(2, 2);
    assertThat(run.notes()).first().asString().startsWith("Interrupted: ");
    Thread.currentThread().interrupt();
    assertThat(measure(PROTOCOL, lineup).getFirst().measurements()).isEmpty();
    assertThat(Thread.interrupted()).as("taken").isFalse();
  }

  @Test
  void whatWasDisturbedOrUnsteadyIsMarkedAndKept() {
    int[] calls = {0};
    ForkedLineup lineup =
        new ForkedLineup(
            CONDITIONS,
            design -> {
              int call = calls[0]++;
              return fork(call != 1, call == 3 ? 0.02 : 0.01, 4, 4);
            },
            List.of("base"));
    MeasurementRun run = measure(PROTOCOL, lineup).getFirst();
    Measurement base = run.measurement("base").orElseThrow();
    assertThat(base.samples().size()).isEqualTo(6);
    assertThat(base.disturbed()).containsExactly(3);
    assertThat(run.noise().disturbedShare())
        .as("2 of 12 iterations")
        .isCloseTo(1 / 6.0, within(1e-12));
    assertThat(base.warmUp().steady()).isFalse();
    assertThat(base.warmUp().passes()).isEqualTo(54);
    assertThat(run.notes())
        .contains("Not found steady within the time for warming up, in one fork or more: base.");
  }

  @Test
  void whatIsNoMeasurementIsRefused() {
    assertThatThrownBy(() -> new Iteration(0, 0))
        .hasMessage("0.0 ms per pass; expected a number above 0");
    assertThatThrownBy(() -> fork(true, 0)).hasMessage("no iterations; expected at least one");
    assertThatThrownBy(() -> PROTOCOL.withBudget(Duration.ZERO))
        .hasMessage("budget PT0S; expected above 0");
    assertThatThrownBy(() -> lineup("", Map.of(), List.of("a", "a")))
        .hasMessage("two designs are called a; expected distinct labels");
  }

  /** Nothing else runs. */
  private static final class Undisturbed implements ActivityMeter {
    @Override
    public Activity now() {
      return Activity.NONE;
    }

    @Override
    public long involuntarySwitchesOfThread() {
      return 0;
    }

    @Override
    public long involuntarySwitchesOfProcess() {
      return 0;
    }
  }
}
