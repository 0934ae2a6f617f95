package convspectrum.spec.block;

import convspectrum.spec.fault.Fault;

/** The value of a field is not legal, or does not fit what comes into the block. */
public final class FieldException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String field;
  private final String problem;
  private final String expected;

  /**
   * A fault of one field.
   *
   * @param field as a document writes it, {@code segments}; dotted for one inside a field, {@code
   *     squeeze-excite.reduce}; empty for the block as a whole
   * @param problem what was found
   * @param expected what would be right; empty where the problem says it
   */
  public FieldException(String field, String problem, String expected) {
    super(field + ": " + Fault.message(problem, expected), null, false, false);
    this.field = field;
    this.problem = problem;
    this.expected = expected;
  }

  /** The field, as a document writes it. */
  public String field() {
    return field;
  }

  /** What was found. */
  public String problem() {
    return problem;
  }

  /** What would be right; may be empty. */
  public String expected() {
    return expected;
  }
}
