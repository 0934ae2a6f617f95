package convspectrum.search.work;

import convspectrum.spec.fault.WrongInputException;

/** There is no cluster where one was named, or nothing here that could reach it. */
public final class NoClusterException extends WrongInputException {
  private static final long serialVersionUID = 1L;

  public NoClusterException(String message) {
    super(message);
  }

  public NoClusterException(String message, Throwable cause) {
    super(message, cause);
  }
}
