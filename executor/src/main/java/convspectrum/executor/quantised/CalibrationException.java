package convspectrum.executor.quantised;

import convspectrum.spec.fault.FailedRunException;

/** A network has no ranges: it computes numbers that are none. The message names the layer. */
public final class CalibrationException extends FailedRunException {
  private static final long serialVersionUID = 1L;

  CalibrationException(String message) {
    super(message);
  }
}
