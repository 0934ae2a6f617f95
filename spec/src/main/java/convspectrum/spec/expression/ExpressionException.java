package convspectrum.spec.expression;

import convspectrum.spec.fault.Fault;

/** An expression that cannot be read, or has no value. */
public final class ExpressionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int offset;
  private final String problem;
  private final String expected;

  /**
   * A fault at a place of the expression's text.
   *
   * @param offset in characters, from 0, into the text that was parsed
   * @param problem what was found
   * @param expected what would be right; empty where the problem says it
   */
  public ExpressionException(int offset, String problem, String expected) {
    super(Fault.message(problem, expected));
    this.offset = offset;
    this.problem = problem;
    this.expected = expected;
  }

  /** Where, in characters from 0. */
  public int offset() {
    return offset;
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
