package convspectrum.cli;

import convspectrum.cli.cluster.SparkHome;
import convspectrum.cli.measure.CalibrateMeasuringCommand;
import convspectrum.cli.measure.CompareCommand;
import convspectrum.cli.measure.CompareRunsCommand;
import convspectrum.cli.measure.ExploreCommand;
import convspectrum.cli.measure.LeaderboardCommand;
import convspectrum.cli.measure.MachineCommand;
import convspectrum.cli.measure.MeasureCommand;
import convspectrum.cli.measure.StudyCommand;
import convspectrum.cli.measure.SuggestCommand;
import convspectrum.cli.measure.ValidateCommand;
import convspectrum.cli.network.CheckCommand;
import convspectrum.cli.network.CostCommand;
import convspectrum.cli.network.ExportCommand;
import convspectrum.cli.network.RunCommand;
import convspectrum.cli.network.SchemaCommand;
import convspectrum.cli.network.ZooCommand;
import convspectrum.cli.predict.PredictCommand;
import convspectrum.cli.process.Program;
import convspectrum.cli.process.VectorProcess;
import convspectrum.cli.proxy.ProxiesCommand;
import convspectrum.cli.search.JournalCommand;
import convspectrum.cli.search.SearchCommand;
import convspectrum.cli.terminal.Interruption;
import convspectrum.cli.terminal.StandardOutput;
import convspectrum.cli.terminal.StillWorking;
import convspectrum.cli.training.TrainCommand;
import convspectrum.cli.usage.ExitCode;
import convspectrum.cli.usage.RealNumber;
import convspectrum.cli.usage.Version;
import convspectrum.cli.usage.WholeNumber;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IExecutionStrategy;
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
    })
public final class Main implements Runnable, Program {
  /** The commands, in the order in which the help lists them. */
  private static final List<Class<?>> COMMANDS =
      List.of(
          ExploreCommand.class,
          CostCommand.class,
          CompareCommand.class,
          MeasureCommand.class,
          SuggestCommand.class,
          StudyCommand.class,
          ValidateCommand.class,
          CompareRunsCommand.class,
          LeaderboardCommand.class,
          RunCommand.class,
          SearchCommand.class,
          PredictCommand.class,
          JournalCommand.class,
          ExportCommand.class,
          CheckCommand.class,
          SchemaCommand.class,
          ZooCommand.class,
          MachineCommand.class,
          ProxiesCommand.class,
          TrainCommand.class,
          CompletionCommand.class,
          CalibrateMeasuringCommand.class,
          HelpCommand.class);

  /** Commands that need the options of all others. */
  private static final Set<String> OVERVIEWS = Set.of("help", "completion");

  /** Options that require something of a result. */
  private static final List<String> JUDGING = List.of("--require", "--fail-on");

  @Spec private CommandSpec spec;

  /** Runs one command and ends the process with its {@link ExitCode}. */
  public static void main(String[] args) {
    // Data and messages are UTF-8 whatever the locale: JSON must be, and a pipe has no locale.
    StillWorking.install(args.length == 0 ? "convspectrum" : args[0]);
    StandardOutput output = new StandardOutput();
    PrintWriter out = utf8(StillWorking.before(output));
    PrintWriter err = utf8(StillWorking.before(new FileOutputStream(FileDescriptor.err)));
    Interruption.install(SparkHome::remove);
    int code = run(out, err, VectorProcess::execute, args);
    out.flush();
    code = Failures.output(output.loss(), code, err);
    err.flush();
    StillWorking.pause();
    SparkHome.remove();
    System.exit(Interruption.exitCode(code));
  }

  /** Runs one command in this process. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    return run(out, err, new CommandLine.RunLast(), args);
  }

  private static int run(
      PrintWriter out, PrintWriter err, IExecutionStrategy strategy, String... args) {
    // Every text is English, so the digits and commas in it are too.
    Locale.setDefault(Locale.ROOT);
    CommandLine command =
        commandLine(args)
            .setOut(out)
            .setErr(err)
            .setExecutionStrategy(strategy)
            .setParameterExceptionHandler(Failures::usage)
            .setExecutionExceptionHandler(Failures::execution)
            .setUsageHelpAutoWidth(true);
    try {
      return command.execute(args);
    } catch (Error e) { // picocli hands on exceptions only
      return Failures.error(e, err);
    }
  }

  /**
   * The command line for some arguments. Reading the options of all commands takes longer than many
   * a command: where the first argument names one, only its options are read.
   */
  static CommandLine commandLine(String... args) {
    CommandLine commandLine = new CommandLine(new Main());
    String first = args.length == 0 ? "" : args[0];
    List<Class<?>> named =
        OVERVIEWS.contains(first)
            ? List.of()
            : COMMANDS.stream().filter(command -> name(command).equals(first)).toList();
    (named.isEmpty() ? COMMANDS : named).forEach(commandLine::addSubcommand);
    // A word may come from somebody else, as in a pull request, and a message would show the file.
    commandLine.setExpandAtFiles(false);
    describeExitCodes(commandLine);
    return RealNumber.registerIn(WholeNumber.registerIn(commandLine));
  }

  /** Puts the exit codes that a command may end with below its help. */
  private static void describeExitCodes(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    boolean judges =
        !command.getSubcommands().isEmpty()
            || JUDGING.stream().anyMatch(option -> spec.findOption(option) != null);
    spec.usageMessage()
        .exitCodeListHeading("%nExit codes:%n")
        .exitCodeList(ExitCode.meanings(judges));
    command.getSubcommands().values().forEach(Main::describeExitCodes);
  }

  private static String name(Class<?> command) {
    Command annotation = command.getAnnotation(Command.class);
    return annotation == null ? "" : annotation.name();
  }

  @Override
  public Class<?> benchmark() {
    return PassBenchmark.class;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "found no command; expected one");
  }

  private static PrintWriter utf8(OutputStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), false);
  }
}
