package convspectrum.search.work;

import convspectrum.spec.fault.WrongInputException;

/** A machine that would give other results than this one, or none. */
public final class UnlikeMachineException extends WrongInputException {
  private static final long serialVersionUID = 1L;

  public UnlikeMachineException(String message) {
    super(message);
  }
}
