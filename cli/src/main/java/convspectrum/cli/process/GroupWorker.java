package convspectrum.cli.process;

import convspectrum.cli.terminal.Interruption;
import convspectrum.cli.usage.Choice;
import convspectrum.cli.usage.ExitCode;
import convspectrum.cli.usage.Threads;
import convspectrum.cli.usage.UsageException;
import convspectrum.executor.Runtimes;
import convspectrum.executor.process.JavaProcess;
import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.search.design.Designs;
import convspectrum.search.design.Network;
import convspectrum.search.design.Sweep;
import convspectrum.search.latency.LatencyFigure;
import convspectrum.search.latency.MeasuringGroup;
import convspectrum.search.study.StudyWorker;
import convspectrum.search.study.Workers;
import convspectrum.spec.parameter.Design;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/**
 * A process in which a group of designs is measured, since the runtime wants options of the Java
 * virtual machine. It is started by the arguments of the command and told its designs on standard
 * input.
 */
public final class GroupWorker {
  private static final String THREADS = "--worker-threads";

  @Option(
      names = Program.WORKER,
      paramLabel = "NAME",
      hidden = true,
      description = "Time designs on this runtime for the process that started this one.")
  private @Nullable String worker;

  @Option(
      names = THREADS,
      paramLabel = "N",
      hidden = true,
      defaultValue = "1",
      description = "Threads inside a pass.")
  private int threads = 1;

  /** Starts such processes. */
  @FunctionalInterface
  public interface Starter {
    /** For one group, with this many threads inside a pass. */
    Workers workers(Designs group, int threads);
  }

  /** They repeat the arguments that this process was started with. */
  public static Starter of(CommandSpec command) {
    return (group, threads) -> runtime -> start(runtime, command, group, threads);
  }

  private static Process start(
      InferenceRuntime runtime, CommandSpec command, Designs group, int threads)
      throws IOException {
    List<String> words =
        new ArrayList<>(command.root().commandLine().getParseResult().originalArgs());
    words.addAll(List.of(Program.WORKER, runtime.name(), THREADS, Integer.toString(threads)));
    Process process =
        JavaProcess.start(
            runtime.jvmOptions(), runtime.environment(), Program.mainClass(command), words);
    try {
      MeasuringGroup.send(group, process.outputWriter(StandardCharsets.UTF_8));
    } catch (IOException e) {
      process.destroyForcibly();
      throw e;
    }
    return process;
  }

  /** Whether this process is such a worker. */
  public boolean isWorker() {
    return worker != null;
  }

  /** Times designs for the process that started this one, until that has enough. */
  public int serve(Sweep sweep, long seed) {
    InferenceRuntime runtime =
        Choice.of(Program.WORKER, String.valueOf(worker), Runtimes::labelled);
    OutputStream answers = new FileOutputStream(FileDescriptor.out);
    System.setOut(System.err); // what a library prints must not be taken for an answer
    List<Design> designs;
    try {
      designs = MeasuringGroup.receive(System.in, sweep.spec());
    } catch (IOException e) {
      throw new UsageException(Program.WORKER + ": " + e.getMessage());
    }
    Designs group =
        MeasuringGroup.of(
            LatencyFigure.name(runtime.name(), threads),
            sweep.baseline(),
            designs.stream()
                .map(design -> Network.design(sweep.spec(), design, sweep.input()))
                .toList());
    Interruption.outlive();
    StudyWorker.serve(
        runtime,
        group,
        Threads.options(threads),
        seed,
        System.in,
        answers,
        () -> Runtime.getRuntime().halt(ExitCode.FAILED));
    return ExitCode.DONE;
  }
}
