package convspectrum.cli.usage;

/** The exit codes of commands. */
public final class ExitCode {
  /** The command did what it was asked to. */
  public static final int DONE = 0;

  /** The input was right, but the command failed while it ran. */
  public static final int FAILED = 1;

  /** Wrong usage, or a spec that is wrong. */
  public static final int WRONG_INPUT = 2;

  /** The command did what it was asked to, and what was required of the result is not met. */
  public static final int NOT_MET = 3;

  private ExitCode() {}
}
