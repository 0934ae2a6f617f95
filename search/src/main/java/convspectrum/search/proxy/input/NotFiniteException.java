package convspectrum.search.proxy.input;

/** A network computes what is no finite number. */
public final class NotFiniteException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NotFiniteException(String message) {
    super(message);
  }
}
