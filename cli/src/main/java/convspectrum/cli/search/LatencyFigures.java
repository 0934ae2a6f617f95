package convspectrum.cli.search;

import convspectrum.cli.process.GroupWorker;
import convspectrum.cli.usage.Threads;
import convspectrum.cli.usage.UsageException;
import convspectrum.executor.Runtimes;
import convspectrum.executor.machine.Machine;
import convspectrum.executor.measure.host.Instruments;
import convspectrum.executor.measure.protocol.QuickProtocol;
import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.executor.quantised.Int8Runtime;
import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.reports.measure.MachineTable;
import convspectrum.search.design.Designs;
import convspectrum.search.design.Sweep;
import convspectrum.search.figure.Figure;
import convspectrum.search.latency.LatencyFigure;
import convspectrum.search.study.LatencyStudy;
import convspectrum.search.study.StudyOptions;
import convspectrum.search.study.StudyProgress;
import convspectrum.search.study.Workers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Latencies by their names: {@code onnxruntime-latency}, {@code onnxruntime-latency@2}. */
final class LatencyFigures {
  private static final Pattern TYPED = Pattern.compile("(\\w+)-latency(@[0-9]{1,4})?:int8\\b");
  private static final Pattern NAME = Pattern.compile("(.+)-latency(?:@([0-9]{1,4}))?");

  /** Time for one design in a group: compiling, warming up, rounds. */
  private static final Duration EACH = Duration.ofMillis(600);

  private static final Duration WARM_UP = Duration.ofMillis(300);
  private static final int MOST_ROUNDS = 40;

  private LatencyFigures() {}

  /**
   * A text in which {@code onnxruntime-latency:int8} is the name that the figure has, {@code
   * onnxruntime-int8-latency}.
   */
  static String canonical(String text) {
    return TYPED.matcher(text).replaceAll("$1" + Int8Runtime.SUFFIX + "-latency$2");
  }

  /** The names with one thread. */
  static List<String> names() {
    return Runtimes.names().stream().map(name -> name + "-latency").toList();
  }

  /**
   * The figure of this name, if it is a latency.
   *
   * @param starter starts processes for runtimes that want some
   */
  static Optional<Figure> named(
      String name, Sweep sweep, long seed, Optional<GroupWorker.Starter> starter) {
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches() || !isRuntime(matcher.group(1))) {
      return Optional.empty();
    }
    InferenceRuntime runtime = Runtimes.labelled(matcher.group(1));
    int threads = matcher.group(2) == null ? 1 : Integer.parseInt(matcher.group(2));
    Threads.options(threads); // refuses numbers that no machine has
    if (starter.isEmpty() && runtime.wantsProcess()) {
      throw new UsageException(
          name
              + ": "
              + runtime.name()
              + " is timed in a process of its own; try search, which starts one");
    }
    Machine machine = Machine.read();
    String conditions = runtime.version() + " on " + machine.fingerprint() + " seed " + seed;
    return Optional.of(
        new LatencyFigure(
            runtime.name(),
            threads,
            conditions,
            MachineTable.summary(machine),
            sweep.baseline(),
            (group, effort) ->
                group(
                    group,
                    effort,
                    runtime,
                    threads,
                    seed,
                    starter.map(one -> one.workers(group, threads))),
            Clock.systemUTC()));
  }

  private static boolean isRuntime(String name) {
    return Runtimes.names().stream()
        .anyMatch(known -> name.equals(known) || name.equals(known + Int8Runtime.SUFFIX));
  }

  private static MeasurementRun group(
      Designs designs,
      int effort,
      InferenceRuntime runtime,
      int threads,
      long seed,
      Optional<Workers> workers) {
    QuickProtocol usual = QuickProtocol.DEFAULT;
    QuickProtocol protocol =
        new QuickProtocol(
            EACH.multipliedBy((long) effort * designs.rows().size()),
            0.02,
            15,
            1, // a group is a placement of its own
            MOST_ROUNDS,
            usual.sample(),
            WARM_UP,
            0.05,
            usual.resamples(),
            seed,
            usual.memoryBytes(),
            usual.pinned());
    StudyOptions options =
        new StudyOptions(List.of(runtime), Threads.options(threads), protocol, seed);
    return new LatencyStudy(options, Instruments.system(), Clock.systemUTC(), workers)
        .run(designs, Machine.read(), StudyProgress.NONE)
        .runs()
        .getFirst();
  }
}
