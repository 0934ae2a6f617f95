package convspectrum.search.journal;

import convspectrum.spec.fault.WrongInputException;

/** A journal cannot be used. The message says why, and how to go on. */
public final class JournalException extends WrongInputException {
  private static final long serialVersionUID = 1L;

  /** The message needs no cause to be understood. */
  public JournalException(String message) {
    super(message);
  }

  JournalException(String message, Throwable cause) {
    super(message, cause);
  }
}
