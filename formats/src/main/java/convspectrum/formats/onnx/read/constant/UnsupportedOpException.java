package convspectrum.formats.onnx.read.constant;

/** Legal ONNX that this reader has no meaning for; a partial count may pass over it. */
public final class UnsupportedOpException extends OpException {
  private static final long serialVersionUID = 1L;

  /** A form of an op described by {@code problem}. */
  public UnsupportedOpException(String problem) {
    super(problem, "try --allow-unknown to count the rest");
  }
}
