package convspectrum.cli.usage;

import convspectrum.spec.fault.WrongInputException;
import java.util.List;

/**
 * The command line asks for something that is not there. The message says what, and what there is.
 */
public final class UsageException extends WrongInputException {
  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message);
  }

  /** Several faults, a line each. */
  public static UsageException of(List<String> faults) {
    return new UsageException(String.join("\nconvspectrum: ", faults));
  }
}
