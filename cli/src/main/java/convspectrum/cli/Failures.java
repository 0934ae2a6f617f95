package convspectrum.cli;

import convspectrum.executor.runtime.UnsupportedGraphException;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.file.WriteException;
import java.io.PrintWriter;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
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
    boolean unknownCommand =
        e instanceof UnmatchedArgumentException unmatched
            && command.getParent() == null
            && !unmatched.isUnknownOption();
    err.println(
        "convspectrum: "
            + (unknownCommand
                ? "unknown command '"
                    + ((UnmatchedArgumentException) e).getUnmatched().getFirst()
                    + "'"
                : Objects.requireNonNullElse(e.getMessage(), "wrong usage")));
    UnmatchedArgumentException.printSuggestions(e, err);
    err.println("See: " + command.getCommandSpec().qualifiedName() + " --help");
    err.flush();
    return ExitCode.WRONG_INPUT;
  }

  /** Anything thrown while a command ran. */
  static int execution(Exception e, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    int code = report(e, err);
    err.flush();
    return code;
  }

  private static int report(Exception e, PrintWriter err) {
    return switch (e) {
      case SpecException spec -> {
        spec.faults().forEach(fault -> err.println(fault));
        yield ExitCode.WRONG_INPUT;
      }
      case WriteException write -> {
        err.println(write.getMessage());
        yield ExitCode.FAILED;
      }
      case UnsupportedGraphException unsupported -> {
        err.println("convspectrum: " + unsupported.getMessage());
        yield ExitCode.FAILED;
      }
      case UsageException usage -> {
        err.println("convspectrum: " + usage.getMessage());
        yield ExitCode.WRONG_INPUT;
      }
      default -> {
        err.println("convspectrum: internal error: " + e);
        if (System.getenv(DEBUG) == null) {
          err.println("This is a fault of convspectrum. Set " + DEBUG + "=1 to see where it is.");
        } else {
          e.printStackTrace(err);
        }
        yield ExitCode.FAILED;
      }
    };
  }
}
