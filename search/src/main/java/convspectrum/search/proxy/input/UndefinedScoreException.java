package convspectrum.search.proxy.input;

/**
 * A proxy is not defined for a network: a value overflows, a gradient is 0, or there is nothing to
 * sum over. The message gives the reason, a sentence without a full stop.
 */
public final class UndefinedScoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UndefinedScoreException(String reason) {
    super(reason);
  }

  /** The reason. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
