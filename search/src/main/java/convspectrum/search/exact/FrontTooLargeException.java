package convspectrum.search.exact;

import convspectrum.spec.fault.WrongInputException;

/** A front, or what leads to it, that does not fit into the memory it may take. */
public final class FrontTooLargeException extends WrongInputException {
  private static final long serialVersionUID = 1L;

  FrontTooLargeException(String message) {
    super(message);
  }
}
