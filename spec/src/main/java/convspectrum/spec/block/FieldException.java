package convspectrum.spec.block;

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
    super(field + ": " + problem + (expected.isEmpty() ? "" : "; " + expected), null, false, false);
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

  /** The same fault, of a field inside {@code outer}. */
  public FieldException inside(String outer) {
    return new FieldException(field.isEmpty() ? outer : outer + "." + field, problem, expected);
  }
}
