package convspectrum.cli.process;

import convspectrum.cli.terminal.Interruption;
import convspectrum.cli.terminal.StillWorking;
import convspectrum.cli.usage.ExitCode;
import convspectrum.executor.machine.VectorApi;
import convspectrum.executor.process.ErrorRelay;
import convspectrum.executor.process.JavaProcess;
import convspectrum.executor.process.VectorOptions;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * Runs a command that computes on vectors in a process of its own, which has the Vector API. It is
 * an incubator module: Java must be told of it at its start and warns of it, and other commands
 * should have neither the warning nor another cache of classes.
 *
 * <p>The other process is this one in all else: its arguments, its standard input and output, its
 * exit code. What it writes on standard error goes through {@link ErrorRelay}.
 */
public final class VectorProcess {
  private @Nullable Process process;
  private @Nullable Thread errors;
  private boolean ended;

  private VectorProcess() {}

  /** Runs what was parsed here or there, and returns its exit code. */
  public static int execute(ParseResult parsed) {
    return isWanted(parsed) ? start(parsed) : new CommandLine.RunLast().execute(parsed);
  }

  /** Whether the command wants vectors that this process does not have, and another would. */
  private static boolean isWanted(ParseResult parsed) {
    ParseResult last = parsed;
    while (last.hasSubcommand()) {
      if (last.isUsageHelpRequested() || last.isVersionHelpRequested()) {
        return false;
      }
      last = last.subcommand();
    }
    return !last.isUsageHelpRequested()
        && !last.isVersionHelpRequested()
        && last.commandSpec().userObject() instanceof OnVectors command
        && command.computesOnVectors()
        && !VectorApi.present()
        && VectorApi.installed();
  }

  private static int start(ParseResult parsed) {
    CommandSpec command = parsed.commandSpec();
    ProcessBuilder builder =
        JavaProcess.builder(VectorOptions.JVM, Program.mainClass(command), parsed.originalArgs())
            .redirectInput(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT);
    VectorProcess other = new VectorProcess();
    StillWorking.pause(); // the other process tells of itself
    Interruption.passOn(other::end);
    try {
      return other.run(builder);
    } catch (IOException e) {
      command
          .commandLine()
          .getErr()
          .println("convspectrum: Java cannot be started again for its vectors: " + e.getMessage());
      return ExitCode.FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.FAILED;
    }
  }

  private int run(ProcessBuilder builder) throws IOException, InterruptedException {
    Process started;
    Thread relay;
    synchronized (this) {
      if (ended) {
        return ExitCode.FAILED; // this process is about to end
      }
      started = builder.start();
      relay = ErrorRelay.start(started, new FileOutputStream(FileDescriptor.err));
      process = started;
      errors = relay;
    }
    int code = started.waitFor();
    relay.join();
    return code;
  }

  /**
   * Lets the other process end in order, and its last words be seen: a terminal's Ctrl-C reaches
   * both, a signal to this process it alone.
   */
  private synchronized void end() {
    ended = true;
    if (process != null && errors != null) {
      process.toHandle().destroy(); // Process.destroy would close the stream of its last words
      try {
        process.waitFor();
        errors.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
