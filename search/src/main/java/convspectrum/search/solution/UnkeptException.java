package convspectrum.search.solution;

import convspectrum.spec.fault.WrongInputException;

/** No design keeps the bounds. The message says what they would have to be. */
public final class UnkeptException extends WrongInputException {
  private static final long serialVersionUID = 1L;

  UnkeptException(String message) {
    super(message);
  }
}
