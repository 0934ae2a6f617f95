package convspectrum.executor.runtime;

import convspectrum.spec.fault.FailedRunException;

/** A runtime cannot run a graph; the message states the limit and the value above it. */
public final class UnsupportedGraphException extends FailedRunException {
  private static final long serialVersionUID = 1L;

  /** Creates an exception for the limit that {@code message} describes. */
  public UnsupportedGraphException(String message) {
    super(message);
  }

  /** Creates an exception for the limit that {@code message} describes, with its cause. */
  public UnsupportedGraphException(String message, Throwable cause) {
    super(message, cause);
  }
}
