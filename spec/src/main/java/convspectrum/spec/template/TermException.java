package convspectrum.spec.template;

import convspectrum.spec.fault.Fault;

/** A term has no value in some design. */
public final class TermException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Fault fault;

  /** A fault with its place. */
  public TermException(Fault fault) {
    super(fault.toString(), null, false, false);
    this.fault = fault;
  }

  /** What is wrong, and where. */
  public Fault fault() {
    return fault;
  }
}
