package convspectrum.search.history;

import convspectrum.spec.fault.WrongInputException;

/** A saved run is not there, is there already, or is none. The message says what and what to do. */
public final class HistoryException extends WrongInputException {
  private static final long serialVersionUID = 1L;

  HistoryException(String message) {
    super(message);
  }
}
