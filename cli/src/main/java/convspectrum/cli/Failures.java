package convspectrum.cli;

import convspectrum.cli.usage.ExitCode;
import convspectrum.executor.process.JavaProcess;
import convspectrum.spec.fault.Excerpt;
import convspectrum.spec.fault.FailedRunException;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.fault.Suggestions;
import convspectrum.spec.fault.WrongInputException;
import convspectrum.spec.file.WriteException;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Turns what went wrong into lines on standard error and an exit code; never a stack trace for bad
 * input.
 */
final class Failures {
  /** Set to anything, it adds the stack trace of an internal error. */
  private static final String DEBUG = "CONVSPECTRUM_DEBUG";

  private Failures() {}

  /** Options or arguments that picocli refuses. */
  static int usage(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("convspectrum: " + problem(e));
    err.println("See: " + command.getCommandSpec().qualifiedName() + " --help");
    err.flush();
    return ExitCode.WRONG_INPUT;
  }

  private static String problem(ParameterException e) {
    if (e.getArgSpec() instanceof OptionSpec option
        && e.getCause() instanceof TypeConversionException cause
        && e.getValue() != null) {
      return "%s %s: %s; expected %s"
          .formatted(
              option.longestName(), Excerpt.of(e.getValue()), cause.getMessage(), expected(option));
    }
    if (!(e instanceof UnmatchedArgumentException unmatched)
        || unmatched.getUnmatched().isEmpty()) {
      return Objects.requireNonNullElse(e.getMessage(), "wrong usage");
    }
    CommandLine command = e.getCommandLine();
    String word = unmatched.getUnmatched().getFirst();
    if (word.startsWith("-")) {
      String option = word.split("=", 2)[0];
      return "unknown option '%s'; %s"
          .formatted(option, Suggestions.didYouMean(option, optionNames(command)));
    }
    if (!command.getSubcommands().isEmpty()) {
      return "unknown command '%s'; %s"
          .formatted(word, Suggestions.didYouMean(word, commandNames(command)));
    }
    return "unexpected argument '" + word + "'";
  }

  /** What an option that takes a number is for, as its description begins. */
  private static String expected(OptionSpec option) {
    String about = String.join(" ", option.description());
    int end = about.indexOf(". ");
    String first = (end < 0 ? about : about.substring(0, end)).replaceFirst("\\.$", "");
    boolean real = option.type() == double.class || option.type() == Double.class;
    return "%s (%s)"
        .formatted(
            real ? "a number, such as 0.1" : "a whole number, such as 300 or 2k",
            first.replace("%n", " "));
  }

  private static List<String> commandNames(CommandLine command) {
    return command.getSubcommands().entrySet().stream()
        .filter(entry -> !entry.getValue().getCommandSpec().usageMessage().hidden())
        .map(Map.Entry::getKey)
        .toList();
  }

  private static List<String> optionNames(CommandLine command) {
    return command.getCommandSpec().options().stream().map(OptionSpec::longestName).toList();
  }

  /** What is lost of the result makes a command fail that has not failed otherwise. */
  static int output(Optional<String> loss, int code, PrintWriter err) {
    loss.ifPresent(text -> err.println("convspectrum: " + text));
    return loss.isPresent() && code == ExitCode.DONE ? ExitCode.FAILED : code;
  }

  /** What Java itself reports while a command runs. */
  static int error(Error e, PrintWriter err) {
    int code = report(e, err);
    err.flush();
    return code;
  }

  /** Anything thrown while a command ran. */
  static int execution(Exception e, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    int code = report(e, err);
    err.flush();
    return code;
  }

  private static int report(Throwable e, PrintWriter err) {
    return switch (e) {
      // Inputs may be of any size that a user asks for.
      case OutOfMemoryError _ -> {
        long mib = Runtime.getRuntime().maxMemory() >> 20;
        err.println(
            "convspectrum: out of memory (%d MiB); try a smaller --input or --batch, or more memory: %s=-Xmx%dm"
                .formatted(mib, JavaProcess.OPTIONS, 2 * mib));
        yield ExitCode.FAILED;
      }
      case LinkageError linkage -> {
        err.println("convspectrum: a native library cannot be used: " + rootMessage(linkage));
        trace(e, err);
        yield ExitCode.FAILED;
      }
      case InvalidPathException path -> {
        err.println(
            "convspectrum: '%s' is no file name here (%s); try LC_ALL=C.UTF-8 where it is not ASCII"
                .formatted(Excerpt.of(path.getInput()), path.getReason()));
        yield ExitCode.WRONG_INPUT;
      }
      case SpecException spec -> {
        spec.faults().forEach(fault -> err.println(fault));
        yield ExitCode.WRONG_INPUT;
      }
      case WriteException write -> {
        err.println(write.getMessage());
        yield ExitCode.FAILED;
      }
      case WrongInputException wrong -> {
        err.println("convspectrum: " + wrong.getMessage());
        yield ExitCode.WRONG_INPUT;
      }
      case FailedRunException failed -> {
        err.println("convspectrum: " + failed.getMessage());
        yield ExitCode.FAILED;
      }
      case ArithmeticException overflow when isOverflow(overflow) -> {
        err.println(
            "convspectrum: the model's counts are beyond 64 bits; try a smaller model or input");
        yield ExitCode.WRONG_INPUT;
      }
      default -> {
        err.println("convspectrum: internal error: " + e);
        err.println("This is a fault of convspectrum. Set " + DEBUG + "=1 to see where it is.");
        trace(e, err);
        yield ExitCode.FAILED;
      }
    };
  }

  private static void trace(Throwable e, PrintWriter err) {
    if (System.getenv(DEBUG) != null) {
      e.printStackTrace(err);
    }
  }

  /** An initialiser that failed hides what failed in it. */
  private static String rootMessage(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = root.getMessage();
    return root.getClass().getSimpleName() + (message == null ? "" : ": " + message.strip());
  }

  /** What the exact methods of {@link Math} throw; other arithmetic is a fault of ours. */
  private static boolean isOverflow(ArithmeticException e) {
    return e.getMessage() != null && e.getMessage().endsWith("overflow");
  }
}
