package convspectrum.executor.measure.host;

import convspectrum.spec.fault.FailedRunException;

/** What went wrong in another process, or with it; the message is the whole reason. */
public final class HostException extends FailedRunException {
  private static final long serialVersionUID = 1L;

  /** With this reason, in words for the user. */
  public HostException(String message) {
    super(message);
  }

  /** The words that a failure of a runtime is reported in: its kind and its message. */
  public static String describe(Throwable thrown) {
    String message = thrown.getMessage();
    String name = thrown.getClass().getSimpleName();
    if (message == null || message.isBlank()) {
      return name;
    }
    return thrown instanceof HostException ? message : name + ": " + message;
  }
}
