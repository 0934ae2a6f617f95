package convspectrum.search.proxy.input;

import convspectrum.spec.fault.FailedRunException;

/** A network computes a number that is not finite. */
public final class NotFiniteException extends FailedRunException {
  private static final long serialVersionUID = 1L;

  public NotFiniteException(String message) {
    super(message);
  }
}
