package convspectrum.cli.measure;

import convspectrum.cli.model.ModelSource;
import convspectrum.cli.process.ForkedDesigns;
import convspectrum.cli.process.JmhForks;
import convspectrum.cli.process.JmhResults;
import convspectrum.cli.process.Program;
import convspectrum.cli.process.RuntimeWorkers;
import convspectrum.cli.terminal.Bar;
import convspectrum.cli.terminal.Interruption;
import convspectrum.cli.usage.Choice;
import convspectrum.cli.usage.ExitCode;
import convspectrum.cli.usage.SeedOption;
import convspectrum.executor.Runtimes;
import convspectrum.executor.machine.Machine;
import convspectrum.executor.measure.host.Instruments;
import convspectrum.executor.measure.protocol.JmhProtocol;
import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.search.design.Designs;
import convspectrum.search.profile.DesignProfile;
import convspectrum.search.profile.LayerTimes;
import convspectrum.search.study.FurtherProcesses;
import convspectrum.search.study.Latencies;
import convspectrum.search.study.LatencyStudy;
import convspectrum.search.study.LayerStudy;
import convspectrum.search.study.ProfileStudy;
import convspectrum.search.study.StudyOptions;
import convspectrum.search.study.StudyProgress;
import convspectrum.search.study.StudyWorker;
import convspectrum.search.study.Workers;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options that say how to measure. */
public final class MeasuringOptions {
  @Mixin private SeedOption seed;
  @Mixin private PassOptions pass;
  @Mixin private ProtocolOptions protocol;
  @Mixin private DataTypeOptions types;

  @Option(
      names = "--runtime",
      paramLabel = "NAME",
      split = ",",
      description =
          "Runtimes to time, by commas: onnxruntime, vector, onednn, reference. Several take turns,"
              + " and the others are compared with the first. Default: onnxruntime,vector.")
  private List<String> runtimes = List.of();

  @Option(
      names = Program.WORKER,
      paramLabel = "NAME",
      hidden = true,
      description = "Time this runtime for the process that started this one.")
  private @Nullable String worker;

  private Optional<JmhResults> jmh = Optional.empty();
  private Optional<Duration> allowed = Optional.empty();

  /** Sets the default budget of the protocol {@code quick}. */
  void allow(Duration budget) {
    allowed = Optional.of(budget);
  }

  /** Whether runtimes are named, without which commands that count measure nothing. */
  boolean namesRuntime() {
    return !runtimes.isEmpty();
  }

  long seed() {
    return seed.value();
  }

  /** Times designs on the chosen runtimes. Ctrl-C ends it, with what there is by then. */
  Latencies measure(Designs designs, Machine machine, CommandSpec command) {
    return measure(designs, machine, command, StudyProgress.NONE);
  }

  /** The same, and tells another one than the terminal of its progress. */
  Latencies measure(Designs designs, Machine machine, CommandSpec command, StudyProgress follower) {
    StudyOptions study = study(designs);
    if (study.protocol() instanceof JmhProtocol) {
      return measureInForks(study, designs, machine, command, follower);
    }
    try (Interruption _ = Interruption.guard();
        Bar bar = new Bar()) {
      return new LatencyStudy(study, Instruments.system(), Clock.systemUTC(), workers(command))
          .run(designs, machine, bar.and(follower));
    }
  }

  /**
   * Times designs of different baselines one group after the other.
   *
   * @param share of the budget that this may take
   * @param finished receives the labels of a group when it is measured, and all times until then
   */
  Latencies measureGroups(
      Designs designs,
      double share,
      Machine machine,
      CommandSpec command,
      BiConsumer<List<String>, Latencies> finished) {
    StudyOptions study = study(designs).withShareOfBudget(share);
    if (study.protocol() instanceof JmhProtocol) {
      return measureInForks(study, designs, machine, command, StudyProgress.NONE);
    }
    try (Interruption _ = Interruption.guard();
        Bar bar = new Bar()) {
      return new LatencyStudy(study, Instruments.system(), Clock.systemUTC(), workers(command))
          .runGroups(
              designs,
              machine,
              bar,
              (group, latencies) -> {
                bar.close(); // what is printed next begins on an empty line
                finished.accept(group, latencies);
              });
    }
  }

  /** New processes for the runtimes; none where forks are measured, which are new ones already. */
  Optional<FurtherProcesses> furtherProcesses(Designs designs, CommandSpec command) {
    StudyOptions study = study(designs);
    return study.protocol() instanceof JmhProtocol
        ? Optional.empty()
        : workers(command)
            .map(workers ->
                new FurtherProcesses(study, Instruments.system(), Clock.systemUTC(), workers));
  }

