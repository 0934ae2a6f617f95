package convspectrum.cli.process;

/** A command that may compute on vectors itself, rather than in workers. */
public interface OnVectors {
  /** Whether it does so as it was given: asked once its options are read, before it runs. */
  boolean computesOnVectors();
}
