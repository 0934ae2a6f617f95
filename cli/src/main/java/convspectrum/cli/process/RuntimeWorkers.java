package convspectrum.cli.process;

import convspectrum.cli.terminal.Interruption;
import convspectrum.cli.usage.ExitCode;
import convspectrum.executor.process.JavaProcess;
import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.search.design.Designs;
import convspectrum.search.study.StudyWorker;
import convspectrum.search.study.Workers;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Processes that time the designs of a command, each on one runtime. They are started by the
 * arguments of this one and the option {@link Program#WORKER}, and lay out the same designs.
 */
public final class RuntimeWorkers {
  private RuntimeWorkers() {}

  /** Starts them. */
  public static Workers of(CommandSpec command) {
    return runtime -> start(runtime, command);
  }

  private static Process start(InferenceRuntime runtime, CommandSpec command) throws IOException {
    List<String> words =
        new ArrayList<>(command.root().commandLine().getParseResult().originalArgs());
    words.addAll(List.of(Program.WORKER, runtime.name()));
    return JavaProcess.start(
        runtime.jvmOptions(), runtime.environment(), Program.mainClass(command), words);
  }

  /** Times {@code designs} for the process that started this one, until that has enough. */
  public static int serve(InferenceRuntime runtime, Designs designs, RunOptions run, long seed) {
    OutputStream answers = new FileOutputStream(FileDescriptor.out);
    System.setOut(System.err); // what a library prints must not be taken for an answer
    Interruption.outlive();
    StudyWorker.serve(
        runtime,
        designs,
        run,
        seed,
        System.in,
        answers,
        () -> Runtime.getRuntime().halt(ExitCode.FAILED));
    return ExitCode.DONE;
  }
}
