package convspectrum.spec.graph;

import convspectrum.spec.fault.WrongInputException;

/**
 * An op cannot take inputs of these shapes. The message says what was found and what was expected.
 */
public final class ShapeException extends WrongInputException {
  private static final long serialVersionUID = 1L;

  /** A fault described by {@code message}. */
  public ShapeException(String message) {
    super(message);
  }

  /** A fault described by {@code message}, found through {@code cause}. */
  public ShapeException(String message, Throwable cause) {
    super(message, cause);
  }
}
