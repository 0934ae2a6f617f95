package convspectrum.search.run;

/** No design of the space keeps the constraints. The message says which exclude how many. */
public final class NoDesignException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoDesignException(String message) {
    super(message);
  }
}
