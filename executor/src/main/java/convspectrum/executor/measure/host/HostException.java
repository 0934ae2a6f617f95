package convspectrum.executor.measure.host;

import convspectrum.spec.fault.FailedRunException;

/** Reports a failure in or of another process; the message is the whole reason. */
public final class HostException extends FailedRunException {
  private static final long serialVersionUID = 1L;

  /** Creates an exception with this reason, worded for the user. */
  public HostException(String message) {
    super(message);
  }

  /**
   * Describes a failure of a runtime by its kind and message; by its message if it is for users.
   */
  public static String describe(Throwable thrown) {
    String message = thrown.getMessage();
    String name = thrown.getClass().getSimpleName();
    if (message == null || message.isBlank()) {
      return name;
    }
    return thrown instanceof FailedRunException ? message : name + ": " + message;
  }
}
