package convspectrum.gradients.training;

import convspectrum.spec.fault.FailedRunException;

/** The loss or a gradient is no finite number any more. */
public final class DivergedException extends FailedRunException {
  private static final long serialVersionUID = 1L;

  /** Creates an exception: what was found where, and what to try. */
  public DivergedException(String message) {
    super(message);
  }
}
