package convspectrum.cli.usage;

import java.util.LinkedHashMap;
import java.util.Map;

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

  /**
   * What each means, for help.
   *
   * @param judged whether something can be required of the result
   */
  public static Map<String, String> meanings(boolean judged) {
    Map<String, String> meanings = new LinkedHashMap<>();
    meanings.put(Integer.toString(DONE), "done");
    meanings.put(Integer.toString(FAILED), "failed while running");
    meanings.put(Integer.toString(WRONG_INPUT), "wrong usage or spec");
    if (judged) {
      meanings.put(Integer.toString(NOT_MET), "done, but a requirement is not met");
    }
    meanings.put("130", "interrupted");
    return meanings;
  }
}
