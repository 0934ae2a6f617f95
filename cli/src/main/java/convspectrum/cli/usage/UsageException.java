package convspectrum.cli.usage;

/**
 * The command line asks for something that is not there. The message says what, and what there is.
 */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message);
  }
}
