package convspectrum.executor.runtime;

import convspectrum.spec.fault.FailedRunException;

/** A runtime cannot run this graph. The message says which limit it meets, and by how much. */
public final class UnsupportedGraphException extends FailedRunException {
  private static final long serialVersionUID = 1L;

  /** A limit described by {@code message}. */
  public UnsupportedGraphException(String message) {
    super(message);
  }

  /** A limit described by {@code message}, found through {@code cause}. */
  public UnsupportedGraphException(String message, Throwable cause) {
    super(message, cause);
  }
}
