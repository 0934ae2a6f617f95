package convspectrum.search.figure;

/** A figure is not defined for a design, or could not be found out. The message says why. */
public final class FigureException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** For this reason, a sentence without a full stop. */
  public FigureException(String reason) {
    super(reason);
  }
}
