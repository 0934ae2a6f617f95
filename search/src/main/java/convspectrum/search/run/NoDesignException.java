package convspectrum.search.run;

import convspectrum.spec.fault.WrongInputException;

/** No design of the space keeps the constraints. The message counts what each one excludes. */
public final class NoDesignException extends WrongInputException {
  private static final long serialVersionUID = 1L;

  NoDesignException(String message) {
    super(message);
  }
}
