package convspectrum.cli.training;

import convspectrum.cli.process.Program;
import convspectrum.cli.process.RuntimeWorkers;
import convspectrum.cli.terminal.Bar;
import convspectrum.cli.terminal.Interruption;
import convspectrum.cli.usage.Choice;
import convspectrum.cli.usage.UsageException;
import convspectrum.executor.Runtimes;
import convspectrum.executor.machine.Machine;
import convspectrum.executor.measure.host.Instruments;
import convspectrum.executor.measure.protocol.QuickProtocol;
import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.search.design.Designs;
import convspectrum.search.study.Latencies;
import convspectrum.search.study.LatencyStudy;
import convspectrum.search.study.StudyOptions;
import convspectrum.search.study.TimeNeed;
import convspectrum.search.training.study.KeptFigures;
import convspectrum.search.training.study.StudiedDesign;
import convspectrum.search.training.study.StudiedDesigns;
import convspectrum.search.training.study.StudyTimes;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** How the designs of a study of training are timed. */
final class StudyMeasuring {
  private static final RunOptions ONE_THREAD = new RunOptions(1);

  @Option(
      names = "--runtime",
      paramLabel = "NAME",
      split = ",",
      description =
          "Runtimes to time designs on, by commas: onnxruntime, vector, onednn. Default: the first two.")
  private List<String> runtimes = List.of();

  @Option(names = "--no-measure", description = "Do not time the designs.")
  private boolean notMeasured;

  @Option(
      names = Program.WORKER,
      paramLabel = "NAME",
      hidden = true,
      description = "Time this runtime for the process that started this one.")
  private @Nullable String worker;

  /** Refuses runtimes that there are not. */
  void check() {
    if (notMeasured && !runtimes.isEmpty()) {
      throw new UsageException(
          "--runtime: found --no-measure, with which nothing is timed; expected one of both");
    }
    runtimes();
  }

  /** Whether this process times designs for another one. */
  boolean isWorker() {
    return worker != null;
  }

  /** Does so until that has enough. */
  int serve(Designs rows, long seed) {
    InferenceRuntime runtime = Choice.of(Program.WORKER, String.valueOf(worker), Runtimes::named);
    return RuntimeWorkers.serve(runtime, rows, ONE_THREAD, seed);
  }

  private List<InferenceRuntime> runtimes() {
    return runtimes.isEmpty()
        ? Runtimes.timedByDefault()
        : runtimes.stream()
            .distinct()
            .map(name -> Choice.of("--runtime", name, Runtimes::named))
            .toList();
  }

  /** What will be timed. */
  StudyTimes planned() {
    return notMeasured ? StudyTimes.none() : StudyTimes.planned(names());
  }

  private List<String> names() {
    return runtimes().stream().map(one -> one.name(ONE_THREAD)).toList();
  }

  /** The times that are kept, and those that are missing after they were measured and kept. */
  StudyTimes times(StudiedDesigns designs, KeptFigures kept, long seed, CommandSpec command) {
    if (notMeasured) {
      return StudyTimes.none();
    }
    List<StudiedDesign> all = designs.all();
    List<String> names = names();
    Machine machine = Machine.read();
    StudyTimes known = StudyTimes.kept(kept, all, names, machine.fingerprint());
    if (known.holds(all, names)) {
      return known;
    }
    StudyOptions options =
        new StudyOptions(
            runtimes(),
            ONE_THREAD,
            QuickProtocol.DEFAULT.withBudget(TimeNeed.of(designs.rows())).withSeed(seed),
            seed);
    Latencies latencies;
    try (Interruption _ = Interruption.guard();
        Bar bar = new Bar()) {
      latencies =
          new LatencyStudy(
                  options,
                  Instruments.system(),
                  Clock.systemUTC(),
                  Optional.of(RuntimeWorkers.of(command)))
              .run(designs.rows(), machine, bar);
    }
    StudyTimes.keep(kept, all, latencies, machine.fingerprint());
    return StudyTimes.kept(kept, all, names, machine.fingerprint());
  }
}
