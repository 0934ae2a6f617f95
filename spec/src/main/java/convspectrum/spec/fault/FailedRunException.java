package convspectrum.spec.fault;

/**
 * The input is right, but the work that it asks for failed or is beyond a limit. The message is for
 * the user, and complete: what failed, the limit if there is one, and what to try.
 */
public abstract class FailedRunException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A failure described by {@code message}. */
  protected FailedRunException(String message) {
    super(message);
  }

  /** A failure described by {@code message}, found through {@code cause}. */
  protected FailedRunException(String message, Throwable cause) {
    super(message, cause);
  }
}
