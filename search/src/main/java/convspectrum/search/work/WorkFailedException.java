package convspectrum.search.work;

import convspectrum.spec.fault.FailedRunException;

/** Work that other machines did not come to the end of. */
public final class WorkFailedException extends FailedRunException {
  private static final long serialVersionUID = 1L;

  public WorkFailedException(String message) {
    super(message);
  }

  public WorkFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
