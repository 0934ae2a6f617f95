package convspectrum.spec.binding;

import convspectrum.spec.fault.Fault;

/** A value is not of the type that its field has. */
public final class ValueException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String problem;
  private final String expected;

  /** A fault by what was found and what would be right. */
  public ValueException(String problem, String expected) {
    super(Fault.message(problem, expected), null, false, false);
    this.problem = problem;
    this.expected = expected;
  }

  /** What was found. */
  public String problem() {
    return problem;
  }

  /** What would be right. */
  public String expected() {
    return expected;
  }
}
