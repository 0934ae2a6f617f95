package convspectrum.spec.written;

/** The spec language has no block for a part of a graph; the message names the first one. */
public final class NoBlockException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An exception for the part that {@code message} names. */
  NoBlockException(String message) {
    super(message);
  }
}
