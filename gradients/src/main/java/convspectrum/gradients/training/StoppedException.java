package convspectrum.gradients.training;

/** The thread of a training was interrupted. The state after the last whole epoch is kept. */
public final class StoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says that it was interrupted. */
  public StoppedException() {
    super("the training was interrupted");
  }
}
