package convspectrum.search.calibration;

import convspectrum.costmodel.CostOptions;
import convspectrum.costmodel.NetworkCost;
import convspectrum.executor.machine.Machine;
import convspectrum.executor.measure.host.Instruments;
import convspectrum.executor.measure.protocol.QuickProtocol;
import convspectrum.executor.measure.result.Measurement;
import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.executor.measure.result.Speedup;
import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.search.design.ComparedDesign;
import convspectrum.search.design.Designs;
import convspectrum.search.design.Network;
import convspectrum.search.study.Latencies;
import convspectrum.search.study.LatencyStudy;
import convspectrum.search.study.StudyOptions;
import convspectrum.search.study.StudyProgress;
import convspectrum.spec.Spec;
import convspectrum.spec.canonical.Fingerprint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Measures ratios whose true value is known, in repeated trials. Each trial compiles, checks, warms
 * up and times two networks by the whole protocol, in this process. A network is a chain of equal
 * convolutions, so that one of 34 does 1/33 = 3.0 % more work than one of 33.
 */
public final class MeasuringCalibration {
  private static final int CONVOLUTIONS = 33;
  private static final String NETWORK =
      """
      name: chain
      input: {channels: 16, height: 14, width: 14}
      parameters: {times: [33, 34]}
      layers:
        - repeat: {times: $times, body: [conv: {out: 16, kernel: 3}]}
      """;

  private final InferenceRuntime runtime;
  private final QuickProtocol protocol;
  private final Instruments instruments;
  private final Machine machine;

  /** Calibrates this runtime, which runs in this process, by this protocol. */
  public MeasuringCalibration(
      InferenceRuntime runtime, QuickProtocol protocol, Instruments instruments, Machine machine) {
    this.runtime = runtime;
    this.protocol = protocol;
    this.instruments = instruments;
    this.machine = machine;
  }

  /** The question that a trial answers. */
  public enum Question {
    /** Does the interval of a network against itself contain 1? */
    COVERAGE,
    /** Does the interval of a network with 3 % more work against the other lie below 1? */
    POWER
  }

  /** Whether another process competes. */
  public enum Load {
    /** No load is started here. */
    IDLE,
    /** A process with one thread that computes without end. */
    COMPETING
  }

  /**
   * Trials of one question.
   *
   * @param question the question that each trial answers
   * @param load other processes that ran
   * @param trials the single trials
   */
  public record Series(Question question, Load load, List<Trial> trials) {
    public Series {
      trials = List.copyOf(trials);
    }

    /** The number of trials whose answer is right. */
    public long hits() {
      return trials.stream().filter(trial -> trial.hit(question)).count();
    }
  }

  /**
   * One trial.
   *
   * @param speedup of the second network against the first
   * @param seconds that it took
   */
  public record Trial(Speedup speedup, double seconds) {
    boolean hit(Question question) {
      return switch (question) {
        case COVERAGE ->
            speedup.estimate().interval().map(interval -> interval.contains(1)).orElse(false);
        case POWER -> speedup.estimate().high() < 1; // false where there is no interval
      };
    }
  }

  /** Runs this many trials; an interrupt ends the run and keeps the complete trials. */
  public Series run(Question question, Load load, int trials, StudyProgress progress) {
    Designs designs = designs(CONVOLUTIONS + (question == Question.POWER ? 1 : 0));
    List<Trial> done = new ArrayList<>();
    String task = "%s, %s".formatted(question, load).toLowerCase(java.util.Locale.ROOT);
    try (AutoCloseable _ = load == Load.COMPETING ? BusyLoop.start() : () -> {}) {
      for (int i = 0; i < trials; i++) {
        progress.report(task, i, trials, "");
        Optional<Trial> trial = trial(designs, i);
        if (trial.isEmpty()) {
          break;
        }
        done.add(trial.get());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw e instanceof RuntimeException runtimeException
          ? runtimeException
          : new IllegalStateException(e);
    }
    return new Series(question, load, done);
  }

  private Optional<Trial> trial(Designs designs, int seed) {
    StudyOptions options =
        new StudyOptions(List.of(runtime), RunOptions.SINGLE_THREAD, protocol.withSeed(seed), seed);
    long start = System.nanoTime();
    Latencies latencies =
        new LatencyStudy(options, instruments, Clock.systemUTC(), Optional.empty())
            .run(designs, machine, StudyProgress.NONE);
    double seconds = (System.nanoTime() - start) / 1e9;
    MeasurementRun run = latencies.runs().getFirst();
    if (run.partial()) {
      return Optional.empty();
    }
    Measurement second =
        run.measurement("second")
            .orElseThrow(
                () -> new IllegalStateException("not measured: " + run.outcomes().getLast()));
    return second.speedup().map(speedup -> new Trial(speedup, seconds));
  }

  /** A network of 33 convolutions and one of the given number, as distinct rows even if equal. */
  static Designs designs(int convolutions) {
    Spec spec = Spec.parse("calibration.yaml", NETWORK);
    return new Designs(
        "calibration",
        List.of(),
        List.of(row("first", spec, CONVOLUTIONS), row("second", spec, convolutions)),
        "first");
  }

  private static ComparedDesign row(String label, Spec spec, int convolutions) {
    Network network =
        Network.design(
            spec, spec.design(Map.of("times", Integer.toString(convolutions))), Optional.empty());
    return new ComparedDesign(
        label,
        network,
        NetworkCost.of(network.graph(), CostOptions.DEFAULT),
        Fingerprint.of(network.graph()),
        Optional.empty());
  }
}
