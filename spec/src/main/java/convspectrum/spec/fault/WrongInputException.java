package convspectrum.spec.fault;

/**
 * What the user gave cannot be used as it is. The message is for the user, and complete: what was
 * found, what was expected, and what to try.
 */
public abstract class WrongInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A fault described by {@code message}. */
  protected WrongInputException(String message) {
    super(message);
  }

  /** A fault described by {@code message}, found through {@code cause}. */
  protected WrongInputException(String message, Throwable cause) {
    super(message, cause);
  }
}
