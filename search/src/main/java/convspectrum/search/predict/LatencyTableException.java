package convspectrum.search.predict;

import convspectrum.spec.fault.WrongInputException;

/** A latency table is missing, damaged or of other conditions. The message names the remedy. */
public final class LatencyTableException extends WrongInputException {
  private static final long serialVersionUID = 1L;

  /** With a message that says what was found, what was expected and what to try. */
  public LatencyTableException(String message) {
    super(message);
  }
}
