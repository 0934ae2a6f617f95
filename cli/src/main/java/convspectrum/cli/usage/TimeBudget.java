package convspectrum.cli.usage;

import convspectrum.search.condition.Quantity;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The value of {@code --budget}. */
public final class TimeBudget {
  private static final Pattern TIME =
      Pattern.compile("([0-9]{1,6}(?:\\.[0-9]{1,3})?)\\s*(ms|s|sec|m|min|h)?");

  private TimeBudget() {}

  /** The time that a word such as 40s, 2m or 1h stands for; seconds where it has no unit. */
  public static Duration of(String word) {
    Matcher matcher = TIME.matcher(word);
    if (!matcher.matches() || Double.parseDouble(matcher.group(1)) == 0) {
      String found = isCount(word) ? "found a count; " : "";
      throw new UsageException(
          "--budget " + word + ": " + found + "expected a time such as 40s or 2m");
    }
    double millis =
        switch (Objects.requireNonNullElse(matcher.group(2), "s")) {
          case "ms" -> 1;
          case "m", "min" -> 60_000;
          case "h" -> 3_600_000;
          default -> 1000;
        };
    return Duration.ofMillis(
        Math.max(1, Math.round(millis * Double.parseDouble(matcher.group(1)))));
  }

  /** Whether a word is a time with its unit. */
  static boolean isTime(String word) {
    Matcher matcher = TIME.matcher(word);
    return matcher.matches() && matcher.group(2) != null;
  }

  /** Whether a word is a number with a suffix, such as 5k. */
  private static boolean isCount(String word) {
    try {
      return Quantity.PLAIN.parse(word).signum() > 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
