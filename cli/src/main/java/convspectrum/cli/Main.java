package convspectrum.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The entry of the command line: {@code convspectrum COMMAND …}. */
@Command(
    name = "convspectrum",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Counts, measures and compares convolution blocks, from regular to depthwise separable.",
      "",
      "Start with:  convspectrum explore"
    },
    subcommands = {
      ExploreCommand.class,
      CostCommand.class,
      CompareCommand.class,
      MeasureCommand.class,
      ValidateCommand.class,
      CompareRunsCommand.class,
      RunCommand.class,
      SearchCommand.class,
      JournalCommand.class,
      ExportCommand.class,
      CheckCommand.class,
      SchemaCommand.class,
      ZooCommand.class,
      MachineCommand.class,
      ProxiesCommand.class,
      CompletionCommand.class,
      CalibrateMeasuringCommand.class,
      HelpCommand.class,
    })
public final class Main implements Runnable {
  @Spec private CommandSpec spec;

  /** Runs one command and ends the process with its exit code: 0 done, 1 failed, 2 wrong use. */
  public static void main(String[] args) {
    // Data and messages are UTF-8 whatever the locale: JSON must be, and a pipe has no locale.
    PrintWriter out = utf8(FileDescriptor.out);
    PrintWriter err = utf8(FileDescriptor.err);
    Interruption.install();
    int code = run(out, err, args);
    out.flush();
    err.flush();
    Interruption.finished();
    System.exit(code);
  }

  /** Runs one command in this process. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    // Every text is English, so the digits and commas in it are too.
    Locale.setDefault(Locale.ROOT);
    CommandLine command =
        new CommandLine(new Main())
            .setOut(out)
            .setErr(err)
            .setParameterExceptionHandler(Failures::usage)
            .setExecutionExceptionHandler(Failures::execution)
            .setUsageHelpAutoWidth(true);
    try {
      return command.execute(args);
    } catch (OutOfMemoryError e) {
      return Failures.memory(err);
    }
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no command given");
  }

  private static PrintWriter utf8(FileDescriptor descriptor) {
    return new PrintWriter(
        new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), false);
  }
}
