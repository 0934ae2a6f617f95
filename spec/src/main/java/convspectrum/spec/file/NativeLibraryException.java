package convspectrum.spec.file;

import convspectrum.spec.fault.FailedRunException;

/** A native library cannot be loaded here; the message says why and what to try. */
public final class NativeLibraryException extends FailedRunException {
  private static final long serialVersionUID = 1L;

  /** The message is a sentence without a full stop. */
  public NativeLibraryException(String message) {
    super(message);
  }
}