  private Latencies measureInForks(
      StudyOptions study,
      Designs designs,
      Machine machine,
      CommandSpec command,
      StudyProgress follower) {
    try (Interruption _ = Interruption.guard();
        Bar bar = new Bar();
        JmhForks forks = new JmhForks(arguments(command), Program.of(command).benchmark())) {
      jmh = Optional.of(forks.results());
      return new LatencyStudy(
              study, Instruments.system(), Clock.systemUTC(), workers(command), Optional.of(forks))
          .run(designs, machine, bar.and(follower));
    }
  }

  /**
   * Writes what JMH found, if it measured.
   *
   * @param report folder of the report, where nothing else was said
   * @return the files
   */
  List<Path> writeJmh(Path report) {
    return jmh.map(results -> results.write(protocol.jmhJson().orElse(report))).orElse(List.of());
  }

  /** Does the same for a command without a report, and says where the files are. */
  void writeJmh(PrintWriter err) {
    writeJmh(Path.of("convspectrum-out")).forEach(file -> err.println("wrote " + file));
  }

  private static List<String> arguments(CommandSpec command) {
    return command.root().commandLine().getParseResult().originalArgs();
  }

  /**
   * Profiles each design briefly on each runtime that timed it; none where the command was
   * interrupted.
   */
  List<DesignProfile> profiles(Designs designs, Latencies latencies, CommandSpec command) {
    return profiles(
        designs, latencies, command, ProfileStudy.Which.WITH_INTERVAL, StudyProgress.NONE);
  }

  /** The same of those designs that {@code which} says, and tells a follower of its progress. */
  List<DesignProfile> profiles(
      Designs designs,
      Latencies latencies,
      CommandSpec command,
      ProfileStudy.Which which,
      StudyProgress follower) {
    if (Interruption.came()) {
      return List.of();
    }
    try (Interruption _ = Interruption.guard();
        Bar bar = new Bar()) {
      return new ProfileStudy(study(designs), Instruments.system(), workers(command))
          .run(designs, latencies, which, bar.and(follower));
    }
  }

  /**
   * Finds where the time of the first design goes, on each of the chosen runtimes that can run it.
   *
   * @param refused is told why another one cannot
   */
  List<LayerTimes> profile(
      Designs designs,
      Machine machine,
      CommandSpec command,
      StudyProgress follower,
      Consumer<String> refused) {
    try (Interruption _ = Interruption.guard();
        Bar bar = new Bar()) {
      return new LayerStudy(
              study(designs), Instruments.system(), Clock.systemUTC(), workers(command))
          .run(designs, machine, bar.and(follower), refused);
    }
  }

  /** A worker is started by the arguments of this process, and told its runtime. */
  private static Optional<Workers> workers(CommandSpec command) {
    arguments(command)
        .forEach(word -> ModelSource.requireFile(word, "processes that measure read the model"));
    return Optional.of(RuntimeWorkers.of(command));
  }

  /** Whether this process is such a worker. */
  boolean isWorker() {
    return worker != null;
  }

  /** Times {@code designs} for the process that started this one, until that has enough. */
  int serve(Designs designs) {
    InferenceRuntime runtime =
        Choice.of(Program.WORKER, String.valueOf(worker), Runtimes::labelled);
    if (ForkedDesigns.wanted()) {
      ForkedDesigns.leave(
          new ForkedDesigns(
              StudyWorker.host(runtime, designs, run(), seed.value()),
              StudyWorker.identity(designs),
              pass.read().threads()));
      return ExitCode.DONE;
    }
    return RuntimeWorkers.serve(runtime, designs, run(), seed.value());
  }

  /** Refuses options that are wrong. */
  void check() {
    study(1);
  }

  StudyOptions study(Designs designs) {
    return study(designs.distinct().size());
  }

  private StudyOptions study(int designs) {
    return new StudyOptions(
        runtimes(), run(), protocol.read(seed.value(), designs, allowed), seed.value());
  }

  /** Threads inside a pass on each machine of a cluster, where nothing is measured in forks. */
  int fleetThreads() {
    requireQuick("--on");
    return run().threads();
  }

  /** Refuses forks for what is never done in them. */
  void requireQuick(String option) {
    protocol.requireQuick(option);
  }

  /** The runtimes to time. */
  List<InferenceRuntime> runtimes() {
    return chosen().stream()
        .flatMap(runtime -> types.types().stream().map(type -> Runtimes.of(runtime, type)))
        .toList();
  }

  private List<InferenceRuntime> chosen() {
    if (runtimes.isEmpty()) {
      return Runtimes.timedByDefault();
    }
    Set<String> names = new LinkedHashSet<>(runtimes);
    return names.stream().map(name -> Choice.of("--runtime", name, Runtimes::named)).toList();
  }

  /** How a forward pass is run. */
  private RunOptions run() {
    RunOptions read = pass.read();
    return new RunOptions(read.threads(), read.winograd(), types.weights());
  }
}
