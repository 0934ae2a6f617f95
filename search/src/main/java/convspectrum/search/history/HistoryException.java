package convspectrum.search.history;

import convspectrum.spec.fault.WrongInputException;

/** A saved run is missing, exists already or is invalid. The message names fault and remedy. */
public final class HistoryException extends WrongInputException {
  private static final long serialVersionUID = 1L;

  public HistoryException(String message) {
    super(message);
  }
}
