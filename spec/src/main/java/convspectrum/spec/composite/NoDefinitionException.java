package convspectrum.spec.composite;

import convspectrum.spec.fault.FailedRunException;

/** A composite is too large to be written as primitive ops; the message states the limit. */
public final class NoDefinitionException extends FailedRunException {
  private static final long serialVersionUID = 1L;

  NoDefinitionException(String message) {
    super(message);
  }
}
