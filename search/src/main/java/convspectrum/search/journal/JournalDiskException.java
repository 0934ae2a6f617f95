package convspectrum.search.journal;

import convspectrum.spec.fault.FailedRunException;

/** The disk of a journal failed, or has no space left. The message says how to go on. */
public final class JournalDiskException extends FailedRunException {
  private static final long serialVersionUID = 1L;

  JournalDiskException(String message, Throwable cause) {
    super(message, cause);
  }
}
