package convspectrum.cli.usage;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A percentage on the command line, as {@code 2%} or {@code 2}. */
public final class Percentage {
  private static final Pattern PERCENT = Pattern.compile("([0-9]{1,2}(?:\\.[0-9]{1,3})?)%?");

  private Percentage() {}

  /**
   * Reads a percentage as a share of 1.
   *
   * @param option for the message of what is none
   * @param orNone whether 0 is one too
   */
  public static double of(String option, String text, boolean orNone) {
    Matcher matcher = PERCENT.matcher(text);
    if (!matcher.matches() || (!orNone && Double.parseDouble(matcher.group(1)) == 0)) {
      throw new UsageException(option + " " + text + ": expected a percentage such as 2%");
    }
    return Double.parseDouble(matcher.group(1)) / 100;
  }
}
