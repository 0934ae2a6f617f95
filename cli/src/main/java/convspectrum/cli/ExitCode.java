package convspectrum.cli;

/** What a command ends with. */
final class ExitCode {
  /** Done. */
  static final int DONE = 0;

  /** Failed while running. */
  static final int FAILED = 1;

  /** Wrong usage, or a spec that is wrong. */
  static final int WRONG_INPUT = 2;

  private ExitCode() {}
}
