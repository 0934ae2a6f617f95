package convspectrum.search.figure;

/** A figure is not defined for a design, or could not be computed. The message gives the reason. */
public final class FigureException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The message is the reason, a sentence without a full stop. */
  public FigureException(String reason) {
    super(reason);
  }
}
