package convspectrum.search.proxy;

/** A network computes what is no finite number. */
public final class NotFiniteException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotFiniteException(String message) {
    super(message);
  }
}
