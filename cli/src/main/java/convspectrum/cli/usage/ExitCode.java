package convspectrum.cli.usage;

/** What a command ends with. */
public final class ExitCode {
  /** Done. */
  public static final int DONE = 0;

  /** Failed while running. */
  public static final int FAILED = 1;

  /** Wrong usage, or a spec that is wrong. */
  public static final int WRONG_INPUT = 2;

  private ExitCode() {}
}
