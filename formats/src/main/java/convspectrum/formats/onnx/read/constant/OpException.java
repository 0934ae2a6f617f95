package convspectrum.formats.onnx.read.constant;

/** A node of the model is not what its op allows. The reader adds the node and the file. */
public sealed class OpException extends RuntimeException permits UnsupportedOpException {
  private static final long serialVersionUID = 1L;

  private final String expected;

  /**
   * @param problem what was found
   * @param expected what would be right, or what to do; may be empty
   */
  public OpException(String problem, String expected) {
    super(problem);
    this.expected = expected;
  }

  /** What was found. */
  public String problem() {
    return String.valueOf(getMessage());
  }

  /** What would be right, or what to do. */
  public String expected() {
    return expected;
  }
}
